/** What fills the outputs of a notebook made for measuring. */
export type Outputs = 'images' | 'text' | 'short';

/** A notebook in Python by its number of cells: code that builds on the code above it, and Markdown before every fifth cell. */
export function notebookOfCells(count: number, outputs: Outputs): string {
  const cells = Array.from({ length: count }, (_, index) => cellAt(index, outputs));
  return notebookText(cells);
}

/** The same by its length in bytes, to within one cell. */
export function notebookOfBytes(bytes: number, outputs: Outputs): string {
  const cells: object[] = [];
  for (let length = 0; length < bytes; ) {
    const cell = cellAt(cells.length, outputs);
    cells.push(cell);
    length += JSON.stringify(cell, null, 1).length;
  }
  return notebookText(cells);
}

/** As Jupyter writes it: indented by one, in ASCII. */
function notebookText(cells: readonly object[]): string {
  const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function cellAt(index: number, outputs: Outputs): object {
  if (index % 5 === 0) {
    const source = [`${index === 0 ? '#' : '##'} Part ${index}\n`, '\n', 'Some *words* about what comes next.'];
    return { cell_type: 'markdown', id: `markdown-${index}`, metadata: {}, source };
  }
  return {
    cell_type: 'code',
    execution_count: index - Math.floor(index / 5),
    id: `code-${index}`,
    metadata: {},
    outputs: outputsAt(index, outputs),
    source: sourceAt(index),
  };
}

function sourceAt(index: number): readonly string[] {
  if (index === 1)
    return ['import pandas as pd\n', '\n', 'rate = 1.19\n', 'frame_1 = pd.DataFrame({"price": [1, 2, 3]})'];
  const before = `frame_${index % 5 === 1 ? index - 2 : index - 1}`;
  return [
    `frame_${index} = ${before}.assign(total=${before}["price"] * rate)\n`,
    `for column in ["price", "total"]:\n`,
    `    mean = frame_${index}[column].mean()\n`,
    `    print(column, round(mean, 2))\n`,
    `frame_${index}.head()`,
  ];
}

function outputsAt(index: number, outputs: Outputs): readonly object[] {
  const text = outputs === 'text' ? lines : ['price 2.0\n', 'total 2.38\n'];
  const stream = { name: 'stdout', output_type: 'stream', text };
  if (outputs !== 'images' || index % 10 !== 2) return [stream];
  const data = { 'image/png': image, 'text/plain': ['<Figure size 640x480 with 1 Axes>'] };
  return [stream, { data, metadata: {}, output_type: 'display_data' }];
}

const lines = Array.from(
  { length: 100 },
  (_, line) => `epoch ${line}: loss 0.${line}731, accuracy 0.9${line}, ${'.'.repeat(30)}\n`,
);

/** As long as a picture of 60 kB, in base64. */
const image = Buffer.from(Uint8Array.from({ length: 60_000 }, (_, index) => (index * 7919) % 251)).toString('base64');
