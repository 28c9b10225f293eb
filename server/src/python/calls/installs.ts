import type { Command } from '../ipython/index.ts';

/** A command that installs packages while the notebook runs. Offsets into the cell's source, of the whole command. */
export interface Install {
  readonly manager: 'pip' | 'conda' | 'mamba' | 'micromamba' | 'uv';
  /** True for `!`, which finds whichever program is first on the path; false for `%`, which installs where the kernel runs. */
  readonly shell: boolean;
  /** True where the command itself names the kernel's interpreter: `!{sys.executable} -m pip install`. */
  readonly namesInterpreter: boolean;
  /** The names that are installed, as written; options left out. */
  readonly packages: readonly string[];
  readonly start: number;
  /** Of a shell command, where its program ends: `!python -m pip` is what `%pip` would replace. Of a magic, where its arguments start. */
  readonly programEnd: number;
  readonly end: number;
}

export function installOf(command: Command): Install | undefined {
  const line =
    command.kind === 'shell'
      ? command.arguments
      : command.kind === 'magic'
        ? `${command.name} ${command.arguments}`
        : '';
  const match =
    /^(\s*(?:sudo\s+)?(?:(\S+)\s+-m\s+)?((?:\S*\/)?(?:uv\s+pip|uv|pip[\d.]*|conda|mamba|micromamba)))\s+(?:install|add)\b([^&|;\n]*)/.exec(
      line,
    );
  if (match === null) return undefined;
  const [, head = '', interpreter = '', program = '', rest = ''] = match;
  return {
    manager: managerOf(program),
    shell: command.kind === 'shell',
    namesInterpreter: interpreter.includes('sys.executable'),
    packages: rest
      .replace(/(?:^|\s)-[a-z]\s+\S+/gi, (option) => (/-[crifetpn]\s/i.test(option) ? ' ' : option))
      .split(/\s+/)
      .filter((word) => /^["']?[A-Za-z0-9]/.test(word))
      .map((word) => word.replace(/["']/g, '')),
    start: command.start,
    programEnd: command.argumentsStart + (command.kind === 'shell' ? head.length : 0),
    end: command.end,
  };
}

function managerOf(program: string): Install['manager'] {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name.startsWith('uv')) return 'uv';
  return name === 'conda' || name === 'mamba' || name === 'micromamba' ? name : 'pip';
}
