import fc from 'fast-check';
import type { Graph } from 'nbproject-protocol';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { graphOf, outlineOf, pictureOf } from '../../server/src/lineage/graph/index.ts';
import { lineageOf, type NotebookSummary } from '../../server/src/lineage/index.ts';
import { notebookNamed, reads, writes } from './summaries.ts';

type Format = Parameters<typeof pictureOf>[1];

const counts = notebookNamed('counts', {
  id: 'aaaaaaaaaaaa',
  title: 'Counts',
  version: '2',
  published: '2024-06-02T00:00:00+00:00',
  uses: writes('/study/data/counts.csv'),
});
const rates = notebookNamed('steps/rates', {
  id: 'bbbbbbbbbbbb',
  title: 'Rates',
  parents: ['aaaaaaaaaaaa', 'zzzzzzzzzzzz'],
  state: 'modified',
  published: '2024-06-01T00:00:00+00:00',
  uses: reads('/study/data/counts.csv'),
});
const table = notebookNamed('table', {
  title: null,
  state: 'uninitialized',
  version: null,
  uses: reads('/study/data/counts.csv'),
});
const study = graph([counts, rates, table]);

function graph(notebooks: readonly NotebookSummary[]): Graph {
  return graphOf(lineageOf(notebooks), undefined);
}

async function picture(
  shown: Graph,
  format: Format,
  linkOf: (uri: string) => string | undefined = () => undefined,
): Promise<string> {
  const drawn = await pictureOf(shown, format, linkOf);
  if ('problem' in drawn) throw new Error(drawn.problem);
  return drawn.text;
}

/** What a strict XML parser sees: each element with its attributes, and the texts of its `text` elements. */
function read(svg: string) {
  const elements: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser();
  let inText = false;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    elements.push({ name, attributes: attributes as Record<string, string> });
    inText = name === 'text';
  });
  parser.on('text', (text) => {
    if (inText) texts.push(text);
    inText = false;
  });
  parser.write(svg).close();
  return { elements, texts };
}

describe('The picture', () => {
  test('Should be a flowchart of Mermaid', async () => {
    expect(await picture(study, 'mermaid')).toBe(`flowchart LR
  n0["Counts<br/>counts#46;ipynb<br/>published #183; version 2 #183; aaaa"]:::published
  n1["Rates<br/>steps#47;rates#46;ipynb<br/>modified since #183; version 1 #183; bbbb"]:::modified
  n2["Without a title<br/>table#46;ipynb<br/>no record"]:::uninitialized
  n3["zzzzzzzzzzzz<br/>not in this project"]:::elsewhere
  n0 ==>|"stale#58; parent is newer#44; data#47;counts#46;csv"| n1
  n3 --> n1
  n0 -.->|"data#47;counts#46;csv"| n2
  classDef published stroke-width:2px
  classDef modified stroke-width:2px,stroke-dasharray:8 3
  classDef uninitialized stroke-dasharray:2 4
  classDef elsewhere fill:none,stroke-dasharray:2 4
`);
  });

  test('Should say of each notebook its title, its place and its state, in the svg as in words', async () => {
    const { texts } = read(await picture(study, 'svg'));
    expect(texts.toSorted()).toEqual(
      [
        ...['Counts', 'counts.ipynb', 'published · version 2 · aaaa'],
        ...['Rates', 'steps/rates.ipynb', 'modified since · version 1 · bbbb'],
        ...['Without a title', 'table.ipynb', 'no record'],
        ...['zzzzzzzzzzzz', 'not in this project'],
        ...['stale: parent is newer, data/counts.csv', 'data/counts.csv'],
      ].toSorted(),
    );
    expect(outlineOf(study)).toBe(`Counts → Rates (stale: parent is newer, data/counts.csv)
zzzzzzzzzzzz, not in this project → Rates
Counts → Without a title (data/counts.csv)`);
  });

  test('Should tell states apart without colours, and a stale parent from another', async () => {
    const svg = await picture(study, 'svg');
    const shapeOf = (kind: string) => svg.slice(svg.indexOf(`class="${kind}"`)).split('</g>')[0] ?? '';
    expect(shapeOf('node modified')).toContain('stroke-dasharray="5,2"');
    expect(shapeOf('node published')).not.toContain('stroke-dasharray');
    expect(shapeOf('node uninitialized')).toContain('stroke-dasharray="1,5"');
    expect(shapeOf('edge data')).toContain('stroke-dasharray');
    expect(shapeOf('edge stale')).toContain('stroke-width="2"');
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
  });

  test('Should link each notebook to where it is said to be', async () => {
    const links = (svg: string) => read(svg).elements.flatMap(({ attributes }) => attributes['xlink:href'] ?? []);
    expect(links(await picture(study, 'svg', (uri) => uri.replace('file:///study/', '')))).toEqual([
      'counts.ipynb',
      'steps/rates.ipynb',
      'table.ipynb',
    ]);
    expect(links(await picture(study, 'svg'))).toEqual([]);
    const evil = await picture(study, 'svg', () => 'x" onclick="a()&amp;\\N');
    expect(links(evil)[0]).toBe('x%22 onclick=%22a()%26amp;%5CN');
  });

  test('Should be the same each time', async () => {
    for (const format of ['mermaid', 'dot', 'svg'] as const)
      expect(await picture(study, format)).toBe(await picture(study, format));
  });

  test('Should be drawn of nothing too', async () => {
    for (const format of ['mermaid', 'dot', 'svg'] as const) expect(await picture(graph([]), format)).not.toBe('');
    expect(outlineOf(graph([]))).toBe('No notebook of 0 builds on another.');
  });

  test('Should leave the labels out where there are too many to be read', async () => {
    const readers = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        notebookNamed(`n${index}`, { uses: reads('/study/data/counts.csv') }),
      );
    const labels = async (count: number) =>
      read(await picture(graph([counts, ...readers(count)]), 'svg')).texts.filter((text) => text === 'data/counts.csv');
    expect(await labels(200)).toHaveLength(200);
    expect(await labels(201)).toEqual([]);
    const many = await pictureOf(
      graph([counts, { ...counts, file: '/study/b.ipynb' }, ...readers(251)]),
      'svg',
      () => undefined,
    );
    expect(many).toEqual({ problem: expect.stringMatching(/^253 notebooks and 502 arrows are too many/) });
  });

  test('Should be refused where it would hold too much, with what to do', async () => {
    const many = Array.from({ length: 501 }, (_, index) => notebookNamed(`n${index}`));
    expect(await pictureOf(graph(many), 'svg', () => undefined)).toEqual({
      problem: expect.stringMatching(/^501 notebooks and 0 arrows are too many.*one notebook/),
    });
  });
});

describe('A title', () => {
  const evil = [
    `</text></svg><script>alert(1)</script>`,
    `"]; click n0 "javascript:alert(1)"`,
    `x" URL="javascript:alert(1)" y="`,
    '\\N \\G \\" \\\\',
    '&amp; &lt;b&gt; &#60;i&#62; %%{init: {}}%%',
    'end\nsubgraph x\r\n%% \u2028 \u0000 \u0007',
    '\u202egnp.exe \u2066\u200b\ufeff \ud800 \uffff \ufffe',
    '`**bold** _x_ [a](b)` 1. $$x$$ #quot; #35; ﬂ°°60¶ß',
    '--> ==> -.-> ||| {{}} (()) [[]] >] @{ shape: x } :::published ~~~',
    '"><img src=x onerror=a()>',
    '成長率の推定 🎉 ёж é',
    '',
    '   ',
    'x'.repeat(100_000),
  ];
  const titled = graph(
    evil.map((title, index) =>
      notebookNamed(`n${String(index).padStart(2, '0')}`, {
        title,
        version: title,
        id: `${title}${index}`,
        parents: [`${title} of another`],
      }),
    ),
  );

  test('Should stay text in an svg', async () => {
    const { elements, texts } = read(await picture(titled, 'svg', (uri) => uri));
    expect(new Set(elements.map(({ name }) => name))).toEqual(
      new Set(['svg', 'style', 'rect', 'g', 'title', 'a', 'path', 'polygon', 'text']),
    );
    for (const { attributes } of elements) {
      expect(Object.keys(attributes).filter((name) => /^on/i.test(name))).toEqual([]);
      expect(attributes['xlink:href'] ?? 'file:').toMatch(/^file:/);
    }
    expect(texts).toContain('</text></svg><script>alert(1)</script>');
    expect(texts).toContain('\\N \\G \\" \\\\');
    expect(texts).toContain('&amp; &lt;b&gt; &#60;i&#62; %%{init: {}}%%');
    expect(texts).toContain('成長率の推定 🎉 ёж é');
    expect(texts.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800\uffff\ufffe]/);
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThan(150);
  });

  test('Should make no svg that is not well-formed, whatever it holds', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(anything, { minLength: 1, maxLength: 5 }), async (titles) => {
        const svg = await picture(
          graph(titles.map((title, index) => notebookNamed(`${index}`, { title, id: title }))),
          'svg',
        );
        expect(read(svg).elements.filter(({ name }) => name === 'text')).toHaveLength(3 * titles.length);
      }),
      { numRuns: 20 },
    );
  });

  test('Should stay text in Mermaid: nothing but letters, digits, spaces and their numbers is left of it', async () => {
    const lines = (await picture(titled, 'mermaid')).trimEnd().split('\n');
    const character = String.raw`(?:[\p{L}\p{M}\p{N} ]|#\d+;|<br/>)`;
    const node = new RegExp(String.raw`^ {2}n\d+\["${character}*"\]:::\w+$`, 'u');
    const arrow = /^ {2}n\d+ --> n\d+$/;
    const style = /^ {2}classDef \w+ [\w:,\- ]+$/;
    expect(lines.filter((line) => !node.test(line) && !arrow.test(line) && !style.test(line))).toEqual([
      'flowchart LR',
    ]);
    expect(lines.filter((line) => node.test(line))).toHaveLength(2 * evil.length);
  });

  // Seen in Mermaid 11.17: these are looked for after the numbers have been read.
  test('Should hold no formula, no icon and no number of Mermaid’s own', async () => {
    const shown = await picture(graph([notebookNamed('n', { title: '$$$$x$$ fa:fa-bug ﬂ°°60¶ß' })]), 'mermaid');
    const text = shown.replace(/#(\d+);/g, (_, number: string) => String.fromCodePoint(Number(number)));
    expect(text).toContain('["$ $ $ $x$ $ fa: fa-bug fl°°60¶ß<br/>');
  });

  test('Should stay text in Graphviz’s language', async () => {
    const dot = await picture(titled, 'dot');
    const nodes = dot.split('\n').filter((line) => /^ {2}n\d+ \[label=</.test(line));
    expect(nodes).toHaveLength(2 * evil.length);
    for (const line of nodes) {
      const label = /\[label=<<table [^>]*>(.*)<\/table>>, class=/.exec(line)?.[1] ?? '';
      expect(label.replace(/<\/?(?:tr|td|b|font)(?: align="left"| point-size="10")?>/g, '')).not.toMatch(/[<>"]/);
    }
  });
});
