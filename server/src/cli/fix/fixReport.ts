import { replaceFile } from '../../project/files/replaceFile.ts';
import type { FileReport } from '../report/fileReport.ts';
import { applyFixes, type FixScope, type InFile } from './applyFixes.ts';
import { diffOf, withheldDiff } from './diff.ts';

/** What is fixed, and what becomes of it. */
export interface Fixing {
  readonly scope: FixScope;
  readonly outcome: 'write' | 'diff' | 'print';
}

/** What is left of the findings, and what was done about the others. */
export type FixOutcome = Pick<FileReport, 'fixed' | 'diff' | 'unwritten' | 'content'> & { readonly analysis: InFile };

/** Fixes what is in a file, which held these bytes. What cannot be written counts as not fixed. */
export async function fixReport(
  file: string,
  bytes: Buffer,
  found: InFile,
  { scope, outcome }: Fixing,
  analyse: (content: string) => Promise<InFile | undefined>,
): Promise<FixOutcome> {
  const mended = await applyFixes(found, scope, analyse);
  if (mended.content === found.content) return { analysis: found };
  const fixed = Math.max(1, found.findings.length - mended.findings.length);
  if (outcome === 'print') return { analysis: mended, fixed, content: mended.content };
  if (outcome === 'diff') {
    const holdsSecrets = [...found.findings, ...mended.findings].some(({ confidential }) => confidential);
    const diff = holdsSecrets ? withheldDiff(file) : diffOf(file, found.content, mended.content);
    return { analysis: found, fixed, diff };
  }
  const unwritten = await replaceFile(file, bytes, Buffer.from(mended.content));
  return unwritten === undefined ? { analysis: mended, fixed } : { analysis: found, unwritten };
}
