import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { type Notebook, readNotebook, Text } from '../../server/src/notebook/index.ts';

/**
 * Notebooks as people can read them, for tests and for the examples of rules:
 *
 *     --- notebook 4.4 name=my_analysis        (optional: the format, 4.5 unless said; the file's name)
 *     --- markdown
 *     # Title
 *     --- code [1] id=a1 tags=parameters,x     ([ ] for not executed; in 4.5 a cell has an id unless `without=id`)
 *     x = 1
 *     --- code [2] error=NameError stderr=text result=text
 *     --- raw
 *     --- code [ ] {"outputs": null}           (last on the line: members over those of the cell; on `--- notebook`, at the top)
 *     --- markdown without=metadata            (members to leave out)
 *     --- metadata
 *     {"nbproject": {"id": "…"}}
 *     --- text                                 (all that follows is the file as it is: no JSON, for instance)
 */
export interface WrittenNotebook {
  readonly name: string;
  /** As nbformat lays a file out: indent of 1, keys sorted. */
  readonly text: string;
}

export function notebookOf(notation: string): Notebook {
  const { name, text } = writeNotebook(notation);
  return readNotebook(name, Text.from(text)).notebook;
}

/** The notebook's JSON; for a notation that ends in a text block use {@link writeNotebook}. */
export function jsonOf(notation: string): JsonObject {
  return JSON.parse(writeNotebook(notation).text);
}

export function writeNotebook(notation: string): WrittenNotebook {
  const blocks = splitIntoBlocks(notation);
  const head = blocks.find((block) => block.kind === 'notebook');
  const name = head?.options.get('name') ?? 'notebook';
  const raw = blocks.find((block) => block.kind === 'text');
  if (raw) return { name, text: raw.body };
  const [major, minor] = (head?.words[0] ?? '4.5').split('.').map(Number);
  const metadata = blocks.find((block) => block.kind === 'metadata');
  const cells = blocks.filter((block) => cellKinds.has(block.kind));
  const notebook = {
    cells: cells.map((block, index) => withOverrides(cellOf(block, index, minor ?? 0), block)),
    metadata: metadata ? JSON.parse(metadata.body) : {},
    nbformat: major ?? 4,
    nbformat_minor: minor ?? 0,
  };
  return { name, text: nbformatText(head ? withOverrides(notebook, head) : notebook) };
}

/** JSON text as nbformat writes it. */
export function nbformatText(value: JsonValue): string {
  return `${JSON.stringify(sorted(value), null, 1)}\n`;
}

interface Block {
  readonly kind: string;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  readonly overrides: JsonObject;
  readonly body: string;
}

const cellKinds = new Set(['code', 'markdown', 'raw']);
const separator = /^--- (?=(?:notebook|code|markdown|raw|metadata|text)(?: |$))/;

function splitIntoBlocks(notation: string): Block[] {
  const blocks: { head: string; lines: string[] }[] = [];
  for (const line of notation
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '')
    .split('\n')) {
    const last = blocks.at(-1);
    if (last?.head === 'text') last.lines.push(line);
    else if (separator.test(line)) blocks.push({ head: line.slice(4).trim(), lines: [] });
    else if (last) last.lines.push(line);
    else if (line.trim() !== '') throw new Error(`The notation begins with a line \`--- …\`, found \`${line}\`.`);
  }
  return blocks.map(({ head, lines }) => blockOf(head, lines.join('\n')));
}

function blockOf(head: string, body: string): Block {
  const json = head.search(/ \{/);
  const overrides = json < 0 ? {} : JSON.parse(head.slice(json));
  const [kind = '', ...rest] = (json < 0 ? head : head.slice(0, json)).split(/ (?!\])/);
  const options = rest
    .filter((word) => /^[a-z]+=/.test(word))
    .map((word) => word.split(/=(.*)/s).slice(0, 2) as [string, string]);
  const words = rest.filter((word) => !/^[a-z]+=/.test(word));
  return { kind, words, options: new Map(options), overrides, body };
}

function withOverrides(object: JsonObject, block: Block): JsonObject {
  const without = block.options.get('without')?.split(',') ?? [];
  const merged = { ...object, ...block.overrides };
  return Object.fromEntries(Object.entries(merged).filter(([key]) => !without.includes(key)));
}

function cellOf({ kind, words, options, body }: Block, index: number, minor: number): JsonObject {
  const tags = options.get('tags');
  const id = options.get('id') ?? (minor >= 5 ? `cell-${index + 1}` : undefined);
  const count = /^\[(\d+)\]$/.exec(words[0] ?? '')?.[1];
  return {
    cell_type: kind,
    ...(id === undefined ? {} : { id }),
    metadata: tags === undefined ? {} : { tags: tags.split(',') },
    source: linesOf(body),
    ...(kind === 'code'
      ? { execution_count: count === undefined ? null : Number(count), outputs: outputsOf(options, count) }
      : {}),
  };
}

function outputsOf(options: ReadonlyMap<string, string>, count: string | undefined): JsonValue[] {
  const outputs: JsonValue[] = [];
  for (const name of ['stdout', 'stderr']) {
    const text = options.get(name);
    if (text !== undefined) outputs.push({ output_type: 'stream', name, text: [`${text}\n`] });
  }
  const result = options.get('result');
  if (result !== undefined) {
    const data = { 'text/plain': [result] };
    outputs.push({
      output_type: 'execute_result',
      data,
      execution_count: count === undefined ? null : Number(count),
      metadata: {},
    });
  }
  const error = options.get('error');
  if (error !== undefined)
    outputs.push({ output_type: 'error', ename: error, evalue: 'what went wrong', traceback: [] });
  return outputs;
}

/** A source as nbformat saves it: a list of lines, each with its line end. */
export function linesOf(source: string): string[] {
  return source === '' ? [] : source.split(/(?<=\n)/);
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
