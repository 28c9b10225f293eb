import { nbformatText } from '../support/notation.ts';

/** Where a notebook's writer puts a text of their choice that some view shows. */
export const places = [
  'title',
  'heading',
  'code',
  'path',
  'install',
  'ignore',
  'cell id',
  'cell type',
  'tag',
  'error',
  'output type',
  'kernel name',
  'kernel display name',
  'language',
  'language name',
  'metadata key',
  'top key',
  'record key',
  'record id',
  'record version',
  'record time',
  'author',
  'package',
  'package version',
  'parent',
  'hash',
  'colab',
  'deepnote',
  'configuration key',
  'configuration value',
  'project key',
  'project value',
  'file name',
] as const;

export type Place = (typeof places)[number];

/** A folder in which each place holds its own word and what `at` gives for it. */
export function hostileFolder(at: (place: Place) => string): Readonly<Record<string, string>> {
  const text = (place: Place) => `${place} ${at(place)}`;
  const name = `name ${at('file name')}`.replaceAll(/[/\0]/g, '').slice(0, 60);
  return {
    'hostile.ipynb': nbformatText(notebook(text, 'hostileparent')),
    [`sub/${name}.ipynb`]: nbformatText(notebook(text, text('parent'))),
    'child.ipynb': nbformatText(notebook(text, text('record id'))),
    'nbproject.toml': `${JSON.stringify(text('configuration key'))} = 1\npython = ${JSON.stringify(text('configuration value'))}\n`,
    'nbproject_metadata.yml': `${JSON.stringify(text('project key'))}: {"version": ${JSON.stringify(text('project value'))}}\n`,
  };
}

function notebook(text: (place: Place) => string, parent: string) {
  const quoted = (place: Place) => JSON.stringify(text(place));
  return {
    cells: [
      markdown('cell-1', `# ${text('title')}\n`),
      markdown(text('cell id'), `# second ${text('title')}\n\n## ${text('heading')}\n`),
      code(text('cell id'), `import numpy, pandas as pd\n# ${text('code')}\nx = pd.read_csv(${quoted('path')})\n`, [
        {
          output_type: 'error',
          ename: text('error'),
          evalue: text('error'),
          traceback: [text('error')],
        },
        { output_type: text('output type'), data: {} },
      ]),
      code('cell-4', `%pip install "${text('install')}"\n!pip install ${text('install')}\ny = z\n`, []),
      code('cell-5', `open(${quoted('path')}, "w")  # nbproject: ignore ${text('ignore')}\n`, []),
      { cell_type: text('cell type'), id: 'cell-6', metadata: { tags: [text('tag'), 7] }, source: '' },
    ],
    metadata: {
      colab: { name: text('colab'), provenance: [{ file_id: text('colab') }] },
      deepnote_notebook_id: text('deepnote'),
      kernelspec: {
        name: text('kernel name'),
        display_name: text('kernel display name'),
        language: 'python',
      },
      language_info: { name: 'python', version: text('language name') },
      [text('metadata key')]: text('language'),
      nbproject: {
        id: text('record id'),
        version: text('record version'),
        time_init: text('record time'),
        time_published: text('record time'),
        user_handle: text('author'),
        user_name: text('author'),
        python: text('package version'),
        pypackage: { numpy: text('package version'), [text('package')]: text('package version') },
        parent: [parent, text('parent')],
        source_sha256: text('hash'),
        [text('record key')]: 1,
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
    [text('top key')]: 1,
  };
}

function markdown(id: string, source: string) {
  return { cell_type: 'markdown', id, metadata: {}, source };
}

function code(id: string, source: string, outputs: readonly Readonly<Record<string, string | object>>[]) {
  return { cell_type: 'code', id, metadata: {}, execution_count: 7, outputs: outputs as never, source };
}
