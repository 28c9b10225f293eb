import type { CellType } from '../model.ts';
import type { FormatCell, ScriptLines } from './formatCell.ts';
import { isBlankLine } from './lines.ts';
import { escaped } from './scriptMarker.ts';

/**
 * The cells of a Quarto document from a line on, as `quarto convert` makes them: chunks in the notebook's language, whose options
 * (`#| label: x`) are part of the source; YAML between `---` lines as raw cells; everything else is Markdown.
 */
export function readQuarto(script: ScriptLines, start: number): FormatCell[] {
  const { lines, language } = script;
  const names = [...new Set([language, language.toLowerCase(), ...(language === 'javascript' ? ['js'] : [])])];
  const opening = new RegExp(`^(\\s*)(\`\`\`+)\\s*\\{(?:${names.map(escaped).join('|')})(?:[ ,].*)?\\}\\s*$`);
  const cells: FormatCell[] = [];
  let first = start;
  let closing: RegExp | undefined;
  let inside: 'prose' | 'chunk' | 'yaml' | 'code' = 'prose';
  const flush = (type: CellType, from: number, until: number, next: number) => {
    let [begin, end] = [from, until];
    while (begin < end && isBlankLine(lines[begin])) begin++;
    while (end > begin && isBlankLine(lines[end - 1])) end--;
    if (begin < end)
      cells.push({ type, metadata: {}, language: undefined, source: lines.slice(begin, end), first, end: next });
    first = next;
  };
  for (let index = start; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    const chunk: RegExpExecArray | null = inside === 'chunk' || inside === 'code' ? null : opening.exec(text);
    // What begins like YAML and holds a chunk is a rule across the page.
    if (closing && !chunk) {
      if (!closing.test(text)) continue;
      if (inside === 'chunk') flush('code', first + 1, index, index + 1);
      if (inside === 'yaml') flush('raw', first, index + 1, index + 1);
      closing = undefined;
      inside = 'prose';
      continue;
    }
    if (chunk || yamlFence.test(text)) {
      if (index > first) flush('markdown', first, index, index);
      first = index;
      inside = chunk ? 'chunk' : 'yaml';
      closing = chunk ? new RegExp(`^${chunk[1]}${chunk[2]}\\s*$`) : yamlFence;
      continue;
    }
    const code = /^(\s*)(```+)/.exec(text);
    if (code) {
      inside = 'code';
      closing = new RegExp(`^${code[1]}${code[2]}\\s*$`);
    }
  }
  if (first < lines.length) {
    const type = closing && inside === 'chunk' ? 'code' : 'markdown';
    flush(type, type === 'code' ? first + 1 : first, lines.length, lines.length);
  }
  return cells;
}

const yamlFence = /^---\s*$/;
