import { stringOf } from '../tree/literal.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { type Frame, perhapsBind, textOf, unknowable } from './frame.ts';
import { magicEvents } from './magicEvents.ts';

export interface NamedCall {
  readonly node: SyntaxNode;
  /** `x` of `x.name(…)`; undefined for `name(…)`. */
  readonly receiver: SyntaxNode | undefined;
  readonly name: string;
  readonly values: readonly SyntaxNode[];
}

/** Calls that define names of the notebook: they run code, get hold of its namespace, or are a magic spelled out. */
export function definitionsThroughCall(call: NamedCall, frame: Frame): void {
  const receiver = call.receiver === undefined ? undefined : textOf(call.receiver, frame);
  if (definesAnything(call, receiver, frame)) unknowable(call.node, call.name, frame);
  const literals = call.values.map((value) => stringOf(value, frame.walk.text));
  if (receiver !== undefined && magicMethod.test(call.name)) runMagic(call, literals, frame);
  if (call.name === 'var') for (const literal of literals) defineSymbols(literal, call.node, frame);
}

function definesAnything({ name, values }: NamedCall, receiver: string | undefined, frame: Frame): boolean {
  if (receiver === undefined && running.has(name)) return true;
  if (receiver !== undefined && namespace.test(receiver) && updating.has(name)) return true;
  if (receiver !== undefined && shell.test(receiver) && runningMethods.has(name)) return true;
  return !(receiver === undefined && looking.has(name)) && values.some((value) => givesNamespace(value, frame));
}

/** `f(globals())`, but not `timeit(…, globals=globals())`, which only looks. */
function givesNamespace(value: SyntaxNode, frame: Frame): boolean {
  if (!namespace.test(textOf(value, frame))) return false;
  return !/globals\s*=\s*$/.test(frame.walk.text.slice(Math.max(0, value.start - 12), value.start));
}

const namespace =
  /^(?:(?:globals|locals|vars)\(\)|(?:get_ipython\(\)|ip|ipython|shell)\.user_ns|sys\.modules\[(?:__name__|["']__main__["'])\](?:\.__dict__)?)$/;
const shell = /get_ipython\(\)|^_?(?:ip|ipython|shell|ipy)$/i;
const magicMethod = /^(?:run_line_magic|run_cell_magic|magic)$/;

const running: ReadonlySet<string> = new Set(['exec', 'execfile', 'runfile']);
const runningMethods: ReadonlySet<string> = new Set('run_cell ex safe_execfile enable_pylab push run_code'.split(' '));
const updating: ReadonlySet<string> = new Set(['update', 'setdefault', '__setitem__']);

/** Functions that may have the namespace and leave it as it is. */
const looking: ReadonlySet<string> = new Set(
  'dict dir enumerate eval filter getattr hasattr id iter len list print repr set sorted str type'.split(' '),
);

function runMagic(call: NamedCall, literals: readonly (string | undefined)[], frame: Frame): void {
  const [first, second = ''] = literals;
  if (first === undefined) return;
  const [name = '', rest = ''] = call.name === 'magic' ? first.replace(/^%/, '').split(/\s(.*)/s) : [first, second];
  const { start, end } = call.node;
  magicEvents({ name, arguments: rest, argumentsStart: start, start, end }, frame);
}

/** `sympy.var("x y")` puts symbols into the namespace of its caller. */
function defineSymbols(literal: string | undefined, node: SyntaxNode, frame: Frame): void {
  for (const match of (literal ?? '').matchAll(/[^\W\d]\w*/gu)) perhapsBind(match[0], node, frame);
}
