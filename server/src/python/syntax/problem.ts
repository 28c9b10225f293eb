/** Why Python cannot parse a cell: the first reason. Offsets as in the tree. */
export interface SyntaxProblem {
  /** A sentence without a full stop, close to what Python itself says. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export function problemAt(node: { readonly start: number; readonly end: number }, message: string): SyntaxProblem {
  return { message, start: node.start, end: node.end };
}
