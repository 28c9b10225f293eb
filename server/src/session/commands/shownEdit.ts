import type { Text, TextChange } from '../../notebook/index.ts';
import type { Session } from '../session.ts';

/** Neovim tells of one edit in several changes, 150 ms apart. In milliseconds. */
const quietFor = 300;

/**
 * What the documents of a change hold, taken before the editor is asked to make it; the function that it gives says whether they show the change now.
 * Neovim says of every edit that it was made, also of one that it refused because its user typed meanwhile, and that typing moves the
 * notebook as the edit would have. Where the user has typed besides, what the edit wrote has to be there.
 */
export function watchForEdit(session: Session, uri: string, { documents }: TextChange): () => Promise<boolean> {
  const expected = documents.map((document) => {
    const before = session.documents.textOf(document.uri);
    return { ...document, before, after: before && edited(before, document.edits, session) };
  });
  const isExact = () => expected.every((one) => session.documents.textOf(one.uri)?.toString() === one.after);
  const isThere = () =>
    expected.every(({ uri: document, before, edits }) => {
      const now = session.documents.textOf(document)?.toString() ?? '';
      const then = before?.toString() ?? '';
      return edits.every(({ newText }) => newText.trim() === '' || countOf(now, newText) > countOf(then, newText));
    });
  return async () => {
    if (isExact()) return true;
    while (await session.moves.since(uri, session.moves.lastOf(uri), quietFor));
    return isExact() || isThere();
  };
}

type Edits = TextChange['documents'][number]['edits'];

function edited(text: Text, edits: Edits, { client: { encoding } }: Session): string {
  const ordered = [...edits].sort(
    ({ range: { start: one } }, { range: { start: other } }) =>
      other.line - one.line || other.character - one.character,
  );
  return ordered
    .reduce(
      (result, { range: { start, end }, newText }) =>
        result.replace(text.offsetAt(start, encoding), text.offsetAt(end, encoding), newText),
      text,
    )
    .toString();
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}
