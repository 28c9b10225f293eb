import { wellKnownNames } from './wellKnownNames.ts';

/** The distribution that is known to bring an import, by its longest known prefix; undefined for one that is not listed. */
export function wellKnownDistribution(importPath: readonly string[]): string | undefined {
  for (let length = importPath.length; length > 0; length--) {
    const known = distributions().get(importPath.slice(0, length).join('.'));
    if (known !== undefined) return known;
  }
  return undefined;
}

let table: ReadonlyMap<string, string> | undefined;

function distributions(): ReadonlyMap<string, string> {
  table ??= new Map(
    wellKnownNames
      .split('\n')
      .filter((line) => line.includes(':'))
      .flatMap((line) => {
        const [distribution = '', imports = ''] = line.split(':');
        return imports
          .trim()
          .split(/\s+/)
          .map((name) => [name, distribution] as const);
      }),
  );
  return table;
}
