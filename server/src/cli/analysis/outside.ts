import path from 'node:path';
import { createEnvironments, thisMachine } from '../../environment/index.ts';
import type { Lineage } from '../../lineage/index.ts';
import { lookUpDataFiles } from '../../project/files/lookUpDataFiles.ts';
import { findLiveEnvironment, type LiveEnvironment } from '../../record/index.ts';
import type { DataFileLookup } from '../../rules/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import type { LineageOf } from '../lineage/lineages.ts';

/**
 * All that a check learns from other places than the notebook's own file. What depends on none of it is the same whenever the file and the
 * settings are. Files are absolute paths.
 */
export interface Outside {
  /** Where a notebook runs that names this kernel. */
  readonly environment: (file: string, kernel: string | undefined, settings: RunSettings) => Promise<LiveEnvironment>;
  /** What lies at the paths that it reads. */
  readonly dataFiles: (file: string, asked: readonly string[], settings: RunSettings) => Promise<DataFileLookup>;
  /** The notebooks of its project. */
  readonly lineage: (file: string, settings: RunSettings) => Promise<Lineage | undefined>;
}

/** What is read of environments and of projects is kept from one notebook to the next: a run is short. */
export function createOutside(lineageOf: LineageOf): Outside {
  const environments = createEnvironments(thisMachine());
  const known = new Map<string, Promise<LiveEnvironment>>();
  return {
    environment: (file, kernelName, settings) => {
      const folder = path.dirname(file);
      const pythonSetting = settings.pythonFor(file);
      const key = JSON.stringify([folder, kernelName, pythonSetting]);
      const query = { folder, workspaceFolders: [process.cwd()], kernelName, pythonSetting };
      const found = known.get(key) ?? findLiveEnvironment(environments, query);
      known.set(key, found);
      return found;
    },
    dataFiles: (file, asked, settings) => lookUpDataFiles(asked, [settings.projectFor(file)]),
    lineage: (file, settings) => lineageOf(settings.projectFor(file)),
  };
}
