/** A folder that could not be listed, a .gitignore file that could not be read, or a link that is not followed. */
export interface UnreadableFolder {
  readonly path: string;
  /** The error's code, such as `EACCES`, or a word. */
  readonly reason: string;
}

/** What the project's configuration leaves out, by absolute path: asked of what is found in folders, not of what is named. */
export type IsExcluded = (absolute: string, kind: 'file' | 'folder') => boolean;
