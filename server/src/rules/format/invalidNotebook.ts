import { JsonText } from '../../notebook/json/jsonText.ts';
import type { JsonMember } from '../../notebook/model.ts';
import { inNotebook, wholeNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';
import type { Form } from './schema/form.ts';
import type { Located } from './schema/located.ts';
import { formsOf } from './schema/nbformat4.ts';
import { typeNames, type Violation, validate, validateFields, variantOf } from './schema/validate.ts';

export const invalidNotebook: Rule = {
  code: 'invalid-notebook',
  group: 'Format',
  severity: 'error',
  enabled: true,
  summary: 'Something in the file is not as nbformat has it.',
  reads: 'any format',
  documentation: {
    reports:
      'Whatever the schema of nbformat 4.0 to 4.5 forbids, by the minor that the notebook names in `nbformat_minor`: a field that is missing or of the wrong type, a cell or output type that does not exist, a field where none is allowed. Each is reported at its place. In a newer minor than 4.5, unknown fields, cell types and output types are allowed. Ids of cells have rules of their own.',
    why: 'Jupyter opens such a notebook with an error or not at all, nbconvert and nbclient stop, and editors may drop what they do not know when they save.',
    examples: [
      {
        bad: `
--- code [1] {"outputs": null}
x = 1
`,
        good: `
--- code [1]
x = 1
`,
      },
      {
        bad: `
--- notebook 4.4
--- markdown {"execution_count": 1}
# Title
`,
        good: `
--- notebook 4.4
--- markdown
# Title
`,
      },
    ],
  },
  check: ({ json, format }) => {
    if (!json || (format.major ?? 4) !== 4) return [];
    if (json.type !== 'object') {
      const message = `A notebook is a JSON object with \`cells\`, \`metadata\`, \`nbformat\` and \`nbformat_minor\`, found ${typeNames[json.type]}.`;
      return [{ message, place: wholeNotebook }];
    }
    const members = json.hasCells ? [...json.members, { key: 'cells', value: emptyList }] : json.members;
    const found: Violation[] = [];
    validateFields(members, (index) => memberAt(members, index), undefined, formsOf(format.minor).top, found);
    return found.map(({ path, at, message }) => ({ message: `${message}.`, place: inNotebook(path, at) }));
  },
  checkCell: ({ json }, { format }) => {
    if (!json || (format.major ?? 4) !== 4) return [];
    const found = json.members ? cellViolations(json.members, format.minor) : [notAnObject(json.type)];
    return found.map(({ path, at, message }) => ({ message: `${message}.`, place: { kind: 'json', path, at } }));
  },
};

const emptyList = new JsonText('[]', false);

function cellViolations(members: readonly JsonMember[], minor: number | undefined): readonly Violation[] {
  const { cell: variants, outputs } = formsOf(minor);
  const at = members.findLastIndex(({ key }) => key === variants.by);
  const variant = variantOf(memberAt(members, at), undefined, variants);
  if ('message' in variant) return [variant];
  if (!variant.form) return [];
  const found: Violation[] = [];
  validateFields(members, (index) => memberAt(members, index), undefined, variant.form, found);
  const stored = Object.hasOwn(variant.form.fields, 'outputs')
    ? members.findLast(({ key }) => key === 'outputs')
    : undefined;
  return stored ? [...found, ...outputViolations(stored.value, outputs)] : found;
}

/** Outputs can be megabytes, and stay the same text while the source beside them is written. */
function outputViolations(json: JsonText, form: Form): readonly Violation[] {
  const known = knownOutputs.get(json);
  if (known?.form === form) return known.found;
  if (/^\[\s*\]$/.test(json.raw)) return [];
  const found: Violation[] = [];
  validate({ raw: json.raw, node: json.tree(), step: 'outputs', outer: undefined }, form, found);
  knownOutputs.set(json, { form, found });
  return found;
}

const knownOutputs = new WeakMap<JsonText, { readonly form: Form; readonly found: readonly Violation[] }>();

function memberAt(members: readonly JsonMember[], index: number): Located | undefined {
  const member = members[index];
  return member && { raw: member.value.raw, node: member.value.tree(), step: member.key, outer: undefined };
}

function notAnObject(type: JsonText['type']): Violation {
  return {
    path: [],
    at: 'value',
    message: `it has to be an object with \`cell_type\`, \`metadata\` and \`source\`, found ${typeNames[type]}`,
  };
}
