import { duplicateCount } from './execution/duplicateCount.ts';
import { executionGap } from './execution/executionGap.ts';
import { failedCell } from './execution/failedCell.ts';
import { outOfOrder } from './execution/outOfOrder.ts';
import { staleOutput } from './execution/staleOutput.ts';
import { stderrOutput } from './execution/stderrOutput.ts';
import { storedResults } from './execution/storedResults.ts';
import { unexecutedCell } from './execution/unexecutedCell.ts';
import { duplicateCellId } from './format/duplicateCellId.ts';
import { invalidCellId } from './format/invalidCellId.ts';
import { invalidJson } from './format/invalidJson.ts';
import { invalidNotebook } from './format/invalidNotebook.ts';
import { missingCellId } from './format/missingCellId.ts';
import { unsupportedFormat } from './format/unsupportedFormat.ts';
import { absolutePath } from './lineage/absolutePath.ts';
import { duplicateNotebookId } from './lineage/duplicateNotebookId.ts';
import { missingDataFile } from './lineage/missingDataFile.ts';
import { parentCycle } from './lineage/parentCycle.ts';
import { staleParent } from './lineage/staleParent.ts';
import { undeclaredParent } from './lineage/undeclaredParent.ts';
import { unknownParent } from './lineage/unknownParent.ts';
import { inconsistentHeader } from './metadata/inconsistentHeader.ts';
import { invalidMetadata } from './metadata/invalidMetadata.ts';
import { modifiedSincePublish } from './metadata/modifiedSincePublish.ts';
import { uninitialized } from './metadata/uninitialized.ts';
import { missingTitle } from './narrative/missingTitle.ts';
import { multipleTitles } from './narrative/multipleTitles.ts';
import { titleNotFirst } from './narrative/titleNotFirst.ts';
import { undescriptiveName } from './narrative/undescriptiveName.ts';
import { missingPackage } from './packages/missingPackage.ts';
import { unknownKernel } from './packages/unknownKernel.ts';
import { unpinnedInstall } from './packages/unpinnedInstall.ts';
import { unrecordedPackage } from './packages/unrecordedPackage.ts';
import { unusedPackage } from './packages/unusedPackage.ts';
import { versionMismatch } from './packages/versionMismatch.ts';
import { emptyCell } from './quality/emptyCell.ts';
import { fewWords } from './quality/fewWords.ts';
import { largeOutput } from './quality/largeOutput.ts';
import { lateImport } from './quality/lateImport.ts';
import { longCell } from './quality/longCell.ts';
import { longNotebook } from './quality/longNotebook.ts';
import { secret } from './quality/secret.ts';
import { unusedIgnore } from './quality/unusedIgnore.ts';
import type { Rule } from './rule.ts';
import { deletedName } from './state/deletedName.ts';
import { syntaxError } from './state/syntaxError.ts';
import { undefinedName } from './state/undefinedName.ts';
import { unseededRandom } from './state/unseededRandom.ts';
import { usedBeforeDefined } from './state/usedBeforeDefined.ts';

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
  undescriptiveName,
  outOfOrder,
  duplicateCount,
  executionGap,
  unexecutedCell,
  staleOutput,
  failedCell,
  stderrOutput,
  storedResults,
  syntaxError,
  undefinedName,
  usedBeforeDefined,
  deletedName,
  unseededRandom,
  missingPackage,
  versionMismatch,
  unrecordedPackage,
  unusedPackage,
  unknownKernel,
  unpinnedInstall,
  uninitialized,
  invalidMetadata,
  modifiedSincePublish,
  inconsistentHeader,
  duplicateNotebookId,
  unknownParent,
  parentCycle,
  staleParent,
  undeclaredParent,
  missingDataFile,
  absolutePath,
  emptyCell,
  longCell,
  longNotebook,
  lateImport,
  fewWords,
  secret,
  largeOutput,
  unusedIgnore,
];

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

export function ruleOf(code: string): Rule | undefined {
  return byCode.get(code);
}
