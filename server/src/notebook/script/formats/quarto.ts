import type { CellType } from '../../model.ts';
import type { FormatCell, ScriptLines } from '../syntax/formatCell.ts';
import { isBlankLine, type SourceLine, without } from '../syntax/lines.ts';
import { escaped } from '../syntax/markerOptions.ts';
import { quartoCell } from '../syntax/quartoOptions.ts';

/**
 * The cells of a Quarto document from a line on, as `quarto convert` makes them: chunks in the notebook's language, with the options that are not
 * Quarto's own as metadata; YAML between `---` lines as raw cells; everything else is Markdown.
 */
export function readQuarto(script: ScriptLines, start: number): FormatCell[] {
  const { lines, language } = script;
  const names = [...new Set([language, language.toLowerCase(), ...(language === 'javascript' ? ['js'] : [])])];
  const opening = new RegExp(`^(\\s*)(\`\`\`+)\\s*\\{(?:${names.map(escaped).join('|')})(?:[ ,].*)?\\}\\s*$`);
  const cells: FormatCell[] = [];
  let first = start;
  let open: Block | undefined;
  const flush = (type: CellType, from: number, until: number, next: number) => {
    let [begin, end] = [from, until];
    while (begin < end && isBlankLine(lines[begin])) begin++;
    while (end > begin && isBlankLine(lines[end - 1])) end--;
    if (begin < end) {
      const written = lines.slice(begin, end);
      const { source, metadata } = type === 'code' ? chunk(written) : { source: written, metadata: {} };
      cells.push({ type, metadata, language: undefined, source, first, end: next });
    }
    first = next;
  };
  /** A chunk in a list is indented, and its source is not. */
  const chunk = (written: readonly SourceLine[]) => {
    const indent = /^\s*/.exec(lines[first]?.text ?? '')?.[0] ?? '';
    const bare = written.map((line) => (line.text.startsWith(indent) ? without(line, 0, indent.length) : line));
    return quartoCell(bare, script.comments.comment);
  };
  for (let index = start; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    // What begins like YAML and holds a chunk is a rule across the page.
    const begun = open && open.kind !== 'yaml' ? null : opening.exec(text);
    if (open && !begun) {
      if (!open.closing.test(text)) continue;
      if (open.kind === 'chunk') flush('code', first + 1, index, index + 1);
      if (open.kind === 'yaml') flush('raw', first, index + 1, index + 1);
      open = undefined;
      continue;
    }
    const fence = /^(\s*)(```+)/.exec(text);
    const isYaml = yamlFence.test(text);
    if (!begun && !isYaml && !fence) continue;
    if (begun || isYaml) flush('markdown', first, index, index);
    const closing = isYaml ? yamlFence : new RegExp(`^${fence?.[1]}${fence?.[2]}\\s*$`);
    open = { kind: begun ? 'chunk' : isYaml ? 'yaml' : 'code', closing };
  }
  if (open?.kind === 'chunk') flush('code', first + 1, lines.length, lines.length);
  else flush('markdown', first, lines.length, lines.length);
  return cells;
}

/** What goes on until a line closes it. */
interface Block {
  readonly kind: 'chunk' | 'yaml' | 'code';
  readonly closing: RegExp;
}

const yamlFence = /^---\s*$/;
