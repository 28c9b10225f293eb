import path from 'node:path';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import type { Lineage } from '../../lineage/index.ts';
import { visible } from '../../notebook/untrusted.ts';
import { nameOf, slashed } from './notebookLabel.ts';
import { startOf } from './workspace.ts';

/** LSP `SymbolKind.File`. */
const fileSymbol = 1;

/** No editor shows more. */
const maxSymbols = 500;

/** The notebooks whose title, id or path has every word of the query in it, whatever its case. They are not read: each is found at its beginning. */
export function workspaceSymbols(lineage: Lineage, query: string, folders: readonly string[]): SymbolInformation[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found: SymbolInformation[] = [];
  for (const { file, title, id } of lineage.notebooks) {
    const folder = folders.find((one) => file.startsWith(one + path.sep));
    const way = slashed(folder === undefined ? file : file.slice(folder.length + 1));
    const text = `${title ?? ''} ${id ?? ''} ${way}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const isById = id !== null && words.some((word) => id.toLowerCase().includes(word));
    // Editors look for the query in the name once more.
    const name = isById ? `${nameOf({ title, file })} (${visible(id, 40)})` : nameOf({ title, file });
    found.push({ name, kind: fileSymbol, location: startOf(file), containerName: visible(way, 200) });
    if (found.length === maxSymbols) break;
  }
  return found;
}
