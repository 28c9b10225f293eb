import { anything, boolean, closed, type Form, lines, none, type ObjectForm, open, text } from './form.ts';

/** What nbformat 4.x says of a notebook (the published JSON schemas 4.0 to 4.5). */
export interface NotebookForms {
  readonly top: ObjectForm;
  readonly cell: Extract<Form, { kind: 'variants' }>;
  readonly outputs: Form;
}

/** The newest minor whose schema is known; newer ones may add fields, cell types and output types. */
const newestMinor = 5;

/** The forms for a minor; undefined stands for one that is not readable, which is read as leniently as a future one. */
export function formsOf(minor: number | undefined): NotebookForms {
  const lenient = minor === undefined || minor < 0 || minor > newestMinor;
  const key = lenient ? newestMinor + 1 : minor;
  const known = knownForms[key];
  if (known) return known;
  const forms = makeForms(key, lenient ? anything : none);
  knownForms[key] = forms;
  return forms;
}

const knownForms: NotebookForms[] = [];

function makeForms(minor: number, others: ObjectForm['others']): NotebookForms {
  return { top: topForm(minor, others), cell: cellForm(minor, others), outputs: outputsForm(others) };
}

const count: Form = { kind: 'integer' };
const countOrNull: Form = { kind: 'integer', orNull: true };

function topForm(minor: number, others: ObjectForm['others']): ObjectForm {
  const metadata = open({
    kernelspec: open({ name: text, display_name: text }, ['name', 'display_name']),
    language_info: open(
      { name: text, codemirror_mode: anything, file_extension: text, mimetype: text, pygments_lexer: text },
      ['name'],
    ),
    orig_nbformat: count,
    ...(minor >= 2 ? { title: text, authors: { kind: 'list', items: anything } } : {}),
  });
  // Each cell is looked at by itself.
  const cells: Form = { kind: 'list', items: anything };
  return closed('a notebook', { metadata, nbformat: count, nbformat_minor: count, cells }, others);
}

function cellForm(minor: number, others: ObjectForm['others']): NotebookForms['cell'] {
  // What an id has to be is for the rules on ids to say.
  const id: Readonly<Record<string, Form>> = minor >= 5 ? { id: anything } : {};
  const attachments: Form = { kind: 'object', fields: {}, required: [], others: mimeBundle };
  const cell_type = anything;
  const source = lines;
  const prose = { cell_type, source, attachments, ...id };
  const jupyter: Readonly<Record<string, Form>> = minor >= 3 ? { jupyter: open({}) } : {};
  const named = { name: cellName, tags, ...jupyter };
  const timing: Form = { kind: 'object', fields: {}, required: [], others: text };
  const ofCode = { ...named, collapsed: boolean, scrolled, ...(minor >= 4 ? { execution: timing } : {}) };
  const ofCell = (cell: string, fields: ObjectForm['fields']): ObjectForm => ({
    ...closed(cell, fields, others, ['id', 'attachments']),
    later: { id: '4.5' },
  });
  return {
    kind: 'variants',
    by: 'cell_type',
    noun: 'cell type',
    others: others.kind !== 'none',
    forms: {
      markdown: ofCell('a Markdown cell', { ...prose, metadata: open(named) }),
      raw: ofCell('a raw cell', { ...prose, metadata: open({ ...named, format: text }) }),
      code: ofCell('a code cell', {
        cell_type,
        source,
        ...id,
        metadata: open(ofCode),
        // They are large, and looked at by themselves.
        outputs: anything,
        execution_count: countOrNull,
      }),
    },
  };
}

const cellName: Form = { kind: 'string', pattern: /./, says: 'not empty' };
const tag: Form = { kind: 'string', pattern: /^[^,]+$/, says: 'not empty and without a comma' };
const tags: Form = { kind: 'list', items: tag, unique: true };
const scrolled: Form = { kind: 'literal', texts: ['true', 'false', '"auto"'] };

/** Data by MIME type: text, but for JSON, which may be anything. */
const mimeBundle: ObjectForm = {
  kind: 'object',
  fields: {},
  required: [],
  others: lines,
  free: /^application\/(.*\+)?json$/,
};

function outputsForm(others: ObjectForm['others']): Form {
  const output_type = anything;
  const shown = { output_type, data: mimeBundle, metadata: open({}) };
  return {
    kind: 'list',
    items: {
      kind: 'variants',
      by: 'output_type',
      noun: 'output type',
      others: others.kind !== 'none',
      forms: {
        execute_result: closed('an execute_result', { ...shown, execution_count: countOrNull }, others),
        display_data: closed('a display_data', shown, others),
        stream: closed('a stream', { output_type, name: text, text: lines }, others),
        error: closed(
          'an error',
          { output_type, ename: text, evalue: text, traceback: { kind: 'list', items: text } },
          others,
        ),
      },
    },
  };
}
