import { rules, selectorNames } from '../server/src/rules/index.ts';

/** The settings of the VS Code extension, as its package.json contributes them: what the server's settings read, with every rule by its code. */
export function vscodeSettings(): object {
  return {
    title: 'nbproject',
    properties: {
      'nbproject.select': {
        ...selectors('Rules and groups of rules that are reported besides those of the project, such as `long-cell`.'),
        order: 1,
      },
      'nbproject.ignore': {
        ...selectors('Rules and groups of rules that are not reported, whatever the project says.'),
        order: 2,
      },
      'nbproject.severity': {
        type: 'object',
        default: {},
        scope: 'resource',
        order: 3,
        markdownDescription:
          'How findings are shown, by rule or group. A project sets its own in `pyproject.toml` or `nbproject.toml`; what is set here wins.',
        properties: Object.fromEntries(selectorNames().map((name) => [name, severitySetting(name)])),
        additionalProperties: false,
      },
      'nbproject.python': {
        type: ['string', 'null'],
        default: null,
        scope: 'machine-overridable',
        order: 4,
        markdownDescription:
          'A Python interpreter, or the folder of an environment, whose packages are compared with the records. Left out: that of the selected kernel, else the one that the notebook names or that lies in its folder. It is read, never run.',
      },
      ...Object.fromEntries(
        [
          ['handle', 'The handle under which you are known, written into records of notebooks.'],
          ['name', 'Your name, written into records of notebooks. Left out: that of your Lamin account, else of git.'],
          ['id', 'Your id, written into records of notebooks.'],
        ].map(([key, markdownDescription], index) => [
          `nbproject.author.${key}`,
          {
            type: ['string', 'null'],
            default: null,
            scope: 'machine-overridable',
            order: 5 + index,
            markdownDescription,
          },
        ]),
      ),
      'nbproject.trace.server': {
        type: 'string',
        enum: ['off', 'messages', 'verbose'],
        default: 'off',
        scope: 'window',
        order: 8,
        description: 'What is written of the talk with the language server, into the output channel `nbproject`.',
      },
    },
  };
}

function selectors(markdownDescription: string): object {
  const items = { type: 'string', enum: selectorNames(), enumDescriptions: selectorNames().map(summaryOf) };
  return { type: 'array', items, uniqueItems: true, default: [], scope: 'resource', markdownDescription };
}

function severitySetting(name: string): object {
  const rule = rules.find(({ code }) => code === name);
  const usual = rule && `${rule.enabled ? '' : 'off; when selected '}\`${rule.severity}\``;
  const markdownDescription = rule ? `${rule.summary} Default: ${usual}.` : summaryOf(name);
  return { type: 'string', enum: ['error', 'warning', 'info', 'hint', 'off'], markdownDescription };
}

function summaryOf(name: string): string {
  if (name === 'ALL') return 'Every rule.';
  return rules.find(({ code }) => code === name)?.summary ?? `The rules of the group ${name}.`;
}
