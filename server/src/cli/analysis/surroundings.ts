import path from 'node:path';
import type { Notebook } from '../../notebook/index.ts';
import { loadPython } from '../../python/index.ts';
import { kernelName, programOf } from '../../record/index.ts';
import { asksForLineage, dataFilesAskedFor, type Need, type Surroundings } from '../../rules/index.ts';
import { findSecrets } from '../../secrets/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import { createOutside, type Outside } from './outside.ts';

/** Gives what rules need besides a notebook: what its code says, where it runs, and what credentials it holds. */
export type FindSurroundings = (notebook: Notebook, file: string, settings: RunSettings) => Promise<Surroundings>;

/**
 * The other notebooks of a project are read where a notebook needs them. Looked for is what the selected rules need, and what the caller needs
 * itself.
 */
export function surroundingsFinder(lineageOf: LineageOf, ownNeeds: readonly Need[] = []): FindSurroundings {
  return surroundingsFrom(createOutside(lineageOf), ownNeeds);
}

/** The same, asking nobody but `outside`. */
export function surroundingsFrom(outside: Outside, ownNeeds: readonly Need[] = []): FindSurroundings {
  return async (notebook, file, settings) => {
    const absolute = path.resolve(file);
    const selection = settings.selectionFor(file);
    const needs = (need: Need) => selection.needs.has(need) || ownNeeds.includes(need);
    const environment = needs('environment')
      ? await outside.environment(absolute, kernelName(notebook.metadata), settings)
      : undefined;
    const secrets = needs('secrets') ? await findSecrets(notebook) : undefined;
    // Without the grammar, which only a broken installation lacks, the rules that need it are silent.
    const reader = needs('program') ? await loadPython().catch(() => undefined) : undefined;
    const program = reader && programOf(notebook, reader);
    const asked = dataFilesAskedFor(selection, { program, file: absolute });
    const dataFiles = asked.length > 0 ? await outside.dataFiles(absolute, asked, settings) : undefined;
    const needsLineage = asksForLineage(selection, notebook, { program, file: absolute, dataFiles });
    const lineage = needsLineage ? await outside.lineage(absolute, settings) : undefined;
    return { program, environment, file: absolute, lineage, dataFiles, secrets };
  };
}
