// `npm run version:set -- 1.2.3`: writes the version wherever one stands, and gives what CHANGELOG.md has under "Unreleased" its heading. Writes nothing
// where one of these places is not as expected.
import { readFileSync, writeFileSync } from 'node:fs';

const [version = ''] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
  fail(`${JSON.stringify(version)} is no version: give one as 1.2.3 or 1.2.3-rc.1.`);

const { version: present } = JSON.parse(readFileSync('package.json', 'utf8'));
if (version === present) fail(`The version is ${version} already.`);
const today = new Date().toISOString().slice(0, 10);
const own = [`"version": "${present}"`, `"version": "${version}"`];
const protocol = [`"nbproject-protocol": "${present}"`, `"nbproject-protocol": "${version}"`];

/** By file: what is replaced by what, at each of its places. */
const places = {
  'package.json': [own],
  'protocol/package.json': [own],
  'server/package.json': [own, protocol],
  'clients/vscode/package.json': [own, protocol],
  'server/README.md': [[`nbproject-language-server-${present}.tgz`, `nbproject-language-server-${version}.tgz`]],
  'clients/vscode/README.md': [[`nbproject-${present}.vsix`, `nbproject-${version}.vsix`]],
  'clients/emacs/nbproject.el': [[`;; Version: ${present}\n`, `;; Version: ${version}\n`]],
  'CHANGELOG.md': [['## Unreleased\n', `## Unreleased\n\n## ${version} - ${today}\n`]],
};

const written = Object.entries(places).map(([file, replacements]) => {
  const text = readFileSync(file, 'utf8');
  for (const [before] of replacements)
    if (!text.includes(before)) fail(`${file} does not have ${JSON.stringify(before)}.`);
  return [file, replacements.reduce((edited, [before, after]) => edited.replaceAll(before, after), text)];
});
for (const [file, text] of written) writeFileSync(file, text);
writeFileSync('package-lock.json', lockFile());
process.stdout.write(
  `${present} is now ${version}, in ${written.length + 1} files. Next: the list in CONTRIBUTING, "A release".\n`,
);

/** Other packages may have the same version: only ours are named by their folders. */
function lockFile() {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  lock.version = version;
  for (const folder of ['', 'protocol', 'server', 'clients/vscode']) {
    const entry = lock.packages[folder];
    entry.version = version;
    for (const dependencies of [entry.dependencies, entry.devDependencies])
      if (dependencies?.['nbproject-protocol']) dependencies['nbproject-protocol'] = version;
  }
  return `${JSON.stringify(lock, null, 2)}\n`;
}

function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
