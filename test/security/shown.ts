import { fromMarkdown } from 'mdast-util-from-markdown';
import { xmlElements } from '../cli/wellFormed.ts';

/**
 * Members of answers that no editor shows as they are: edits, what is handed back to the server, and what the notebook says as data, from which
 * clients make text (`test/security/clients.test.ts`).
 */
const data: ReadonlySet<string> = new Set([
  ...['uri', 'edit', 'edits', 'changes', 'documentChanges', 'newText', 'data', 'arguments', 'target', 'range'],
  ...['filterText', 'sortText', 'token'],
  ...['record', 'author', 'python', 'packages', 'parents', 'children', 'kernel', 'identities', 'nodes', 'edges'],
]);

/** What acts, hides or reorders; a line end between the lines of a text does not. */
const raw = /(?!\n)[\p{Cc}\p{Cs}\p{DI}\u2028\u2029\ufff9-\ufffb]/u;

/** What is wrong with the texts that are shown in an answer or a notification: where they stand, and what they are. */
export function faultsIn(value: unknown, path = ''): readonly string[] {
  if (typeof value === 'string') return faultsOf(value).map((fault) => `${path}: ${fault} in ${JSON.stringify(value)}`);
  if (typeof value !== 'object' || value === null) return [];
  const isHeader = 'rows' in value;
  return Object.entries(value).flatMap(([key, inner]) => {
    if (data.has(key) || (isHeader && key === 'title')) return [];
    const isMarkdown = key === 'markdown' || (key === 'value' && 'kind' in value && value.kind === 'markdown');
    const faults = isMarkdown ? markdownFaults(inner) : isHeader && key === 'html' ? htmlFaults(inner) : [];
    return [...faults.map((fault) => `${path}.${key}: ${fault}`), ...faultsIn(inner, `${path}.${key}`)];
  });
}

export function faultsOf(text: string): readonly string[] {
  const found = raw.exec(text)?.[0];
  return found === undefined ? [] : [`U+${found.codePointAt(0)?.toString(16)}`];
}

interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
}

/** Kinds of what leads elsewhere or is no text. What we write has none of them. */
const active: ReadonlySet<string> = new Set([
  'link',
  'linkReference',
  'image',
  'imageReference',
  'definition',
  'html',
  'code',
]);

/** GitHub's Markdown, which editors read, makes links of addresses that stand there as they are. */
const bareAddress = /(?:https?|ftp|file|mailto|command|javascript):\/\/|\bwww\.|[\w.]@\w/;

function markdownFaults(markdown: string): readonly string[] {
  const kinds = (node: Node): readonly string[] => [node.type, ...(node.children ?? []).flatMap(kinds)];
  const address = bareAddress.exec(markdown)?.[0];
  return [...kinds(fromMarkdown(markdown)).filter((kind) => active.has(kind)), ...(address ? [address] : [])].map(
    (fault) => `${fault} in ${JSON.stringify(markdown)}`,
  );
}

const headerElements: ReadonlySet<string> = new Set(['html', 'table', 'tbody', 'tr', 'td', 'b', 'span']);
const headerAttributes: ReadonlySet<string> = new Set(['style', 'colspan']);

function htmlFaults(html: string): readonly string[] {
  return xmlElements(`<html>${html}</html>`).flatMap(({ name, attributes }) => [
    ...(headerElements.has(name) ? [] : [`<${name}>`]),
    ...Object.keys(attributes).filter((attribute) => !headerAttributes.has(attribute)),
  ]);
}
