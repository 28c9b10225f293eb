/** What a position's character counts: code units of UTF-8, UTF-16 or UTF-32 (LSP `PositionEncodingKind`). */
export type PositionEncoding = 'utf-8' | 'utf-16' | 'utf-32';

/** How long a text is in an encoding; a lone surrogate counts as the replacement character that stands for it. */
export function lengthIn(text: string, encoding: PositionEncoding): number {
  switch (encoding) {
    case 'utf-8':
      return Buffer.byteLength(text, 'utf8');
    case 'utf-16':
      return text.length;
    case 'utf-32':
      return text.length - surrogatePairs(text);
  }
}

/** The offset that lies `units` of the encoding behind `start`; inside a character, its beginning. */
export function advance(text: string, start: number, units: number, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return start + units;
  let offset = start;
  let remaining = units;
  while (offset < text.length) {
    const codePoint = text.codePointAt(offset) ?? 0;
    const width =
      encoding === 'utf-32' ? 1 : codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    if (remaining < width) break;
    remaining -= width;
    offset += codePoint > 0xffff ? 2 : 1;
  }
  return offset;
}

function surrogatePairs(text: string): number {
  let pairs = 0;
  for (const _ of text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) pairs++;
  return pairs;
}
