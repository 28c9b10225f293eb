import type { Author } from '../record/index.ts';
import { rules, type Selection, type Severity, selectRules } from '../rules/index.ts';

/** What users set under `nbproject` in their editor. */
export interface Settings {
  readonly selection: Selection;
  readonly author: Partial<Author>;
  /** An interpreter or an environment folder to take for that of every notebook. */
  readonly python: string | undefined;
}

/** The settings in a value that came from the client, with defaults for what is missing, and a sentence for each thing that is wrong. */
export function readSettings(value: unknown): { readonly settings: Settings; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = asObject(value) ?? {};
  const severities = { ...severitiesOf(given.severity, problems) };
  const codes = new Set(rules.map(({ code }) => code));
  for (const code of codesOf('select', given.select, codes, problems)) {
    severities[code] ??= rules.find((rule) => rule.code === code)?.severity ?? 'warning';
  }
  for (const code of codesOf('ignore', given.ignore, codes, problems)) severities[code] = 'off';
  for (const code of Object.keys(severities))
    if (!codes.has(code)) problems.push(`nbproject.severity: there is no rule \`${code}\`.`);
  const author = asObject(given.author) ?? {};
  return {
    settings: {
      selection: selectRules(rules, { emptyFile: 'new notebook', severities }),
      author: { handle: text(author.handle), id: text(author.id), name: text(author.name) },
      python: text(given.python) ?? undefined,
    },
    problems,
  };
}

const severityNames: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

function severitiesOf(value: unknown, problems: string[]): Record<string, Severity | 'off'> {
  const severities: Record<string, Severity | 'off'> = {};
  for (const [code, severity] of Object.entries(asObject(value) ?? {})) {
    if (severityNames.includes(severity as string)) severities[code] = severity as Severity | 'off';
    else
      problems.push(
        `nbproject.severity.${code}: expected one of ${severityNames.join(', ')}, found ${JSON.stringify(severity)}.`,
      );
  }
  return severities;
}

function codesOf(key: string, value: unknown, known: ReadonlySet<string>, problems: string[]): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push(`nbproject.${key}: expected a list of rule codes.`);
    return [];
  }
  return value.filter((code): code is string => {
    if (known.has(code)) return true;
    problems.push(`nbproject.${key}: there is no rule ${JSON.stringify(code)}.`);
    return false;
  });
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
