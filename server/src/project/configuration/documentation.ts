import { policies, ruleOf, rules } from '../../rules/index.ts';
import { type ConfigurationKey, projectKeys, ruleOptionKeys, type ValueType } from './schema.ts';

/** The page docs/configuration.md, made from the schema. */
export function configurationPage(): string {
  return `${[introduction, keys(), policyTable(), options(), precedence, suppression].join('\n\n')}\n`;
}

const introduction = `# Configuration

<!-- Made from server/src/project/configuration/schema.ts by "npm run docs": change it there. -->

A project says in one file which rules count for its notebooks. The editor and the command line read the same file and report the same.

\`\`\`toml
# pyproject.toml; in a file of its own, nbproject.toml, leave out \`tool.nbproject\`
[tool.nbproject]
ignore = ["uninitialized"]
severity = { missing-title = "error" }
exclude = ["drafts/"]
policy = "executed"
long-cell.max-lines = 40

[tool.nbproject.per-file-ignores]
"teaching/**" = ["undefined-name"]
\`\`\`

For each notebook the nearest file counts, alone: in its folder or in one above it, up to your home folder. In one folder, nbproject.toml
comes before pyproject.toml, and a pyproject.toml without \`[tool.nbproject]\` is passed over.

Where rules are named, the name of a group (\`Format\`, \`Narrative\`, \`Execution\`, …, in any case) or \`ALL\` may stand for all of its rules;
\`nbls rules\` lists them.

What is wrong in the file is said with its place: \`nbls\` prints \`pyproject.toml:12:3: message\` and ends with exit code 2; the editor shows
it in the file, and goes by what is right. The editor also completes keys, rules and values in these files, and shows a rule's page on its code.`;

function keys(): string {
  return `## Keys\n\n${projectKeys.map(section).join('\n\n')}`;
}

function section({ name, type, default: byDefault, description, example }: ConfigurationKey): string {
  const choices =
    type.kind === 'choice'
      ? `\n\n${type.choices.map((one) => `- \`"${one.name}"\`: ${one.description}`).join('\n')}`
      : '';
  return `### ${name}

${description}${choices}

Takes ${taken(type)}. Default: ${byDefault}.

\`\`\`toml
${example}
\`\`\``;
}

function taken(type: ValueType): string {
  switch (type.kind) {
    case 'rules':
      return 'a list of rules and groups';
    case 'patterns':
      return 'a list of patterns';
    case 'text':
      return 'a text';
    case 'number':
      return 'a number from 0 on';
    case 'choice':
      return `one of ${type.choices.map(({ name }) => `\`"${name}"\``).join(', ')}`;
    case 'by rule':
      return `a table: for each rule or group ${taken(type.value)}`;
    case 'by pattern':
      return `a table: for each pattern ${taken(type.value)}`;
    case 'table':
      return `a table with ${type.keys.map(({ name }) => `\`${name}\``).join(', ')}`;
  }
}

function policyTable(): string {
  const names = Object.keys(policies);
  const codes = rules
    .map(({ code }) => code)
    .filter((code) => Object.values(policies).some((one) => code in one.severities));
  const rows = codes.map(
    (code) => `| \`${code}\` | ${byDefault(code)} | ${names.map((name) => byPolicy(name, code)).join(' | ')} |`,
  );
  return `## Policies

Teams are in three camps about saved results; \`policy\` turns the rules accordingly. Other rules are as they are without a policy, and
\`select\`, \`ignore\` and \`severity\` count over it. A rule that a policy turns off is turned on again by its own code, not by a group's name.

| rule | no policy | ${names.join(' | ')} |
|---|---|${names.map(() => '---|').join('')}
${rows.join('\n')}

\`executed\` also sets \`unexecuted-cell.min-executed = 0\`: a notebook in which nothing was run is reported, too.`;
}

function byDefault(code: string): string {
  const rule = ruleOf(code);
  return rule?.enabled ? rule.severity : 'off';
}

function byPolicy(name: string, code: string): string {
  return Object.entries(policies).find(([one]) => one === name)?.[1].severities[code] ?? byDefault(code);
}

function options(): string {
  const rows = ruleOptionKeys.flatMap(({ name, type }) =>
    type.kind !== 'table'
      ? []
      : type.keys.map((key) => `| \`${name}.${key.name}\` | ${key.default} | ${key.description} |`),
  );
  return `## Options of rules

As \`${ruleOptionKeys[0]?.example}\`, or in a table of the rule's name. An option does not turn its rule on.

| option | default | meaning |
|---|---|---|
${rows.join('\n')}`;
}

const precedence = `## What counts more

From the least to the most: the defaults of the rules; \`policy\`; \`select\`; \`severity\`; \`ignore\`; what you set yourself; \`per-file-ignores\`.

- On the command line, \`--select\` takes the place of \`select\` and \`ignore\`, and \`--ignore\` adds to \`ignore\`. \`--config FILE\` takes that file for
  every notebook, \`--no-config\` takes none. Files that are named are checked although they are excluded, unless \`--force-exclude\` is given.
- In the editor, \`nbproject.select\` adds rules, \`nbproject.ignore\` takes some away, \`nbproject.severity\`, \`nbproject.python\` and \`nbproject.author\`
  win over the file. A notebook that is excluded shows nothing. A change of the file counts at once where it is open in the editor or watched
  by it, otherwise when something is opened or saved.`;

const suppression = `## In the notebook

Single findings are silenced where they are; the editor's actions "Ignore … on this line / in this cell / in this notebook" write this.

| written | silences |
|---|---|
| \`x = y  # nbproject: ignore[undefined-name]\` | these rules, for what begins on this line |
| \`# nbproject: ignore-cell[long-cell, State]\` on a line of its own | these rules in the cell, its fields and outputs included |
| \`<!-- nbproject: ignore[multiple-titles] -->\`, \`<!-- nbproject: ignore-cell[…] -->\` | the same in Markdown |
| the cell tag \`nbproject-ignore\` | every rule in the cell |
| \`"nbproject_ignore": ["missing-title"]\` in the notebook's metadata | these rules in the notebook |
| \`# noqa\`, \`# noqa: F821\` | the State rules on this line; those about undefined names |

Without brackets every rule is silenced. What silences nothing is reported by \`unused-ignore\`.`;
