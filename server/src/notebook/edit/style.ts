import type { JsonValue } from 'nbproject-protocol';
import { fieldEnd } from '../read/field.ts';
import type { NotebookText } from '../read/notebookText.ts';
import type { Text } from '../text/text.ts';

/** How a notebook's JSON is laid out, so that what is written looks like what is there. */
export interface Style {
  /** Between members on lines of their own; empty for a notebook on one line. */
  readonly newline: string;
  /** What one level adds at the start of a line. */
  readonly indent: string;
  /** Between key and value. */
  readonly colon: string;
  /** Between members that share a line. */
  readonly comma: string;
  /** True when characters outside ASCII are written as escapes. */
  readonly ascii: boolean;
}

export function styleOf({ text, layout }: NotebookText): Style {
  const [first, second] = layout.fields;
  if (!first) return { newline: '\n', indent: ' ', colon: ': ', comma: ', ', ascii: false };
  const lead = text.slice(layout.start + 1, first.keyStart);
  const newline = /\r\n|\n|\r/.exec(lead)?.[0] ?? '';
  const firstEnd = first.key === 'cells' && layout.cells ? layout.cells.end : fieldEnd(first);
  const between = second ? text.slice(firstEnd, second.keyStart) : ', ';
  return {
    newline,
    indent: newline ? lead.slice(lead.lastIndexOf(newline) + newline.length) : '',
    colon: text.slice(first.keyEnd, first.start),
    comma: newline ? ', ' : between,
    ascii: writesEscapes(text),
  };
}

/** JSON of a value in a style; its first line is not indented, the others stand under a line indented by `margin`. */
export function writeJson(value: JsonValue, style: Style, margin: string): string {
  if (typeof value === 'string') return writeString(value, style);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = margin + style.indent;
  const parts = Array.isArray(value)
    ? value.map((item) => writeJson(item, style, inner))
    : Object.entries(value).map(([key, member]) => writeMember(key, writeJson(member, style, inner), style));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  if (!style.newline) return `${open}${parts.join(style.comma)}${close}`;
  const separator = `,${style.newline}${inner}`;
  return `${open}${style.newline}${inner}${parts.join(separator)}${style.newline}${margin}${close}`;
}

export function writeMember(key: string, value: string, style: Style): string {
  return `${writeString(key, style)}${style.colon}${value}`;
}

export function writeString(value: string, style: Style): string {
  const json = JSON.stringify(value);
  if (!style.ascii) return json;
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The white space at the start of the line on which an offset lies. */
export function marginAt(text: Text, offset: number): string {
  const lineStart = offset - text.positionAt(offset, 'utf-16').character;
  return /^[ \t]*/.exec(text.slice(lineStart, Math.min(offset, lineStart + 1000)))?.[0] ?? '';
}

/** Some writers (Python's json.dump by default) escape all that is not ASCII: seen by an escape beside no such character. */
function writesEscapes(text: Text): boolean {
  const content = text.toString();
  return /\\u(?!00[0-7])[0-9a-fA-F]{4}/.test(content) && !/[\u0080-\uffff]/.test(content);
}
