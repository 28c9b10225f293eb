import type { Lineage } from '../../lineage/index.ts';
import { type ConfigurationOf, exclusion } from '../../project/configuration/index.ts';
import { cacheFile, holdsHome, type Project, readProject } from '../../project/index/index.ts';

declare const __VERSION__: string;

/** The lineage of a project, by its folder; undefined where nobody means all that is in it. */
export type LineageOf = (project: string) => Promise<Lineage | undefined>;

/** Reads each project once, when it is first asked for. `workers` are the threads that help; `cache` is the folder of what is known from earlier runs. */
export function lineages(configurationOf: ConfigurationOf, workers: number, cache: string | undefined): LineageOf {
  const known = new Map<string, Promise<Lineage | undefined>>();
  return (project) => {
    const reading =
      known.get(project) ??
      (holdsHome(project)
        ? Promise.resolve(undefined)
        : projectIn(project, configurationOf, workers, cache).then(({ lineage }) => lineage, unreadable));
    known.set(project, reading);
    return reading;
  };
}

/** Rules that need it are silent then. */
const unreadable = () => undefined;

/** The notebooks below a folder, with what is known of them from earlier runs. A cache that cannot be written is no loss to one run. */
export function projectIn(
  folder: string,
  configurationOf: ConfigurationOf,
  workers: number,
  cache: string | undefined,
): Promise<Project> {
  const file = cache === undefined ? undefined : cacheFile(cache, folder, __VERSION__);
  const threads = { workers, program: __filename, mainThread: 'reads' } as const;
  return readProject(folder, exclusion(configurationOf), file, threads);
}
