import { duplicateCount } from './execution/duplicateCount.ts';
import { executionGap } from './execution/executionGap.ts';
import { failedCell } from './execution/failedCell.ts';
import { outOfOrder } from './execution/outOfOrder.ts';
import { stderrOutput } from './execution/stderrOutput.ts';
import { unexecutedCell } from './execution/unexecutedCell.ts';
import { duplicateCellId } from './format/duplicateCellId.ts';
import { invalidCellId } from './format/invalidCellId.ts';
import { invalidJson } from './format/invalidJson.ts';
import { invalidNotebook } from './format/invalidNotebook.ts';
import { missingCellId } from './format/missingCellId.ts';
import { unsupportedFormat } from './format/unsupportedFormat.ts';
import { invalidMetadata } from './metadata/invalidMetadata.ts';
import { uninitialized } from './metadata/uninitialized.ts';
import { missingTitle } from './narrative/missingTitle.ts';
import { multipleTitles } from './narrative/multipleTitles.ts';
import { titleNotFirst } from './narrative/titleNotFirst.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order in which they are listed and reported. */
export const rules: readonly Rule[] = [
  invalidJson,
  invalidNotebook,
  unsupportedFormat,
  missingCellId,
  invalidCellId,
  duplicateCellId,
  missingTitle,
  titleNotFirst,
  multipleTitles,
  outOfOrder,
  duplicateCount,
  executionGap,
  unexecutedCell,
  failedCell,
  stderrOutput,
  uninitialized,
  invalidMetadata,
];

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

export function ruleOf(code: string): Rule | undefined {
  return byCode.get(code);
}
