/** Who a record names as its author; fields that are not known are null. */
export interface Author {
  readonly handle: string | null;
  readonly id: string | null;
  readonly name: string | null;
}

/** Where an author may be found; each source gives undefined where there is nothing. */
export interface AuthorSources {
  /** The editor's `nbproject.author.*` or the project's configuration. */
  readonly settings: Partial<Author>;
  /** The text of lamin's user settings, ~/.lamin/current_user.env. */
  readonly laminSettings: () => Promise<string | undefined>;
  /** The texts of git's user-wide configuration files, those that count more last. */
  readonly gitConfigurations: () => Promise<readonly string[]>;
}

/** The first source that names someone: settings, then lamin, then git. */
export async function findAuthor(sources: AuthorSources): Promise<Author | undefined> {
  const { handle = null, id = null, name = null } = sources.settings;
  if (handle || name) return { handle, id, name };
  const lamin = authorOfLamin((await sources.laminSettings()) ?? '');
  if (lamin) return lamin;
  const gitName = (await sources.gitConfigurations()).map(gitUserName).findLast((found) => found !== undefined);
  return gitName === undefined ? undefined : { handle: null, id: null, name: gitName };
}

/** "Name (handle)", or what of both is known. */
export function authorLabel({ handle, name }: Author): string | null {
  return name && handle ? `${name} (${handle})` : name || handle || null;
}

/** Reads `lamin_user_…=value` lines; the id was called `id` before it was called `uid`. */
function authorOfLamin(text: string): Author | undefined {
  const field = (key: string): string | null => {
    const value = new RegExp(`^[ \\t]*lamin_user_${key}[ \\t]*=(.*)$`, 'm')
      .exec(text)?.[1]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    return !value || value === 'null' || value === 'None' ? null : value;
  };
  const author = { handle: field('handle'), id: field('uid') ?? field('id'), name: field('name') };
  return author.handle || author.name ? author : undefined;
}

/** `user.name` of one configuration file (git-config's syntax; included files are not followed). */
function gitUserName(text: string): string | undefined {
  let inUser = false;
  let name: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]\s"]+)\s*(?:(".*")\s*)?\]/.exec(line);
    if (section) inUser = section[1]?.toLowerCase() === 'user' && section[2] === undefined;
    const value = inUser ? /^\s*name\s*=\s*(.*)$/is.exec(line)?.[1] : undefined;
    if (value !== undefined) name = gitValue(value);
  }
  return name || undefined;
}

function gitValue(value: string): string {
  const withoutComment = /^(?:"(?:[^"\\]|\\.)*"|[^"#;])*/.exec(value)?.[0] ?? '';
  return withoutComment.trim().replace(/\\(.)|"/g, '$1');
}
