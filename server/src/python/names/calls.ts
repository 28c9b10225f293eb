import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { rootOf } from './assignments.ts';
import { type Frame, mutate, textOf, visitAll } from './frame.ts';
import { definitionsThroughCall } from './namespaceCalls.ts';

/** A call: what it reads, what it may change, and whether it may define names. */
export function call(node: SyntaxNode, frame: Frame): void {
  const called = childIn(node, 'function');
  const argumentList = childIn(node, 'arguments');
  visitAll([called, argumentList], frame);
  if (called === undefined || argumentList === undefined) return;
  const values =
    argumentList.type !== 'argument_list'
      ? []
      : parts(argumentList).map((argument) => childIn(argument, 'value') ?? argument);
  const name =
    called.type === 'attribute' ? textOf(childIn(called, 'attribute') ?? called, frame) : textOf(called, frame);
  definitionsThroughCall(
    { node, receiver: called.type === 'attribute' ? childIn(called, 'object') : undefined, name, values },
    frame,
  );
  if (called.type === 'attribute' && !keeping.has(name)) {
    const receiver = rootOf(childIn(called, 'object'));
    if (receiver !== undefined) mutate(receiver, changing.has(name), frame);
  }
  if (called.type === 'identifier' && harmless.has(name)) return;
  for (const value of values) {
    const passed = rootOf(value.type === 'list_splat' || value.type === 'dictionary_splat' ? parts(value)[0] : value);
    if (passed !== undefined) mutate(passed, false, frame);
  }
}

/** Functions that change none of their arguments. */
const harmless: ReadonlySet<string> = new Set(
  (
    'abs all any ascii bin bool bytes callable chr complex dict dir display divmod enumerate eval float format frozenset getattr hasattr hash help hex id int ' +
    'isinstance issubclass len list max min oct ord pow print range repr reversed round set slice sorted str sum tuple type zip'
  ).split(' '),
);

/** Methods that change what they are called on. */
const changing: ReadonlySet<string> = new Set(
  (
    'append extend insert remove pop clear sort reverse add discard update setdefault popitem appendleft extendleft popleft rotate ' +
    'fit partial_fit fit_transform set_index_inplace fill put resize seed shuffle write writelines load_state_dict train compile'
  ).split(' '),
);

/** Methods that leave it as it is. */
const keeping: ReadonlySet<string> = new Set(
  (
    'copy count index keys values items get join split rsplit splitlines strip lstrip rstrip lower upper title capitalize startswith endswith ' +
    'format encode decode find head tail describe info sample mean std var sum min max median quantile corr groupby merge value_counts nunique ' +
    'unique isnull isna notnull notna astype reshape transpose dot tolist to_list to_dict to_numpy to_csv to_json to_html isin'
  ).split(' '),
);
