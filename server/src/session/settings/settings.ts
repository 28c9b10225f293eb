import { noOwnSettings, type OwnSettings } from '../../project/configuration/index.ts';
import type { Author } from '../../record/index.ts';
import { type Severity, selectorOf, unknownSelector } from '../../rules/index.ts';

/** What users set under `nbproject` in their editor. It adds to what the project's configuration says, and wins. */
export interface Settings {
  readonly rules: OwnSettings;
  readonly author: Partial<Author>;
  /** An interpreter or an environment folder to take for that of every notebook. */
  readonly python: string | undefined;
}

/** The settings in a value that came from the client, with defaults for what is missing, and a sentence for each thing that is wrong. */
export function readSettings(value: unknown): { readonly settings: Settings; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const given = asObject(value) ?? {};
  const author = asObject(given.author) ?? {};
  const rules: OwnSettings = {
    ...noOwnSettings,
    also: selectorsOf('select', given.select, problems),
    ignore: selectorsOf('ignore', given.ignore, problems),
    severity: severitiesOf(given.severity, problems),
  };
  return {
    settings: {
      rules,
      author: { handle: text(author.handle), id: text(author.id), name: text(author.name) },
      python: text(given.python) ?? undefined,
    },
    problems,
  };
}

const severityNames: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];

function severitiesOf(value: unknown, problems: string[]): OwnSettings['severity'] {
  const severities: Record<string, Severity | 'off'> = {};
  for (const [code, severity] of Object.entries(asObject(value) ?? {})) {
    if (!selectorOf(code)) problems.push(`nbproject.severity: ${unknownSelector(code)}`);
    else if (severityNames.includes(severity as string)) severities[code] = severity as Severity | 'off';
    else
      problems.push(
        `nbproject.severity.${code}: expected one of ${severityNames.join(', ')}, found ${JSON.stringify(severity)}.`,
      );
  }
  return severities;
}

function selectorsOf(key: string, value: unknown, problems: string[]): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push(`nbproject.${key}: expected a list of rule codes.`);
    return [];
  }
  return value.filter((name): name is string => {
    if (typeof name === 'string' && selectorOf(name)) return true;
    problems.push(`nbproject.${key}: ${unknownSelector(typeof name === 'string' ? name : JSON.stringify(name))}`);
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
