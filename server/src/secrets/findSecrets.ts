import { setImmediate } from 'node:timers/promises';
import type { Notebook } from '../notebook/model.ts';
import { kindOf } from './kinds.ts';
import type { CellSecret, SecretLookup } from './lookup.ts';
import { isPlaceholder } from './placeholder.ts';
import type { LintMessage } from './secretlint.ts';
import { textsOf } from './texts.ts';

/**
 * Looks for credentials in the sources and the text outputs of a notebook. Too slow for each keystroke: about 4 ms for a million
 * characters, and 30 ms to load at the first call. Yields to others in between. What was looked at once, and has not changed, is not looked at again.
 */
export async function findSecrets(notebook: Notebook): Promise<SecretLookup> {
  const found = new Map<object, CellSecret[]>();
  for (const batch of batchesOf(unknownTexts(notebook, found))) {
    await lookAt(batch, found);
    await setImmediate();
  }
  for (const [holder, secrets] of found) known.set(holder, secrets);
  return lookupFor(notebook);
}

/** By the text that they stand in, so that they are still known when an editor tells of the same cell anew. */
function lookupFor(notebook: Notebook): SecretLookup {
  const sources = new Map<string, readonly CellSecret[]>();
  const outputs = new Map<string, readonly CellSecret[]>();
  for (const cell of notebook.cells) {
    const inSource = known.get(cell) ?? [];
    if (inSource.length > 0) sources.set(cell.source, inSource);
    const json = cell.outputs?.json;
    const inOutputs = (json && known.get(json)) ?? [];
    if (json && inOutputs.length > 0) outputs.set(json.raw, inOutputs);
  }
  return ({ source, outputs: stored }) => [
    ...(sources.size > 0 ? (sources.get(source) ?? []) : []),
    ...(outputs.size > 0 && stored?.json ? (outputs.get(stored.json.raw) ?? []) : []),
  ];
}

/** What was found in a cell's source, by the cell; in its outputs, by their JSON. */
const known = new WeakMap<object, readonly CellSecret[]>();

interface PlacedText {
  /** What it belongs to: a cell or the JSON of its outputs. */
  readonly holder: object;
  readonly text: string;
  /** What had to be read for it, in characters: pictures beside it are passed over, and take their time. */
  readonly read: number;
  readonly secretAt: (start: number, end: number, kind: string) => CellSecret;
}

/** The texts of what was not looked at before, each of which gets an entry. */
function* unknownTexts({ cells }: Notebook, found: Map<object, CellSecret[]>): Generator<PlacedText> {
  for (const cell of cells) {
    if (!known.has(cell)) {
      found.set(cell, []);
      yield {
        holder: cell,
        text: cell.source,
        read: cell.source.length,
        secretAt: (start, end, kind) => ({ in: 'source', kind, start, end }),
      };
    }
    const json = cell.outputs?.json;
    if (!json || known.has(json)) continue;
    found.set(json, []);
    for (const [index, { text, strings }] of textsOf(json).entries()) {
      const pathAt = (start: number) => strings.findLast((string) => string.start <= start)?.path ?? ['outputs'];
      const read = index === 0 ? json.raw.length : 0;
      yield { holder: json, text, read, secretAt: (start, _, kind) => ({ in: 'output', kind, path: pathAt(start) }) };
    }
  }
}

/** So many characters are read before others get their turn. */
const batchLength = 500_000;

/** Each call of secretlint costs as much as a hundred lines: short texts go together. */
function* batchesOf(texts: Iterable<PlacedText>): Generator<readonly PlacedText[]> {
  let batch: PlacedText[] = [];
  let length = 0;
  for (const placed of texts) {
    // What a comment of secretlint's silences ends with the text that it stands in.
    if (placed.text.includes('secretlint-')) {
      yield [placed];
      continue;
    }
    batch.push(placed);
    length += placed.read;
    if (length < batchLength) continue;
    yield batch;
    batch = [];
    length = 0;
  }
  if (batch.length > 0) yield batch;
}

const gap = '\n\n';

async function lookAt(batch: readonly PlacedText[], found: ReadonlyMap<object, CellSecret[]>): Promise<void> {
  const joined = batch.map(({ text }) => text + gap).join('');
  const messages = /\S/.test(joined) ? await lint(joined) : [];
  let base = 0;
  for (const { holder, text, secretAt } of batch) {
    for (const { start, end, rule } of messages) {
      const [from, to] = [start - base, end - base];
      // What begins in one text and ends in another is nothing.
      if (from < 0 || to > text.length || isPlaceholder(text.slice(from, to))) continue;
      found.get(holder)?.push(secretAt(from, to, kindOf(rule)));
    }
    base += text.length + gap.length;
  }
}

/** A file of its own in the product: see scripts/bundle.mjs. */
async function lint(content: string): Promise<readonly LintMessage[]> {
  const { lintText } = await import('./secretlint.ts');
  return lintText(content);
}
