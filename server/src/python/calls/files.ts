import { stringOf } from '../tree/literal.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import type { CallSite } from './callSite.ts';
import { fileFunctions } from './fileFunctions.ts';
import { isAbsolute, isInHome, pathOf } from './paths.ts';

/** A file that a cell reads or writes, by a path that stands in the code. Offsets into the cell's source, of the path. */
export interface FileUse {
  readonly access: 'read' | 'write';
  /** As in the code, with its parts joined by `/`; `~` for the home directory. */
  readonly path: string;
  readonly anchor: 'relative' | 'absolute' | 'home';
  /** What is called, as written: `pd.read_csv`. */
  readonly by: string;
  readonly start: number;
  readonly end: number;
  /** False in the body of a function, which may never be called. */
  readonly immediate: boolean;
}

export function filesOf(call: CallSite): readonly FileUse[] {
  if (
    opens.test(call.called) ||
    (call.name === 'open' && call.receiver !== undefined && pathOf(call.receiver, call.text) !== undefined)
  )
    return opened(call);
  const ownPath = pathMethods.get(call.name);
  if (ownPath !== undefined && call.receiver !== undefined) {
    const own = use(call, call.receiver, ownPath);
    if (own.length > 0) return own;
  }
  return (fileFunctions.get(call.name) ?? [])
    .filter(({ called }) => called.test(call.called))
    .flatMap(({ access, position, keywords }) => use(call, argument(call, position, keywords), access));
}

/** True for a call that writes to a path that cannot be told from the code. What takes an open file is not meant. */
export function writesUnknownFile(call: CallSite): boolean {
  return writesFile(call) && !filesOf(call).some(({ access }) => access === 'write');
}

function writesFile(call: CallSite): boolean {
  if (opens.test(call.called)) return opensToWrite(call, 1);
  if (call.name === 'open' && call.receiver !== undefined) return opensToWrite(call, 0);
  if (pathMethods.get(call.name) === 'write') return true;
  if (/^(?:json|pickle|yaml|toml|dill)\.dump$/.test(call.called)) return false;
  return (fileFunctions.get(call.name) ?? []).some(
    ({ access, position, keywords, called }) =>
      access === 'write' && called.test(call.called) && argument(call, position, keywords) !== undefined,
  );
}

function opensToWrite(call: CallSite, modePosition: number): boolean {
  const mode = argument(call, modePosition, ['mode']);
  return mode !== undefined && /[wax+]/.test(stringOf(mode, call.text) ?? 'w');
}

/** False for a cell that {@link filesOf} finds nothing in, whatever is done to it before it is parsed: none of the names is in it. */
export function mayUseFiles(source: string): boolean {
  return names.test(source);
}

const pathMethods: ReadonlyMap<string, FileUse['access']> = new Map([
  ['read_text', 'read'],
  ['read_bytes', 'read'],
  ['write_text', 'write'],
  ['write_bytes', 'write'],
]);

/** What takes a path and then a mode. The `open` of anything else may be that of an archive, for its members. */
const opens =
  /^(?:(?:(?:io|codecs|gzip|bz2|lzma|PIL\.Image|Image|tarfile|rasterio|fits|wave|smart_open|aiofiles)\.)?open|(?:h5py\.)?File|(?:zipfile\.)?ZipFile|(?:tarfile\.)?TarFile|(?:np|numpy)\.memmap)$/;

/** `open("x", "w")`, `gzip.open("x")`, `Path("x").open("w")`, `h5py.File("x", "r")`. */
function opened(call: CallSite): readonly FileUse[] {
  const ofPath = call.receiver === undefined ? undefined : pathOf(call.receiver, call.text);
  const file = ofPath === undefined ? argument(call, 0, ['file', 'name', 'filename']) : call.receiver;
  const mode = stringOf(argument(call, ofPath === undefined ? 1 : 0, ['mode']), call.text) ?? 'r';
  return [
    ...use(call, file, /[wax]/.test(mode) ? 'write' : 'read'),
    ...(mode.includes('+') && mode.startsWith('r') ? use(call, file, 'write') : []),
  ];
}

function argument(call: CallSite, position: number, keywords: readonly string[]): SyntaxNode | undefined {
  for (const keyword of keywords) {
    const given = call.keywords.get(keyword);
    if (given !== undefined) return given;
  }
  return call.positional[position];
}

function use(call: CallSite, node: SyntaxNode | undefined, access: FileUse['access']): readonly FileUse[] {
  const path = pathOf(node, call.text);
  if (
    node === undefined ||
    path === undefined ||
    path === '' ||
    /^[A-Za-z][A-Za-z0-9+.-]+:\/\//.test(path) ||
    /[\n\0]/.test(path)
  )
    return [];
  const anchor = isAbsolute(path) ? 'absolute' : isInHome(path) ? 'home' : 'relative';
  return [{ access, path, anchor, by: call.called, start: node.start, end: node.end, immediate: call.immediate }];
}

/** The last parts of all names that are known here. */
const names = new RegExp(
  `\\b(?:${['open', 'File', 'ZipFile', 'TarFile', 'memmap', ...pathMethods.keys(), ...fileFunctions.keys()].join('|')})\\b`,
);
