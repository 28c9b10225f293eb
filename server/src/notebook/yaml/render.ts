import type { JsonValue } from 'nbproject-protocol';
import { Document, isCollection, type ScalarTag, type Tags } from 'yaml';
import { likePyYaml } from './tags.ts';

/** Keys with values in lines as PyYAML dumps them, without the last line's end. `indent` is what stands before each line. */
export function renderPairs(pairs: ReadonlyMap<string, JsonValue>, indent: string): string {
  const document = new Document(Object.fromEntries(pairs), { version: '1.1', customTags });
  const text = document.toString({ singleQuote: true, indentSeq: false, blockQuote: false, lineWidth: 80 });
  return text.trimEnd().replace(/^(?=.)/gm, indent);
}

/** A value on one line, lists and objects in brackets, as jupytext dumps it for MyST: with letters of all scripts. */
export function renderFlow(value: JsonValue): string {
  const document = new Document(value, { version: '1.1', customTags: likePyYaml });
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ singleQuote: true, flowCollectionPadding: false, blockQuote: false, lineWidth: 0 }).trim();
}

const customTags = (tags: Tags): Tags => [escapedText, ...likePyYaml(tags)];

/** nbproject opens the file in the encoding of the machine, which not everywhere is UTF-8: like PyYAML, ASCII alone is written. */
const escapedText: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  identify: (value) => typeof value === 'string' && /[^\0-\x7e]/.test(value),
  resolve: (text) => text,
  stringify: ({ value }) => JSON.stringify(value).replace(/[^\0-\x7e]/gu, escaped),
};

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (code.length <= 2) return `\\x${code.padStart(2, '0')}`;
  return code.length <= 4 ? `\\u${code.padStart(4, '0')}` : `\\U${code.padStart(8, '0')}`;
}
