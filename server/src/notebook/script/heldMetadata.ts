import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { asObject, textAt } from '../json/values.ts';
import type { Script } from './readScript.ts';

/**
 * What a script says of metadata when it is written over its notebook (jupytext, "Notebook and cell metadata filters"): what a filter keeps out of the script
 * stays as the notebook's file has it, and all else goes where the script does not have it.
 */
export interface HeldMetadata {
  /** True for a key of the notebook's metadata of which the script's header has the last word. */
  readonly ofNotebook: (key: string) => boolean;
  /** The same of a key of the cells' metadata, and the script's markers of cells. */
  readonly ofCells: (key: string) => boolean;
}

/** `saved` is the metadata in the notebook's file, which has the filters where the script has no header. Takes a look at every cell. */
export function heldMetadata(
  { format, metadata, cells }: Pick<Script, 'format' | 'metadata' | 'cells'>,
  saved: JsonObject,
): HeldMetadata {
  const hasSection = format.name === 'myst' || Object.keys(format.header?.jupyter ?? {}).length > 0;
  const jupytext = asObject((hasSection ? metadata : saved).jupytext);
  // What stands in a script joins the filter in its header.
  const inCells = new Set(hasSection ? cells.flatMap((cell) => Object.keys(cell.metadata)) : []);
  const ofNotebook = filterOf(jupytext?.notebook_metadata_filter);
  const ofCells = filterOf(jupytext?.cell_metadata_filter);
  const hasNoMarkers = textAt(jupytext?.text_representation, 'format_name') === 'nomarker';
  return {
    ofNotebook: (key) =>
      hasSection && (Object.hasOwn(metadata, key) || (ofNotebook.takes(key) ?? usualOfNotebook.has(key))),
    ofCells: (key) =>
      format.name !== 'quarto' && !hasNoMarkers && (inCells.has(key) || (ofCells.takes(key) ?? !leftInFile.has(key))),
  };
}

const usualOfNotebook = new Set(['jupytext', 'kernelspec', 'kernel_info', 'orphan', 'tocdepth']);
const leftInFile = new Set(['autoscroll', 'collapsed', 'scrolled', 'trusted', 'execution', 'ExecuteTime']);

interface Filter {
  /** Undefined where the filter says nothing of a key. */
  readonly takes: (key: string) => boolean | undefined;
}

/** `all,-one` or `one,-all`, or true or false for all or none; what is below a key stands for the key. */
function filterOf(written: JsonValue | undefined): Filter {
  const words =
    written === true ? ['all'] : written === false ? ['-all'] : typeof written === 'string' ? written.split(',') : [];
  const named = words.map((word) => word.trim().replace(/^\+/, ''));
  const excluded = new Set(named.filter((word) => word.startsWith('-')).map((word) => word.slice(1).trim()));
  const included = new Set(
    named.filter((word) => !word.startsWith('-')).flatMap((word) => [word, word.replace(/\..*/, '')]),
  );
  return {
    takes: (key) => {
      if (included.has('all')) return !excluded.has(key);
      if (excluded.has('all')) return included.has(key);
      if (excluded.has(key)) return false;
      return included.has(key) ? true : undefined;
    },
  };
}

/** Metadata of a notebook or a cell as its file has it, without what the script has the last word of. */
export function unheld(saved: JsonObject, isHeld: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(saved).filter(([key]) => !isHeld(key)));
}
