/** A part of a source, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The comments of a source in Python, R, Julia or a shell: from each `#` that stands in no string to the end of its line. Linear. A quote that
 * no quote closes on its line is taken as it stands, since the code of a shell, or an apostrophe behind `!`, has such.
 */
export function hashComments(source: string): readonly Span[] {
  const comments: Span[] = [];
  const lineEnds = lineEndFinder(source);
  const unclosed = new Map<string, number>();
  for (let at = 0; at < source.length; ) {
    const character = source[at];
    if (character === '#') {
      const end = lineEnds(at);
      comments.push({ start: at, end });
      at = end;
    } else if (character === '"' || character === "'") {
      at = isUnclosed(unclosed, character, at) ? at + 1 : behindString(source, at, lineEnds, unclosed);
    } else at++;
  }
  return comments;
}

/** Up to where a quote of a kind is known to be closed by none: looking again at each would cost the square of the line. */
function isUnclosed(unclosed: ReadonlyMap<string, number>, quote: string, at: number): boolean {
  return at < (unclosed.get(quote) ?? 0);
}

function behindString(
  source: string,
  at: number,
  lineEnds: (at: number) => number,
  unclosed: Map<string, number>,
): number {
  const quote = source.charAt(at);
  const isFormatted = /(?:^|[^\w])(?:[ft]|r[ft]|[ft]r)$/i.test(source.slice(Math.max(0, at - 3), at));
  const end = (isFormatted ? formattedEnd(source, at, 0) : undefined) ?? stringEnd(source, at);
  if (end !== undefined) return end;
  // An open triple quote takes all that follows, as in Python.
  if (source.startsWith(quote.repeat(3), at)) return source.length;
  unclosed.set(quote, lineEnds(at));
  return at + 1;
}

/** Behind the string that begins at a quote; undefined where nothing closes it. */
function stringEnd(source: string, at: number): number | undefined {
  const quote = source.charAt(at);
  const triple = quote.repeat(3);
  const isTriple = source.startsWith(triple, at);
  for (let end = at + (isTriple ? 3 : 1); end < source.length; end++) {
    const character = source[end];
    if (character === '\\') end += source[end + 1] === '\r' && source[end + 2] === '\n' ? 2 : 1;
    else if (isTriple ? source.startsWith(triple, end) : character === quote) return end + (isTriple ? 3 : 1);
    else if (!isTriple && (character === '\n' || character === '\r')) return undefined;
  }
  return undefined;
}

/** Nobody nests deeper; what does is read as a plain string. */
const maxDepth = 8;

/**
 * Behind an f-string, in whose fields Python since 3.12 takes strings with the same quotes, and comments, which are none of ours;
 * undefined where it is broken.
 */
function formattedEnd(source: string, at: number, depth: number): number | undefined {
  const quote = source.charAt(at);
  const isTriple = source.startsWith(quote.repeat(3), at);
  const closing = isTriple ? quote.repeat(3) : quote;
  for (let end = at + closing.length; end < source.length; ) {
    const character = source[end];
    if (source.startsWith(closing, end)) return end + closing.length;
    if (!isTriple && (character === '\n' || character === '\r')) return undefined;
    if (character === '\\' && source[end + 1] !== '{') end += 2;
    else if (character === '{' && source[end + 1] === '{') end += 2;
    else if (character === '{') {
      const field = fieldEnd(source, end, depth);
      if (field === undefined) return undefined;
      end = field;
    } else end++;
  }
  return undefined;
}

/** Behind the `}` of the field that begins at a `{`. */
function fieldEnd(source: string, at: number, depth: number): number | undefined {
  if (depth > maxDepth) return undefined;
  let brackets = 0;
  for (let end = at + 1; end < source.length; end++) {
    const character = source[end];
    if (character === '}' && brackets === 0) return end + 1;
    if (character === ':' && brackets === 0) return specificationEnd(source, end + 1, depth);
    if (character === '(' || character === '[' || character === '{') brackets++;
    else if (character === ')' || character === ']' || character === '}') brackets--;
    else if (character === '"' || character === "'") {
      const inner = /[ft]r?$/i.test(source.slice(end - 2, end))
        ? formattedEnd(source, end, depth + 1)
        : stringEnd(source, end);
      if (inner === undefined) return undefined;
      end = inner - 1;
    }
  }
  return undefined;
}

/** How a field is shown: text in which only fields count. */
function specificationEnd(source: string, at: number, depth: number): number | undefined {
  for (let end = at; end < source.length; end++) {
    const character = source[end];
    if (character === '}') return end + 1;
    if (character === '\n' || character === '\r') return undefined;
    if (character !== '{') continue;
    const field = fieldEnd(source, end, depth + 1);
    if (field === undefined) return undefined;
    end = field - 1;
  }
  return undefined;
}

function lineEndFinder(source: string): (at: number) => number {
  const lineEnd = /[\r\n]|$/g;
  return (at) => {
    lineEnd.lastIndex = at;
    return lineEnd.exec(source)?.index ?? source.length;
  };
}
