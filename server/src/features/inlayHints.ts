import type { InlayHint, Range } from 'vscode-languageserver-protocol';
import type { View } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';
import type { Surroundings } from '../rules/index.ts';
import { importedPackages } from './importedPackages.ts';
import { parentTitles } from './lineage/parentTitles.ts';

/** Both versions behind each import whose recorded one is not the installed one; titles behind the ids of parents. */
export function inlayHints(view: View, uri: string, range: Range, surroundings: Surroundings): InlayHint[] {
  return [...versions(view, uri, range, surroundings), ...parentTitles(view, uri, range, surroundings)];
}

function versions(view: View, uri: string, range: Range, surroundings: Surroundings): InlayHint[] {
  return importedPackages(view, surroundings).flatMap(({ module, name, recorded, installed }): InlayHint[] => {
    if (recorded === null || recorded === '' || installed === '' || recorded === installed) return [];
    if (installed === null && module.provider === undefined) return [];
    const { start, end } = module.import;
    const location = view.locate({ kind: 'source', cell: module.cell, start, end });
    const position = location.range.end;
    if (location.uri !== uri || position.line < range.start.line || position.line > range.end.line) return [];
    const live = installed === null ? 'not installed' : installed;
    return [
      {
        position,
        label: `${visible(recorded, 40)} → ${visible(live, 40)}`,
        tooltip: `${visible(name, 80)}: recorded ${visible(recorded, 40)}, ${installed === null ? live : `installed ${live}`}`,
        paddingLeft: true,
      },
    ];
  });
}
