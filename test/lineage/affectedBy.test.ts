import { describe, expect, test } from 'vitest';
import { affectedBy, lineageOf, type NotebookSummary, relativesOf } from '../../server/src/lineage/index.ts';
import { notebookOf } from '../support/notation.ts';
import { notebookNamed, reads, writes } from './summaries.ts';

describe('A notebook that has changed', () => {
  const raw = notebookNamed('raw', { id: 'aaaaaaaaaaaa' });
  const child = notebookNamed('child', { id: 'bbbbbbbbbbbb', parents: ['aaaaaaaaaaaa'] });
  const other = notebookNamed('other', { id: 'cccccccccccc' });

  function affected(before: readonly NotebookSummary[], after: readonly NotebookSummary[]): readonly string[] {
    const files = after.map(({ file }) => file);
    return files.filter(affectedBy(files, lineageOf(before), lineageOf(after)));
  }

  test('Should concern itself and those that name it as a parent', () => {
    expect(affected([raw, child, other], [{ ...raw, title: 'Counts' }, child, other])).toEqual([raw.file, child.file]);
  });

  test('Should concern those that use the same files', () => {
    const reader = { ...other, uses: reads('/study/counts.csv') };
    const writer = { ...raw, uses: writes('/study/counts.csv') };
    expect(affected([raw, child, reader], [writer, child, reader])).toContain(reader.file);
  });

  test('Should concern all where its parents or its id are others', () => {
    expect(affected([raw, child, other], [raw, { ...child, parents: [] }, other])).toHaveLength(3);
  });

  test('Should concern nobody where it says the same', () => {
    expect(affected([raw, child, other], [{ ...raw }, child, other])).toEqual([]);
  });

  test('Should not be its own parent or child', () => {
    const own = notebookOf('--- metadata\n{"nbproject": {"id": "dddddddddddd", "parent": ["dddddddddddd"]}}');
    const itself = notebookNamed('own', { id: 'dddddddddddd', parents: ['dddddddddddd'] });
    expect(relativesOf(own, itself.file, lineageOf([itself]))).toEqual({ parents: [], children: [] });
  });
});
