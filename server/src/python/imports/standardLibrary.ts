import modules from './standardLibrary.json' with { type: 'json' };

/** `pythonVersion` such as `3.11` or `3.11.7`; undefined for any Python 3. */
export function isStandardLibrary(topLevel: string, pythonVersion: string | undefined): boolean {
  if (always.has(topLevel)) return true;
  const [since, until] = [sinceVersion.get(topLevel), untilVersion.get(topLevel)];
  if (since === undefined && until === undefined) return false;
  const minor = minorOf(pythonVersion);
  return (
    minor === undefined || (minor >= (minorOf(since) ?? 0) && minor <= (minorOf(until) ?? Number.POSITIVE_INFINITY))
  );
}

const always: ReadonlySet<string> = new Set(modules.always);
const sinceVersion: ReadonlyMap<string, string> = new Map(Object.entries(modules.since));
const untilVersion: ReadonlyMap<string, string> = new Map(Object.entries(modules.until));

function minorOf(version: string | undefined): number | undefined {
  const minor = /^3\.(\d+)/.exec(version ?? '')?.[1];
  return minor === undefined ? undefined : Number(minor);
}
