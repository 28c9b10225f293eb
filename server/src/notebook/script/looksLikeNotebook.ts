/**
 * True for a text that is to be read as a notebook's JSON: it begins as JSON or with a conflict marker, is empty, or is what a damaged file
 * may be and no script is: a Git LFS pointer, NUL characters, a lone value.
 */
export function looksLikeNotebook(text: string): boolean {
  const begin = text.replace(/^\ufeff/, '').trimStart();
  return begin === '' || /^(?:[{["]|<{7})/.test(begin) || brokenFile.test(begin);
}

const brokenFile = /^(?:version https:\/\/git-lfs|\0|(?:null|true|false|-?\d[\d.eE+-]*)\s*$)/;
