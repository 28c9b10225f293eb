import type { PackageRow } from 'nbproject-protocol';
import type { InlayHint, Range } from 'vscode-languageserver-protocol';
import type { View } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';
import { differenceOf } from '../record/index.ts';
import type { Surroundings } from '../rules/index.ts';
import { importedPackages } from './importedPackages.ts';
import { parentTitles } from './lineage/parentTitles.ts';

/** Both versions behind each import whose recorded one is not the installed one, and how far they are apart; titles behind the ids of parents. */
export function inlayHints(view: View, uri: string, range: Range, surroundings: Surroundings): InlayHint[] {
  return [...versions(view, uri, range, surroundings), ...parentTitles(view, uri, range, surroundings)];
}

function versions(view: View, uri: string, range: Range, surroundings: Surroundings): InlayHint[] {
  return importedPackages(view, surroundings).flatMap(({ module, ...row }): InlayHint[] => {
    const texts = hintTexts(row);
    if (!texts) return [];
    const { start, end } = module.import;
    const location = view.locate({ kind: 'source', cell: module.cell, start, end });
    const position = location.range.end;
    if (location.uri !== uri || position.line < range.start.line || position.line > range.end.line) return [];
    return [{ position, ...texts, paddingLeft: true }];
  });
}

function hintTexts(row: PackageRow): { readonly label: string; readonly tooltip: string } | undefined {
  const { name, recorded, installed, status } = row;
  if (!recorded) return undefined;
  const sender = visible(recorded, 40);
  if (status === 'not-installed')
    return { label: `${sender} → not installed`, tooltip: `${visible(name, 80)}: recorded ${sender}, not installed` };
  if (status !== 'differs' || installed === null) return undefined;
  const receiver = visible(installed, 40);
  const difference = differenceOf(row);
  return {
    label: difference === 'differs' ? `${sender} → ${receiver}` : `${sender} → ${receiver} (${difference})`,
    tooltip: `${visible(name, 80)}: recorded ${sender}, installed ${receiver}`,
  };
}
