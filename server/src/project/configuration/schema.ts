import { policies, rules } from '../../rules/index.ts';

/** What a key takes. */
export type ValueType =
  | { readonly kind: 'rules' }
  | { readonly kind: 'patterns' }
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  /** Keys are rules or groups. */
  | { readonly kind: 'by rule'; readonly value: ValueType }
  /** Keys are patterns. */
  | { readonly kind: 'by pattern'; readonly value: ValueType }
  | { readonly kind: 'table'; readonly keys: readonly ConfigurationKey[] };

export interface Choice {
  readonly name: string;
  readonly description: string;
}

/** A key of the configuration. From these come validation, completion, the JSON schema and the documentation. */
export interface ConfigurationKey {
  readonly name: string;
  readonly type: ValueType;
  /** In words; what counts where the key is left out. */
  readonly default: string;
  readonly description: string;
  /** As it is written in TOML. */
  readonly example: string;
}

const severityChoices: readonly Choice[] = [
  { name: 'error', description: 'must be mended' },
  {
    name: 'warning',
    description: 'should be mended; `nbls check` fails from here on, unless `--fail-on` says otherwise',
  },
  { name: 'info', description: 'good to know' },
  { name: 'hint', description: 'a suggestion' },
  { name: 'off', description: 'not reported' },
];

const ownKeys: readonly ConfigurationKey[] = [
  {
    name: 'select',
    type: { kind: 'rules' },
    default: 'every rule that is on by default',
    description: 'Report only these rules, also such as are off by default.',
    example: 'select = ["Format", "Narrative", "long-cell"]',
  },
  {
    name: 'ignore',
    type: { kind: 'rules' },
    default: 'none',
    description: 'Do not report these rules.',
    example: 'ignore = ["uninitialized"]',
  },
  {
    name: 'severity',
    type: { kind: 'by rule', value: { kind: 'choice', choices: severityChoices } },
    default: 'that of each rule',
    description:
      'How severe the findings of a rule are. A rule that is named here by its code is reported, also when it is off by default; a group changes only what is reported.',
    example: 'severity = { missing-title = "error", State = "info" }',
  },
  {
    name: 'exclude',
    type: { kind: 'patterns' },
    default: 'none',
    description:
      "Notebooks and folders to leave out, in the syntax of .gitignore and relative to this file's folder. A notebook that a call of `nbls` names is checked all the same, unless `--force-exclude` is given.",
    example: 'exclude = ["drafts/", "*_old.ipynb"]',
  },
  {
    name: 'per-file-ignores',
    type: { kind: 'by pattern', value: { kind: 'rules' } },
    default: 'none',
    description:
      "Rules that are not reported in some notebooks. Patterns are in the syntax of .gitignore and relative to this file's folder.",
    example: 'per-file-ignores = { "teaching/**" = ["undefined-name", "Quality"] }',
  },
  {
    name: 'policy',
    type: {
      kind: 'choice',
      choices: Object.entries(policies).map(([name, { description }]) => ({ name, description })),
    },
    default: 'none of them',
    description: 'What the team agrees on about saved execution counts and outputs.',
    example: 'policy = "executed"',
  },
  {
    name: 'python',
    type: { kind: 'text' },
    default: 'found for each notebook: its kernel, an environment in its folder or above, the active one',
    description:
      "The Python that the notebooks run in: an interpreter or the folder of an environment, absolute or relative to this file's folder. It is read, and not run where it lies in the workspace.",
    example: 'python = ".venv"',
  },
  {
    name: 'author',
    type: {
      kind: 'table',
      keys: ['handle', 'id', 'name'].map((name) => ({
        name,
        type: { kind: 'text' },
        default: 'unknown',
        description: `The author's ${name}.`,
        example: `${name} = "ada"`,
      })),
    },
    default: "lamin's user, or git's `user.name`",
    description: 'Who new records name as their author.',
    example: 'author = { handle = "ada", name = "Ada Lovelace" }',
  },
];

/** One for each rule with options. */
const optionKeys: readonly ConfigurationKey[] = rules.flatMap(({ code, options, summary }) => {
  const entries = Object.entries(options ?? {});
  const [first] = entries;
  if (!first) return [];
  const keys = entries.map(
    ([name, option]): ConfigurationKey => ({
      name,
      type: { kind: 'number' },
      default: String(option.default),
      description: `${option.description.charAt(0).toUpperCase()}${option.description.slice(1)}.`,
      example: `${name} = ${option.default}`,
    }),
  );
  return [
    {
      name: code,
      type: { kind: 'table', keys },
      default: entries.map(([name, option]) => `${name} = ${option.default}`).join(', '),
      description: `Options of the rule: ${summary}`,
      example: `${code}.${first[0]} = ${first[1].default}`,
    },
  ];
});

/** Every key of `[tool.nbproject]`, in the order of the documentation. */
export const configurationKeys: readonly ConfigurationKey[] = [...ownKeys, ...optionKeys];

/** The keys of a project's own, without the rules' options. */
export const projectKeys = ownKeys;
export const ruleOptionKeys = optionKeys;

/** What stands at a path in the configuration; the empty path is the configuration itself. */
export function typeAt(path: readonly string[]): ValueType | undefined {
  return path.reduce<ValueType | undefined>(inner, { kind: 'table', keys: configurationKeys });
}

function inner(type: ValueType | undefined, name: string): ValueType | undefined {
  if (type?.kind === 'table') return type.keys.find((key) => key.name === name)?.type;
  return type?.kind === 'by rule' || type?.kind === 'by pattern' ? type.value : undefined;
}
