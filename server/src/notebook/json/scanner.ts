/** What a JSON text needed at the place where it stopped being JSON. */
export type Expected =
  | 'value'
  | 'value-or-end' // after `[`
  | 'key'
  | 'key-or-end' // after `{`
  | 'colon'
  | 'comma-or-brace'
  | 'comma-or-bracket'
  | 'end'
  | 'closing-quote'
  | 'escape'
  | 'no-control-character'
  | 'number'
  | 'literal';

export interface Failure {
  readonly expected: Expected;
  readonly offset: number;
  /** Where the string began whose inside is wrong; else the same as `offset`. */
  readonly tokenStart: number;
}

/** Something that readers treat differently, though they can read on. */
export interface Oddity {
  readonly kind: 'number' | 'surrogate' | 'depth';
  readonly start: number;
  readonly end: number;
}

/** Values nested deeper are checked, but never looked into: no recursion over a notebook goes further. */
export const maxDepth = 100;

/** So many are noticed in a text. */
export const maxOddities = 100;
const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f]/g;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const pythonNumber = /NaN|-?Infinity/y;
const loneSurrogate = /\p{Surrogate}/gu;
const hexDigits = /[0-9a-fA-F]{4}/y;

const OBJECT = 1;
const ARRAY = 2;

/**
 * Goes over JSON text (RFC 8259) and says where each value ends, or where and why the text is no JSON. Never recurses.
 *
 * Most of a notebook is strings that nobody needs to look into, so the next quote, backslash and control character are found
 * by searching the text natively and remembered until the position passes them: each is searched once, over the whole text.
 */
export class JsonScanner {
  readonly text: string;
  position: number;
  failure: Failure | undefined;
  readonly oddities: Oddity[] = [];
  /** The deepest nesting seen by the last {@link skipValue}, the value itself being 1. */
  depthReached = 0;

  #nextBackslash = -1;
  #nextLineFeed = -1;
  #nextCarriageReturn = -1;
  #nextTab = -1;
  #nextControl = -1;
  #nextHalf = -1;

  constructor(text: string, position = 0) {
    this.text = text;
    this.position = position;
    if (text.isWellFormed()) this.#nextHalf = text.length;
  }

  /** The code of the next character that is no white space, which is where the position then is; NaN at the end. */
  peek(): number {
    const { text } = this;
    let position = this.position;
    let code = text.charCodeAt(position);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++position);
    this.position = position;
    return code;
  }

  /** Passes over one value; false when the text is no JSON. `depth` is how many objects and arrays are open around it. */
  skipValue(depth: number, expected: Expected = 'value'): boolean {
    this.depthReached = depth + 1;
    const first = this.peek();
    // Most values of a notebook are no containers: they need no account of what is open.
    if (first !== 123 && first !== 91) return this.#skipScalar(first, expected);
    const open: number[] = [];
    let noticed = false;
    for (;;) {
      // A value begins here.
      const code = this.peek();
      if (code === 123 || code === 91) {
        open.push(code === 123 ? OBJECT : ARRAY);
        const level = depth + open.length;
        if (level > this.depthReached) this.depthReached = level;
        if (level > maxDepth && !noticed) {
          noticed = true;
          this.#notice('depth', this.position, this.position + 1);
        }
        this.position++;
        const inside = this.peek();
        if (code === 123 && inside !== 125) {
          if (!this.skipKeyAndColon('key-or-end')) return false;
          expected = 'value';
          continue;
        }
        if (code === 91 && inside !== 93) {
          expected = 'value-or-end';
          continue;
        }
        this.position++;
        open.pop();
      } else if (!this.#skipScalar(code, expected)) return false;

      // A value has ended: close what ends with it, or go on behind a comma.
      for (;;) {
        const inside = open.at(-1);
        if (inside === undefined) return true;
        const next = this.peek();
        if (next === 44) {
          this.position++;
          if (inside === OBJECT && !this.skipKeyAndColon('key')) return false;
          expected = 'value';
          break;
        }
        if (next !== (inside === OBJECT ? 125 : 93)) {
          return this.fail(inside === OBJECT ? 'comma-or-brace' : 'comma-or-bracket');
        }
        this.position++;
        open.pop();
      }
    }
  }

  skipKeyAndColon(expected: 'key' | 'key-or-end'): boolean {
    if (this.peek() !== 34) return this.fail(expected);
    if (!this.skipString()) return false;
    if (this.peek() !== 58) return this.fail('colon');
    this.position++;
    return true;
  }

  /** Passes over the string whose opening quote is at the position. */
  skipString(): boolean {
    const { text } = this;
    const start = this.position;
    let position = start + 1;
    let quote = text.indexOf('"', position);
    if (this.#nextBackslash < position) this.#nextBackslash = next(text, '\\', position);
    while (this.#nextBackslash < quote || (quote < 0 && this.#nextBackslash < text.length)) {
      const after = this.#skipEscape(start, this.#nextBackslash);
      if (after < 0) return false;
      position = after;
      if (quote >= 0 && quote < position) quote = text.indexOf('"', position);
      this.#nextBackslash = next(text, '\\', position);
    }
    const control = this.#controlAtOrAfter(start + 1);
    if (control < (quote < 0 ? text.length : quote)) return this.fail('no-control-character', control, start);
    if (quote < 0) return this.fail('closing-quote', text.length, start);
    this.#noticeHalves(start, quote);
    this.position = quote + 1;
    return true;
  }

  /** Halves of characters that stand in a string as they are: an editor's text may hold them, a file's cannot. */
  #noticeHalves(start: number, end: number): void {
    while (this.#nextHalf < end) {
      if (this.#nextHalf >= start) this.#notice('surrogate', this.#nextHalf, this.#nextHalf + 1);
      loneSurrogate.lastIndex = Math.max(start, this.#nextHalf + 1);
      this.#nextHalf = loneSurrogate.exec(this.text)?.index ?? this.text.length;
    }
  }

  fail(expected: Expected, offset = this.position, tokenStart = offset): false {
    this.failure ??= { expected, offset, tokenStart };
    return false;
  }

  #skipScalar(code: number, expected: Expected): boolean {
    if (code === 34) return this.skipString();
    const { text, position } = this;
    const pattern = code === 45 || (code >= 48 && code <= 57) ? number : literal;
    pattern.lastIndex = position;
    if (pattern.test(text)) {
      const end = pattern.lastIndex;
      if (isWordCharacter(text.charCodeAt(end))) return this.fail(pattern === number ? 'number' : 'literal', position);
      if (pattern === number && end - position > 4 && !Number.isFinite(Number(text.slice(position, end)))) {
        this.#notice('number', position, end);
      }
      this.position = end;
      return true;
    }
    pythonNumber.lastIndex = position;
    if (pythonNumber.test(text)) {
      this.#notice('number', position, pythonNumber.lastIndex);
      this.position = pythonNumber.lastIndex;
      return true;
    }
    return this.fail(code === 45 ? 'number' : expected);
  }

  /** The offset behind the escape whose backslash is at `backslash`, or -1. */
  #skipEscape(stringStart: number, backslash: number): number {
    const { text } = this;
    const code = text.charCodeAt(backslash + 1);
    // " / \ b f n r t
    if (
      code === 110 ||
      code === 34 ||
      code === 92 ||
      code === 116 ||
      code === 47 ||
      code === 114 ||
      code === 98 ||
      code === 102
    )
      return backslash + 2;
    if (code === 117 && isFourHexDigits(text, backslash + 2)) {
      const unit = Number.parseInt(text.slice(backslash + 2, backslash + 6), 16);
      if ((unit & 0xfc00) === 0xd800) return this.#skipLowSurrogate(backslash);
      if ((unit & 0xfc00) === 0xdc00) this.#notice('surrogate', backslash, backslash + 6);
      return backslash + 6;
    }
    if (Number.isNaN(code)) this.fail('closing-quote', text.length, stringStart);
    else this.fail('escape', backslash, stringStart);
    return -1;
  }

  #skipLowSurrogate(backslash: number): number {
    const { text } = this;
    const paired =
      text.startsWith('\\u', backslash + 6) &&
      isFourHexDigits(text, backslash + 8) &&
      (Number.parseInt(text.slice(backslash + 8, backslash + 12), 16) & 0xfc00) === 0xdc00;
    if (paired) return backslash + 12;
    this.#notice('surrogate', backslash, backslash + 6);
    return backslash + 6;
  }

  #controlAtOrAfter(position: number): number {
    const { text } = this;
    if (this.#nextLineFeed < position) this.#nextLineFeed = next(text, '\n', position);
    if (this.#nextCarriageReturn < position) this.#nextCarriageReturn = next(text, '\r', position);
    if (this.#nextTab < position) this.#nextTab = next(text, '\t', position);
    if (this.#nextControl < position) {
      controlCharacter.lastIndex = position;
      this.#nextControl = controlCharacter.exec(text)?.index ?? text.length;
    }
    return Math.min(this.#nextLineFeed, this.#nextCarriageReturn, this.#nextTab, this.#nextControl);
  }

  #notice(kind: Oddity['kind'], start: number, end: number): void {
    if (this.oddities.length < maxOddities) this.oddities.push({ kind, start, end });
  }
}

/** Where `character` comes next, or the end of the text. */
function next(text: string, character: string, position: number): number {
  const found = text.indexOf(character, position);
  return found < 0 ? text.length : found;
}

function isFourHexDigits(text: string, position: number): boolean {
  hexDigits.lastIndex = position;
  return hexDigits.test(text);
}

function isWordCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}
