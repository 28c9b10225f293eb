import { stringOf } from '../tree/literal.ts';
import { childIn, hasToken, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** A path that can be read off the code: `"x.csv"`, `Path("data") / "x.csv"`, `os.path.join("data", "x.csv")`. A home directory becomes `~`. */
export function pathOf(node: SyntaxNode | undefined, text: string): string | undefined {
  if (node === undefined) return undefined;
  if (node.type === 'parenthesized_expression') return pathOf(parts(node)[0], text);
  if (node.type === 'string' || node.type === 'concatenated_string') return stringOf(node, text);
  if (node.type === 'binary_operator') return divided(node, text);
  return node.type === 'call' ? called(node, text) : undefined;
}

function divided(node: SyntaxNode, text: string): string | undefined {
  if (!hasToken(node, '/')) return undefined;
  return joined([pathOf(childIn(node, 'left'), text), pathOf(childIn(node, 'right'), text)]);
}

function called(node: SyntaxNode, text: string): string | undefined {
  const callee = childIn(node, 'function');
  const list = childIn(node, 'arguments');
  if (callee === undefined || list?.type !== 'argument_list') return undefined;
  const name = text.slice(callee.start, callee.end);
  const values = parts(list);
  if (/^(?:\w+\.)?(?:Path|PurePath|PosixPath|WindowsPath)$/.test(name))
    return values.length === 0 ? '.' : joined(values.map((value) => pathOf(value, text)));
  if (/^(?:os\.)?path\.join$/.test(name)) return joined(values.map((value) => pathOf(value, text)));
  if (/(?:^|\.)Path\.home$/.test(name)) return '~';
  if (/(?:^|\.)expanduser$/.test(name)) return pathOf(values[0] ?? childIn(callee, 'object'), text);
  if (name === 'str' || /(?:^|\.)fspath$/.test(name)) return pathOf(values[0], text);
  return undefined;
}

function joined(segments: readonly (string | undefined)[]): string | undefined {
  let path = '';
  for (const segment of segments) {
    if (segment === undefined) return undefined;
    path = isAbsolute(segment) || path === '' || path === '.' ? segment : `${path.replace(/\/$/, '')}/${segment}`;
  }
  return path;
}

/** A path that is the same from every folder: from the root, a drive or a share. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

export function isInHome(path: string): boolean {
  return /^~(?:[/\\\w]|$)/.test(path);
}
