import { type Literal, literalOf } from '../tree/literal.ts';
import type { CallSite } from './callSite.ts';

/** A call that may be nbproject's `header()` or `publish()`: it is when the notebook imports nbproject. Offsets into the cell's source. */
export interface NbprojectCall {
  readonly function: 'header' | 'publish';
  /** What stands before it: `nbproject` in `nbproject.header()`; undefined for the bare name. */
  readonly module: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly arguments: readonly CallArgument[];
}

export interface CallArgument {
  /** Undefined for one given by position. */
  readonly name: string | undefined;
  /** Undefined where it is no literal. */
  readonly value: Literal | undefined;
  /** The value's place. */
  readonly start: number;
  readonly end: number;
}

export function nbprojectCall(call: CallSite): NbprojectCall | undefined {
  const name = call.name === 'header' || call.name === 'publish' ? call.name : undefined;
  if (name === undefined || (call.receiver !== undefined && call.receiver.type !== 'identifier')) return undefined;
  const module = call.receiver === undefined ? undefined : call.text.slice(call.receiver.start, call.receiver.end);
  const named = [...call.positional.map((value) => [undefined, value] as const), ...call.keywords];
  const given = named.map(([argument, value]) => ({
    name: argument,
    value: literalOf(value, call.text),
    start: value.start,
    end: value.end,
  }));
  return { function: name, module, start: call.node.start, end: call.node.end, arguments: given };
}
