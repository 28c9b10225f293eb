import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { quoted } from '../../notebook/untrusted.ts';
import type { LiveEnvironment } from '../../record/index.ts';
import { inNotebook } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { environmentLabel, ownEnvironment } from './trust.ts';

export const unknownKernel: Rule = {
  code: 'unknown-kernel',
  group: 'Packages',
  severity: 'info',
  enabled: true,
  summary: 'The kernel that the notebook names is not installed, or runs another Python.',
  documentation: {
    reports:
      'A `metadata.kernelspec.name` that is not among the kernels of this machine, where its environment is known; and a `language_info.version` whose major and minor differ from those of the Python that would run the notebook.',
    why: 'Jupyter asks for another kernel when it opens the notebook, or runs it with another Python than the one that made its results.',
    examples: [
      {
        bad: `
--- code [ ]
x = 1
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python", "version": "2.7.18"}}
`,
        good: `
--- code [ ]
x = 1
--- metadata
{"kernelspec": {"name": "python3", "display_name": "Python 3"}, "language_info": {"name": "python", "version": "3.11.2"}}
`,
      },
    ],
  },
  needs: ['program', 'environment'],
  check: ({ metadata }, { environment, program }) => {
    if (!environment || !program || !ownEnvironment(environment)) return [];
    return [...missingKernel(metadata, environment), ...otherPython(metadata, environment)];
  },
};

function missingKernel(metadata: JsonObject, { answer }: LiveEnvironment): RuleFinding[] {
  const name = textAt(metadata.kernelspec, 'name');
  // A kernel called python3 is whatever Python the environment has.
  if (name === undefined || name === 'python3' || answer.kernel) return [];
  return [
    {
      message: `The kernel ${quoted(name)} is not installed on this machine. Choose another, or install it with \`python -m ipykernel install --user --name …\`.`,
      place: inNotebook(['metadata', 'kernelspec', 'name']),
    },
  ];
}

function otherPython(metadata: JsonObject, live: LiveEnvironment): RuleFinding[] {
  const recorded = textAt(metadata.language_info, 'version');
  const environment = ownEnvironment(live);
  const version = environment?.interpreter.version;
  const [major, minor] =
    /^(\d+)\.(\d+)/
      .exec(recorded ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (!environment || !version || recorded === undefined || major === undefined) return [];
  if (major === version.major && minor === version.minor) return [];
  return [
    {
      message: `The notebook was run with Python ${quoted(recorded, 20)}, its environment now has ${version.text} (${environmentLabel(environment)}).`,
      place: inNotebook(['metadata', 'language_info', 'version']),
    },
  ];
}

function textAt(holder: JsonValue | undefined, key: string): string | undefined {
  if (holder === null || typeof holder !== 'object' || Array.isArray(holder)) return undefined;
  const value = (holder as JsonObject)[key];
  return typeof value === 'string' ? value : undefined;
}
