/**
 * Work that is done once for the same objects: its result is kept for as long as they are in use. What an argument is made of must not change, and
 * the work must look at nothing else.
 */
export function remembered<Arguments extends readonly (object | undefined)[], Result>(
  work: (...given: Arguments) => Result,
): (...given: Arguments) => Result {
  const root: Known<Result> = {};
  return (...given) => {
    let known = root;
    for (const one of given) {
      known.further ??= new WeakMap();
      const next = known.further.get(one ?? nothing) ?? {};
      known.further.set(one ?? nothing, next);
      known = next;
    }
    known.result ??= { value: work(...given) };
    return known.result.value;
  };
}

interface Known<Result> {
  result?: { readonly value: Result };
  further?: WeakMap<object, Known<Result>>;
}

/** Stands for an argument that is undefined. */
const nothing = {};
