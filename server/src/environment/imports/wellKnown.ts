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
  table ??= new Map(wellKnownNames.split('\n').filter(isNoHeading).flatMap(readRows));
  return table;
}

function isNoHeading(line: string): boolean {
  return !line.startsWith('#');
}

function readRows(line: string): readonly (readonly [string, string])[] {
  return line.split(',').flatMap((row) => {
    const [distribution = '', imports = ''] = row.split(':');
    const names = imports.split(' ').filter((name) => name !== '');
    return names.map((name) => [name, distribution.trim()] as const);
  });
}
