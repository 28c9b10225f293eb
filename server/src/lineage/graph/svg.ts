import { asXml } from './asXml.ts';
import { dotOf, type LinkOf } from './dot.ts';
import type { Box, Drawing } from './drawing.ts';

/** Graphviz takes a few seconds for the worst of these, and minutes for more. */
const mostBoxes = 500;
const mostArrows = 500;
/** Labels at so many arrows cost most of the time, and cannot be read. */
const mostLabels = 200;

/** A picture by Graphviz, readable in dark and in light, with a link on each notebook that `linkOf` knows one for; a sentence where there is too much to draw. */
export async function svgOf(
  drawing: Drawing,
  linkOf: LinkOf,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const { boxes, arrows } = drawing;
  if (boxes.length > mostBoxes || arrows.length > mostArrows) {
    return {
      problem: `${boxes.length} notebooks and ${arrows.length} arrows are too many for a picture (at most ${mostBoxes} and ${mostArrows}): ask for what one notebook builds on and what builds on it, or for another format`,
    };
  }
  const shown =
    arrows.length > mostLabels ? { boxes, arrows: arrows.map((arrow) => ({ ...arrow, label: '' })) } : drawing;
  const { layOut } = await import('./graphviz.ts');
  try {
    return { text: styled(await layOut(dotOf(shown, linkOf)), boxes) };
  } catch (error) {
    // Graphviz may run out of its memory; the other formats do without it.
    return { problem: `the picture cannot be laid out: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Graphviz escapes what comes from a notebook, quotation marks too: none of it looks like the tags and attributes that are put in place here. */
function styled(svg: string, boxes: readonly Box[]): string {
  const head = svg.indexOf('<svg ');
  const body = svg.indexOf('>', head) + 1;
  const inner = svg
    .slice(body)
    .replace(/<title>(n\d+)<\/title>/g, (_, name: string) => `<title>${spoken(boxes, name)}</title>`)
    .replace('<title>lineage</title>\n', '')
    .replace(/<title>n\d+&#45;&gt;n\d+<\/title>\n/g, '')
    .replace(/ xlink:title="[^"]*"/g, '')
    .replace(/<!-- .* -->\n/g, '');
  const title = '<title>Lineage of notebooks</title>';
  const background = '<rect class="background" width="100%" height="100%"/>';
  return `${svg.slice(head, body)}\n${title}\n<style>${style}</style>\n${background}${inner}`;
}

function spoken(boxes: readonly Box[], name: string): string {
  const box = boxes.find((one) => one.name === name);
  return box ? asXml([box.title, ...box.details].join(', ')) : '';
}

/** The light colours are those that the shapes have; a style sheet comes before them. The background is the picture's own, whatever page it lies on. */
const style = `
.background { fill: #ffffff }
a:hover text { text-decoration: underline }
@media (prefers-color-scheme: dark) {
  .background { fill: #0d1117 }
  text { fill: #e6edf3 }
  .edge text { fill: #9ea7b3 }
  .edge path { stroke: #9ea7b3 }
  .edge polygon { stroke: #9ea7b3; fill: #9ea7b3 }
  .node path, .node polygon { fill: #161b22; stroke: #9ea7b3 }
  .published path, .unverified path { stroke: #3fb950 }
  .published path { fill: #12261e }
  .modified path { stroke: #d29922; fill: #272115 }
  .stale text { fill: #f0883e }
  .stale path, .stale polygon { stroke: #f0883e; fill: none }
}
`;
