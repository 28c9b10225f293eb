/**
 * True for what only shows where a credential belongs: `ghp_xxxx…`, `<token>`, `YOUR_API_KEY`, `postgres://user:${PASSWORD}@host`,
 * the keys in the vendors' own documentation.
 */
export function isPlaceholder(found: string): boolean {
  const secret = secretPart(found);
  return marks.test(found) || (words.test(secret) && !found.startsWith('-----BEGIN')) || isMonotonous(secret);
}

const marks = /[x]{5,}|[*•.…#?_]{3,}|<[^<>\n]*>|\$\{|\$\(|\{\{|\{[A-Za-z_][\w.]*\}|%\(|%s|\$[A-Z_]{3,}/i;

const words =
  /your|example|placeholder|dummy|changeme|change_me|redacted|insert|replace|todo|sample|^(?:password|passwd|pass|secret|token|pw|pwd|test|user)$/i;

/** The password of an address; else the last long word, behind what names it. */
function secretPart(found: string): string {
  const password = /:\/\/[^\s:/@]*:([^\s@]*)@/.exec(found)?.[1];
  return password ?? found.match(/[A-Za-z0-9+/=_.-]{8,}/g)?.at(-1) ?? found;
}

/** Real ones are drawn by chance: of so many characters few are the same. */
function isMonotonous(secret: string): boolean {
  const drawn = secret.replace(/^[A-Za-z]+[_-]/, '');
  return drawn.length >= 12 && new Set(drawn).size <= 4;
}
