import type { BoxState, Drawing } from './drawing.ts';

/** A Mermaid flowchart: GitHub, GitLab, JupyterLab and Quarto draw one in Markdown, in the colours of their theme. */
export function mermaidOf({ boxes, arrows }: Drawing): string {
  const nodes = boxes.map(
    ({ name, title, details, state }) => `  ${name}["${[title, ...details].map(escaped).join('<br/>')}"]:::${state}`,
  );
  const links = arrows.map(({ from, to, kind, stale, label }) => {
    const line = kind === 'data' ? '-.->' : stale ? '==>' : '-->';
    return `  ${from} ${line}${label === '' ? '' : `|"${escaped(label)}"|`} ${to}`;
  });
  const used = new Set(boxes.map(({ state }) => state));
  const classes = [...used].flatMap((state) => (styles[state] === '' ? [] : [`  classDef ${state} ${styles[state]}`]));
  return ['flowchart LR', ...nodes, ...links, ...classes, ''].join('\n');
}

/** Lines alone: they are seen on every background. */
const styles: Readonly<Record<BoxState, string>> = {
  uninitialized: 'stroke-dasharray:2 4',
  draft: 'stroke-dasharray:2 4',
  published: 'stroke-width:2px',
  unverified: 'stroke-width:2px',
  modified: 'stroke-width:2px,stroke-dasharray:8 3',
  elsewhere: 'fill:none,stroke-dasharray:2 4',
};

/** Everything but letters, digits and spaces, by its number: nothing is left that Mermaid, the Markdown in its labels or HTML understands. */
function escaped(text: string): string {
  return apart(text).replace(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `#${character.codePointAt(0)};`);
}

/** Parts what Mermaid 11 looks for after it has read the numbers: formulas, names of icons, and its own marks for numbers. */
function apart(text: string): string {
  return text
    .replace(/\$(?=\$)/g, '$$ ')
    .replace(/(fa[bklrs]?:)(?=fa-)/g, '$1 ')
    .replaceAll('ﬂ°', 'fl°');
}
