import type { JsonPath } from 'nbproject-protocol';
import type { JsonNode } from '../../../notebook/json/tree.ts';
import { visible } from '../../../notebook/untrusted.ts';

/** A value in JSON text, and the way to it. Its path is made only for a message: most values are right. */
export interface Located {
  readonly raw: string;
  readonly node: JsonNode;
  /** The key or index at which it lies in `outer`. */
  readonly step: string | number;
  readonly outer: Holder;
}

/** What holds a value; undefined is what was looked at as a whole. */
export type Holder = Pick<Located, 'step' | 'outer'> | undefined;

export function inside(outer: Located, node: JsonNode, step: string | number): Located {
  return { raw: outer.raw, node, step, outer };
}

export function textOf({ raw, node }: Located): string {
  return raw.slice(node.start, node.end);
}

export function pathOf(value: Holder): JsonPath {
  return value ? [...pathOf(value.outer), value.step] : [];
}

/** As messages call it: `outputs[2].data`, in backticks; empty for the whole. */
export function nameOf(value: Holder): string {
  const steps = pathOf(value).map((step) => (typeof step === 'number' ? `[${step}]` : `.${visible(step, 40)}`));
  return steps.length === 0 ? '' : `\`${steps.join('').slice(1).replaceAll('`', 'ˋ')}\``;
}
