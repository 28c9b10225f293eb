import type { Command, PythonText } from '../ipython/index.ts';
import type { CallSite } from './callSite.ts';
import { writesUnknownFile } from './files.ts';

/**
 * True when the cell may make files, or change the folder in which relative paths start, in ways that no literal path shows: commands, magics,
 * archives, downloads, and writing to a path that is worked out. Unsure is true.
 */
export function mayMakeFiles({ commands, magics }: PythonText, calls: readonly CallSite[]): boolean {
  return (
    magics.some(({ name }) => !harmlessMagics.has(name)) ||
    commands.some(commandMayMakeFiles) ||
    calls.some((call) => makers.test(call.called) || makingNames.test(call.name) || writesUnknownFile(call))
  );
}

const makers =
  /^(?:os\.(?:system|popen|chdir|rename|replace|symlink|link)|subprocess\.\w+|contextlib\.chdir|gdown\.\w+)$/;

const makingNames =
  /^(?:chdir|check_call|check_output|Popen|urlretrieve|(?=\w*(?:download|fetch))\w+|extract|extractall|unpack_archive|get_file|copytree|move)$/;

function commandMayMakeFiles({ kind, name, arguments: line }: Command): boolean {
  if (kind === 'magic') return !harmlessMagics.has(name);
  if (kind !== 'shell') return false;
  // What is written to a file, and what a shell puts in by itself, is not followed.
  if (/[>`$]/.test(line)) return true;
  return line.split(/\||&&|;/).some((part) => !harmlessPrograms.has(programOf(part)));
}

function programOf(command: string): string {
  const [first = '', second, third] = command.replace(/^\s*(?:sudo\s+)?/, '').split(/\s+/);
  // `!{sys.executable} -m pip` installs, whatever Python it is.
  return (second === '-m' ? (third ?? '') : first).replace(/^.*\//, '');
}

const harmlessMagics = words(
  'alias autoawait autocall automagic autoreload capture colors config debug env gui history hist load_ext lsmagic matplotlib memit page pdb pinfo ' +
    'pip conda mamba uv precision prun psearch pwd pylab quickref reload_ext set_env time timeit unload_ext watermark who who_ls whos xmode ' +
    'ls ll cat head less more pycat mprun lprun snakeviz aimport html HTML latex markdown javascript js svg SVG css mermaid',
);

const harmlessPrograms = words(
  'pip pip3 conda mamba micromamba uv apt apt-get ls ll dir tree cat head tail less more wc grep find file stat du df free date pwd whoami hostname ' +
    'uname which whereis nvidia-smi lscpu lsb_release nproc top ps env printenv echo sort uniq mkdir diff',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
