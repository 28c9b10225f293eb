import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** A call as it is written. Offsets into the text. */
export interface CallSite {
  readonly node: SyntaxNode;
  readonly text: string;
  /** What is called, without white space: `pd.read_csv`; `.open` for an attribute of what is no name; empty for what is neither. */
  readonly called: string;
  /** The last part of it. */
  readonly name: string;
  /** What stands before the last dot; undefined without one. */
  readonly receiver: SyntaxNode | undefined;
  readonly positional: readonly SyntaxNode[];
  readonly keywords: ReadonlyMap<string, SyntaxNode>;
  /** False in the body of a function. */
  readonly immediate: boolean;
}

export function callSite(node: SyntaxNode, text: string, immediate: boolean): CallSite {
  const [called, list] = [childIn(node, 'function'), childIn(node, 'arguments')];
  const receiver = called?.type === 'attribute' ? childIn(called, 'object') : undefined;
  const last =
    called?.type === 'attribute' ? childIn(called, 'attribute') : called?.type === 'identifier' ? called : undefined;
  const given = list?.type === 'argument_list' ? parts(list) : [];
  const keywords = new Map<string, SyntaxNode>();
  for (const argument of given) {
    const [name, value] = [childIn(argument, 'name'), childIn(argument, 'value')];
    if (argument.type === 'keyword_argument' && name !== undefined && value !== undefined)
      keywords.set(text.slice(name.start, name.end), value);
  }
  return {
    node,
    text,
    called:
      called === undefined
        ? ''
        : (dottedName(called, text) ?? (last === undefined ? '' : `.${text.slice(last.start, last.end)}`)),
    name: last === undefined ? '' : text.slice(last.start, last.end),
    receiver,
    positional: positionalBefore(given),
    keywords,
    immediate,
  };
}

/** Positions are known up to the first `*`. */
function positionalBefore(given: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const splat = given.findIndex((argument) => argument.type === 'list_splat');
  return (splat === -1 ? given : given.slice(0, splat)).filter(
    (argument) => argument.type !== 'keyword_argument' && argument.type !== 'dictionary_splat',
  );
}

function dottedName(node: SyntaxNode, text: string): string | undefined {
  if (node.type === 'identifier') return text.slice(node.start, node.end);
  const [object, attribute] = [childIn(node, 'object'), childIn(node, 'attribute')];
  if (node.type !== 'attribute' || object === undefined || attribute === undefined) return undefined;
  const before = dottedName(object, text);
  return before === undefined ? undefined : `${before}.${text.slice(attribute.start, attribute.end)}`;
}
