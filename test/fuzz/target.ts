import { parentPort } from 'node:worker_threads';
import type { Analysis } from '../../server/src/cli/analysis/analyse.ts';
import { fixContext } from '../../server/src/cli/fix/applyFixes.ts';
import { lineageOf, summaryOf } from '../../server/src/lineage/index.ts';
import { decodeFile, isEditable, planEdits, readNotebook, Text, TextView } from '../../server/src/notebook/index.ts';
import { editedText } from '../../server/src/notebook/text/editedText.ts';
import { loadPython } from '../../server/src/python/index.ts';
import { headerOf, liveCode, programOf, publishEdits, publishFacts, recordOf } from '../../server/src/record/index.ts';
import {
  checkNotebook,
  countBySeverity,
  fixesFor,
  rules,
  safeEdits,
  selectRules,
} from '../../server/src/rules/index.ts';

/** What becomes of a file, as the program would have it; `problem` says what must not be. */
export interface Verdict {
  readonly findings: number;
  readonly fixes: number;
  readonly problem: string | undefined;
}

/** Of so many findings the fixes are tried. */
const tried = 20;

const severities = Object.fromEntries(rules.map(({ code, severity }) => [code, severity]));
const selection = selectRules(rules, { emptyFile: 'problem', severities });
const python = loadPython();

parentPort?.on('message', async (bytes: Uint8Array) => {
  parentPort?.postMessage(await verdictOn(Buffer.from(bytes)));
});

async function verdictOn(bytes: Buffer): Promise<Verdict> {
  try {
    return await judged(bytes);
  } catch (error) {
    return { findings: 0, fixes: 0, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function judged(bytes: Buffer): Promise<Verdict> {
  const { content, problem } = decodeFile(bytes);
  if (problem) return { findings: 1, fixes: 0, problem: undefined };
  const reader = await python;
  const analyse = (text: string): Analysis => {
    const view = new TextView('file:///fuzz/x.ipynb', 0, readNotebook('x', Text.from(text)), 'utf-16');
    const program = programOf(view.notebook, reader);
    const file = '/fuzz/x.ipynb';
    const summary = summaryOf(view.notebook, file, program);
    // A copy beside it, so that ids and files are those of two notebooks, and no file anywhere.
    const lineage = lineageOf([summary, { ...summary, file: '/fuzz/x-Copy1.ipynb' }]);
    const dataFiles = () => 'missing' as const;
    const surroundings = { program, environment: undefined, file, lineage, dataFiles, secrets: undefined };
    const findings = checkNotebook(view.notebook, selection, surroundings, onFailure);
    return { content: text, view, surroundings, findings, author: undefined, failures: [] };
  };
  const analysis = analyse(content);
  const { view, findings, surroundings } = analysis;
  for (const { place } of findings) {
    const { start, end } = view.locate(place).range;
    if (start.line !== end.line || start.character > end.character)
      throw new Error(`no range: ${JSON.stringify(place)}`);
  }
  headerOf(view.notebook, {
    uri: view.uri,
    problems: countBySeverity(findings),
    ...liveCode(recordOf(view.notebook), surroundings.program, undefined),
  });
  if (!isEditable(view.document)) return { findings: findings.length, fixes: 0, problem: undefined };
  const context = fixContext(analysis);
  const lists = [
    safeEdits(view.notebook, findings, context, () => true, onFailure),
    publishEdits(
      view.notebook,
      '2',
      publishFacts(view.notebook, surroundings.program, undefined, undefined, new Date(0)),
    ),
    ...findings
      .slice(0, tried)
      .flatMap((finding) => fixesFor(view.notebook, finding, context, onFailure))
      .map(({ edits }) => edits),
  ].filter((edits) => edits.length > 0);
  for (const edits of lists) {
    const fixed = analyse(editedText(view.document.text.toString(), planEdits(view.document, edits)));
    if (!isEditable(fixed.view.document)) throw new Error(`no notebook after ${JSON.stringify(edits).slice(0, 500)}`);
  }
  return { findings: findings.length, fixes: lists.length, problem: undefined };
}

function onFailure(code: string, error: unknown): never {
  throw new Error(`the rule ${code} threw`, { cause: error });
}
