import { parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/** `f(a=1, b)` and `f(**a, *b)`; a generator beside other arguments needs its own parentheses. */
export function argumentOrder(node: SyntaxNode): SyntaxProblem | undefined {
  let keyword = false;
  let unpacked = false;
  const values = parts(node);
  for (const argument of values) {
    if (argument.type === 'keyword_argument') keyword = true;
    else if (argument.type === 'dictionary_splat') unpacked = true;
    else if (argument.type === 'list_splat') {
      if (unpacked) return problemAt(argument, 'Iterable argument unpacking follows keyword argument unpacking');
    } else if (unpacked) return problemAt(argument, 'Positional argument follows keyword argument unpacking');
    else if (keyword) return problemAt(argument, 'Positional argument follows keyword argument');
  }
  return undefined;
}

/** `def f(a=1, b)`, `def f(*)`, and the tuple parameters of Python 2. */
export function parameterOrder(node: SyntaxNode): SyntaxProblem | undefined {
  let defaults = false;
  let starred = false;
  let rest = false;
  const parameters = parts(node);
  for (const parameter of parameters) {
    const kind = parameter.type === 'typed_parameter' ? (parts(parameter)[0]?.type ?? '') : parameter.type;
    if (kind === 'tuple_pattern') return problemAt(parameter, 'Function parameters cannot be parenthesized');
    if (rest) return problemAt(parameter, 'Arguments cannot follow var-keyword argument');
    if (kind === 'dictionary_splat_pattern') rest = true;
    else if (kind === 'keyword_separator' || kind === 'list_splat_pattern') {
      if (starred) return problemAt(parameter, '* argument may appear only once');
      starred = true;
    } else if (/default_parameter$/.test(kind)) defaults = true;
    else if (kind === 'identifier' && defaults && !starred)
      return problemAt(parameter, 'Non-default argument follows default argument');
  }
  const last = parameters.at(-1);
  return last?.type === 'keyword_separator' ? problemAt(last, 'Named arguments must follow bare *') : undefined;
}
