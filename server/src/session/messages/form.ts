/** Says what in a value, which stands `at` a path, is not as it has to be; undefined where all is. */
export type Form = (value: unknown, at: string) => string | undefined;

export const text = base('a string', (value) => typeof value === 'string');
export const number = base('a number', (value) => typeof value === 'number');
export const anything: Form = () => undefined;

/** Clients say null for what is not there, too, where the protocol does not tell the two apart. */
export function optional(form: Form): Form {
  return (value, at) => (value === undefined || value === null ? undefined : form(value, at));
}

/** What may be left out, and null is something else. */
export function omissible(form: Form): Form {
  return (value, at) => (value === undefined ? undefined : form(value, at));
}

export function list(items: Form): Form {
  return (value, at) => {
    if (!Array.isArray(value)) return `${at} has to be a list.`;
    for (const [index, item] of value.entries()) {
      const problem = items(item, `${at}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

/** An object with these fields; any others are left alone. */
export function object(fields: Readonly<Record<string, Form>>): Form {
  const forms = Object.entries(fields);
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} has to be an object.`;
    for (const [key, form] of forms) {
      const problem = form((value as Record<string, unknown>)[key], `${at}.${key}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function base(noun: string, is: (value: unknown) => boolean): Form {
  return (value, at) => (is(value) ? undefined : `${at} has to be ${noun}.`);
}
