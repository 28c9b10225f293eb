import { diskFiles, uneditable } from '../../project/files/diskFiles.ts';
import type { Problem, ProjectFiles } from '../../project/files/projectFiles.ts';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { openUri } from '../documents/openUri.ts';
import type { Session } from '../session.ts';
import { applyFix } from './applyFix.ts';

/** The files of a project as the editor has them: what is open is read as it is shown, and changed by an edit that its user can undo. */
export function projectFiles(session: Session): ProjectFiles {
  const disk = diskFiles(replaceFile);
  return {
    read: async (file) => {
      const uri = openUri(session, file);
      const notebook = uri === undefined ? undefined : session.viewOf(uri)?.notebook;
      if (!notebook) return disk.read(file);
      return notebook.complete ? notebook : { problem: uneditable };
    },
    edit: async (file, label, editsFor) => {
      const uri = openUri(session, file);
      if (uri === undefined) return disk.edit(file, label, editsFor);
      let refused: Problem | undefined;
      const outcome = await applyFix(session, uri, ({ view }) => {
        const edits = editsFor(view.notebook);
        refused = 'problem' in edits ? edits : undefined;
        return 'problem' in edits ? undefined : { title: label, edits };
      });
      if (refused) return refused;
      if (outcome === 'aborted') return { problem: 'the script that shows it was not saved' };
      if (typeof outcome === 'object') return { problem: outcome.failure };
      return outcome === 'applied' ? 'changed' : 'unchanged';
    },
    write: disk.write,
  };
}
