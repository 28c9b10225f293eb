import type { Graph, GraphEdge, GraphNode } from 'nbproject-protocol';
import { shown } from '../shown.ts';
import type { ToLineagePage } from '../webviewMessages.ts';
import { layersOf, type Placed } from './layers.ts';
import { button, element, postMessage, showPosted } from './page.ts';

const box = { width: 190, height: 52, gapX: 24, gapY: 56, margin: 12 };
const maxTitle = 24;

showPosted(({ graph, current }: ToLineagePage) => {
  document.body.replaceChildren(
    ...(graph.nodes.length === 0 ? [nothing()] : [picture(graph, current), legend(graph, current)]),
  );
});

function nothing(): HTMLElement {
  return element('p', 'dim', 'No notebook names a parent or reads what another writes.');
}

function picture(graph: Graph, current: string | null): SVGElement {
  const placed = layersOf(graph);
  const at = new Map(placed.map((one) => [one.node.key, cornerOf(one)] as const));
  const width = Math.max(...placed.map((one) => cornerOf(one).x)) + box.width + box.margin;
  const height = Math.max(...placed.map((one) => cornerOf(one).y)) + box.height + box.margin;
  const drawing = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' });
  drawing.append(
    arrowHead(),
    ...graph.edges.map((edge) => edgeOf(edge, at)),
    ...placed.map((one) => nodeOf(one, current)),
  );
  return drawing;
}

interface Corner {
  readonly x: number;
  readonly y: number;
}

function cornerOf({ layer, place }: Placed): Corner {
  return { x: box.margin + place * (box.width + box.gapX), y: box.margin + layer * (box.height + box.gapY) };
}

function nodeOf(placed: Placed, current: string | null): SVGElement {
  const { node } = placed;
  const { x, y } = cornerOf(placed);
  const label = node.title ?? nameOf(node);
  const group = svg('g', { class: classOf(node, current), transform: `translate(${x} ${y})` });
  const detail = [
    node.state ?? 'not in the workspace',
    node.version && `version ${node.version}`,
    node.id?.slice(0, 4),
  ];
  group.append(
    svg('title', {}, label),
    svg('rect', { width: box.width, height: box.height, rx: 6 }),
    svg('text', { x: 12, y: 22, class: 'title' }, shortened(label)),
    svg('text', { x: 12, y: 40, class: 'detail' }, detail.filter(Boolean).join(' · ')),
  );
  const { uri } = node;
  if (uri === null) return group;
  group.setAttribute('tabindex', '0');
  group.setAttribute('role', 'link');
  group.setAttribute('aria-label', `Open ${label}`);
  group.addEventListener('click', () => postMessage({ kind: 'open', uri }));
  group.addEventListener('keydown', ({ key }) => key === 'Enter' && postMessage({ kind: 'open', uri }));
  return group;
}

function classOf({ uri, state }: GraphNode, current: string | null): string {
  if (uri === null) return 'node absent';
  return `node ${state ?? ''}${uri === current ? ' current' : ''}`;
}

function nameOf({ uri, id }: GraphNode): string {
  return uri === null ? (id ?? '') : decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > maxTitle ? `${characters.slice(0, maxTitle - 1).join('')}…` : text;
}

function edgeOf({ from, to, kind, via, stale }: GraphEdge, at: ReadonlyMap<string, Corner>): SVGElement {
  const start = at.get(from);
  const end = at.get(to);
  if (!start || !end) return svg('g', {});
  const [x1, y1] = [start.x + box.width / 2, start.y + box.height];
  const [x2, y2] = [end.x + box.width / 2, end.y - 4];
  const bend = Math.max(box.gapY / 2, (y2 - y1) / 2);
  const line = svg('path', {
    class: `edge ${kind}${stale ? ' stale' : ''}`,
    d: `M${x1} ${y1} C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}`,
    'marker-end': 'url(#arrow)',
  });
  line.append(svg('title', {}, edgeText(kind, via, stale)));
  return line;
}

function edgeText(kind: GraphEdge['kind'], via: string | undefined, stale: boolean | undefined): string {
  if (kind === 'data') return `by the file ${via ?? ''}`;
  return stale ? 'the parent was published after this one' : 'parent';
}

function arrowHead(): SVGElement {
  const marker = svg('marker', {
    id: 'arrow',
    viewBox: '0 0 8 8',
    refX: 6,
    refY: 4,
    markerWidth: 8,
    markerHeight: 8,
    orient: 'auto',
  });
  marker.append(svg('path', { d: 'M0 0 L8 4 L0 8 Z' }));
  const definitions = svg('defs', {});
  definitions.append(marker);
  return definitions;
}

function legend({ edges }: Graph, current: string | null): HTMLElement {
  const kinds = [
    ...(edges.some(({ kind }) => kind === 'parent') ? ['a line: named as parent'] : []),
    ...(edges.some(({ kind }) => kind === 'data') ? ['dashed: one reads a file that the other writes'] : []),
    ...(edges.some(({ stale }) => stale) ? ['orange: the parent was published later'] : []),
  ];
  const all = current === null ? [] : [button('link', 'Show all notebooks', { kind: 'all' })];
  return element('p', 'dim', `${kinds.join(' · ')}${all.length > 0 ? ' · ' : ''}`, ...all);
}

function svg(name: string, attributes: Readonly<Record<string, string | number>>, text = ''): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = shown(text);
  return made;
}
