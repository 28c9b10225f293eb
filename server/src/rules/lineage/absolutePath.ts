import path from 'node:path';
import { remembered } from '../../incremental/remembered.ts';
import { quoted } from '../../notebook/untrusted.ts';
import type { FileUse } from '../../python/index.ts';
import { type Program, programList } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Fix, Rule } from '../rule.ts';

export const absolutePath: Rule = {
  code: 'absolute-path',
  group: 'Lineage',
  severity: 'warning',
  enabled: true,
  summary: 'A file is read or written by a path that exists on one machine only.',
  documentation: {
    reports:
      'A literal path from the root, a drive, a share or a home directory in a call that reads or writes a file (`pd.read_csv`, `open`, `Path(…).read_text`, `savefig` and others). Devices and what the system shows of itself (`/dev`, `/proc`, `/sys`) are the same everywhere and not reported. A temporary file (`/tmp`) is scratch, and reported only where it is read and no cell above, nor an earlier line, writes it. Whether the file exists here does not matter.',
    why: 'On the machine of whoever receives the notebook there is no such folder, and the name of a home directory tells who wrote it.',
    fix: "Makes the path relative, where the file lies in the notebook's folder or below and the path stands in one plain string. Not applied unasked: a notebook that is started from another folder would look for it there.",
    examples: [
      {
        bad: `
--- code [ ]
pd.read_csv("/home/ada/analysis/data/counts.csv")
`,
        good: `
--- code [ ]
pd.read_csv("data/counts.csv")
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, { program }) =>
    foreignPaths(program).map(({ cell, use }) => ({
      message: `Cell ${cell + 1}: ${problemOf(use)}`,
      place: inSource(cell, use.start, use.end),
    })),
  fixes: ({ cells }, { place }, { program, file }) => {
    if (file === undefined || place.kind !== 'source') return [];
    const found = foreignPaths(program).find(({ cell, use }) => cell === place.cell && use.start === place.start);
    const source = cells[place.cell]?.source ?? '';
    return found ? makeRelative(found, source, folderOf(file)) : [];
  },
};

interface ForeignPath {
  readonly cell: number;
  readonly use: FileUse;
}

function foreignPaths(program: Program | undefined): readonly ForeignPath[] {
  return program ? notScratch(anchoredUses(program)) : [];
}

const anchoredUses = programList(
  ({ files }) => files.filter(({ anchor }) => anchor !== 'relative'),
  (use, cell): ForeignPath => ({ cell, use }),
);

const notScratch = remembered((uses: readonly ForeignPath[]): readonly ForeignPath[] => {
  const written = new Set<string>();
  // `open(…, "r+")` is two uses of one path.
  const seen = new Set<string>();
  return uses.filter(({ cell, use }) => {
    const isScratch = isTemporary(use.path) && (use.access === 'write' || written.has(use.path));
    if (use.access === 'write') written.add(use.path);
    const place = `${cell} ${use.start}`;
    if (isOfTheSystem(use.path) || isScratch || seen.has(place)) return false;
    seen.add(place);
    return true;
  });
});

function isOfTheSystem(file: string): boolean {
  return /^\/(?:dev|proc|sys)(?:\/|$)/.test(file);
}

function isTemporary(file: string): boolean {
  return /^(?:\/private)?(?:\/var)?\/tmp(?:\/|$)/.test(file);
}

function problemOf({ access, path: file, anchor, by }: FileUse): string {
  const what = `\`${by}\` ${access === 'read' ? 'reads' : 'writes'} ${quoted(file)}`;
  if (isTemporary(file)) return `${what}, a temporary file that nothing above writes. Keep it beside the notebook.`;
  const where = anchor === 'home' ? 'in a home directory' : 'an absolute path';
  return `${what}, ${where}: nobody else has it there. Write it relative to the notebook.`;
}

/** Only a string without prefix bytes, escapes and interpolations says what it says. */
const plainString = /^([rRuU]?)(["'])([^"'\\\n]*)\2$/;

function makeRelative({ cell, use }: ForeignPath, source: string, folder: string): readonly Fix[] {
  const [, prefix = '', quote = '', content] = plainString.exec(source.slice(use.start, use.end)) ?? [];
  const relative = content === undefined ? undefined : pathBelow(folder, content);
  if (relative === undefined) return [];
  const newText = `${prefix}${quote}${relative}${quote}`;
  const edits = [{ start: use.start, end: use.end, newText }];
  return [{ title: 'Make the path relative', edits: [{ kind: 'setSource', cell, edits }], safe: false }];
}

/** With slashes, which Python takes everywhere; undefined for what lies elsewhere. */
function pathBelow(folder: string, file: string): string | undefined {
  const paths = pathsOf(folder);
  if (!paths.isAbsolute(file)) return undefined;
  const relative = paths.relative(folder, file).replaceAll(paths.sep, '/');
  return relative === '' || relative.startsWith('../') || relative === '..' || paths.isAbsolute(relative)
    ? undefined
    : relative;
}

function folderOf(file: string): string {
  return pathsOf(file).dirname(file);
}

function pathsOf(absolute: string): path.PlatformPath {
  return absolute.startsWith('/') ? path.posix : path.win32;
}
