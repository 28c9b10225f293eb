/**
 * A message of a transcript in the documentation: `→` is what the client sends, `←` what the server does. In what the server sends, the string
 * `…` stands for anything, and an object that ends with the key `…` may hold more.
 */
export type Entry =
  | {
      readonly kind: 'request' | 'notification';
      readonly from: Sender;
      readonly method: string;
      readonly params: unknown;
    }
  | { readonly kind: 'response' | 'error'; readonly from: Sender; readonly result: unknown };

export type Sender = 'client' | 'server';

export interface Transcript {
  /** The heading that it stands under. */
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** The transcripts of a page: its code blocks in the language `transcript`. Throws where a line of one cannot be read. */
export function transcriptsOf(markdown: string): readonly Transcript[] {
  const blocks = [...markdown.matchAll(/^#{2,3} (.*)$|^```transcript\n([\s\S]*?)^```$/gm)];
  let title = '';
  return blocks.flatMap(([, heading, block]) => {
    if (heading !== undefined) title = heading.replaceAll('`', '');
    return block === undefined ? [] : [{ title, entries: entriesOf(block) }];
  });
}

const beginning = /^(?=[→←] )/m;
const message = /^([→←]) (?:(request|notification) (\S+)|(response|error))\s+([\s\S]*)$/;

function entriesOf(block: string): readonly Entry[] {
  return block.split(beginning).map((text) => {
    const [, arrow, kind, method, answer, json = ''] = message.exec(text) ?? [];
    if (arrow === undefined) throw new Error(`This is no message of a transcript: ${text}`);
    const from = arrow === '→' ? 'client' : 'server';
    const value: unknown = JSON.parse(json);
    return kind === undefined || method === undefined
      ? { kind: answer === 'error' ? 'error' : 'response', from, result: value }
      : { kind: kind as 'request' | 'notification', from, method, params: value };
  });
}

/** Says where a value that was sent is not what a transcript has, or nothing. */
export function difference(shown: unknown, sent: unknown, path = ''): string | undefined {
  if (shown === '…') return undefined;
  if (Array.isArray(shown) && Array.isArray(sent)) {
    if (shown.length !== sent.length) return `${path} has ${sent.length} entries`;
    return firstOf(shown.map((one, index) => difference(one, sent[index], `${path}[${index}]`)));
  }
  if (isObject(shown) && isObject(sent)) {
    const { '…': more, ...rest } = shown;
    const unknown = more === undefined ? Object.keys(sent).filter((key) => !(key in rest)) : [];
    if (unknown.length > 0) return `${path} has ${unknown.join(', ')} too`;
    return firstOf(Object.entries(rest).map(([key, one]) => difference(one, sent[key], `${path}.${key}`)));
  }
  return Object.is(shown, sent) ? undefined : `${path} is ${JSON.stringify(sent)}`;
}

function firstOf(differences: readonly (string | undefined)[]): string | undefined {
  return differences.find((one) => one !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
