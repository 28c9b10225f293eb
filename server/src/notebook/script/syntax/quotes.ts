import { languageNamed } from './languages.ts';

/**
 * Tells line by line whether the next one begins inside a string of three quotes: what looks like a marker there is none.
 * In every language, as for jupytext; R alone has no such strings.
 */
export class Quotes {
  readonly #ignored: boolean;
  readonly #comment: string | undefined;
  #open: string | undefined;

  /** `language` as in the table of languages; where it is undefined nothing is a string. */
  constructor(language: string | undefined) {
    this.#ignored = language === undefined || language === 'R';
    this.#comment = languageNamed(language)?.comment;
  }

  /** True where the line begins outside of strings. Reads it, for the next. */
  beginsOutside(line: string): boolean {
    const isOutside = this.#open === undefined;
    if (!this.#ignored && /["']/.test(line)) this.#read(line, isOutside);
    return isOutside;
  }

  #read(line: string, isOutside: boolean): void {
    const comment = this.#comment;
    if (isOutside && comment && line.trimStart().startsWith(comment)) return;
    let single: string | undefined;
    let tripleEnd = -1;
    for (let index = 0; index < line.length; index++) {
      const character = line[index] ?? '';
      if (!single && !this.#open && comment && line.startsWith(comment, index)) return;
      if ((character !== '"' && character !== "'") || line[index - 1] === '\\') continue;
      if (single) {
        if (single === character) single = undefined;
        continue;
      }
      const isTriple = index >= tripleEnd + 3 && line.startsWith(character.repeat(3), index - 2);
      if (isTriple && this.#open === undefined) this.#open = character;
      else if (isTriple && this.#open === character) this.#open = undefined;
      else if (this.#open === undefined) single = character;
      else continue;
      if (isTriple) tripleEnd = index;
    }
  }
}
