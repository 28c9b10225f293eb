// `npm run demo [-- FOLDER]`: a tour of the command line over a copy of the notebooks in test/demo, in a folder of its own. What is printed is
// what the commands print; the pictures that they draw stay in the folder.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const folder = process.argv[2] === undefined ? mkdtempSync(path.join(tmpdir(), 'nbproject-demo-')) : newFolder();

// A credential in the repository would be one: here it is made up, and its pieces put together.
const token = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_');
const source = path.join(root, 'test', 'demo');
for (const name of readdirSync(source).filter((entry) => entry.endsWith('.ipynb')))
  writeFileSync(
    path.join(folder, name),
    readFileSync(path.join(source, name), 'utf8').replace('GITHUB_TOKEN_OF_THE_DEMO', token),
  );
writeEnvironment({ matplotlib: '3.9.2', numpy: '2.1.3', pandas: '2.2.1', scipy: '1.12.0' });

say(`Six notebooks in ${folder}. Each builds on another; one was published again since, one is a copy.`);
say('What is wrong with them, and where:');
nbls('check');
say('What is recorded of one, beside what is installed here:');
nbls('header', 'model.ipynb');
say('Which builds on which, in words and as a picture, and a badge for a README:');
nbls('graph');
nbls('graph', '--output', 'lineage.svg');
nbls('badge', '--output', 'clean.svg');
say('A copy gets an id of its own. What would change is shown before it is done:');
nbls('check', '--select', 'duplicate-notebook-id', '--unsafe-fixes', '--diff');
nbls('check', '--select', 'duplicate-notebook-id', '--unsafe-fixes', '--fix');
say(
  'The figures were not run in order, so they are not published. The model is, with the packages that are installed now:',
);
nbls('publish', 'figures.ipynb');
nbls('publish', 'model.ipynb', '--bump', 'minor');
nbls('header', 'model.ipynb');
say('What is left:');
nbls('check', '--statistics');
say(`The notebooks, lineage.svg and clean.svg are in ${folder}.`);

function newFolder() {
  const named = path.resolve(process.argv[2]);
  mkdirSync(named, { recursive: true });
  if (readdirSync(named).length === 0) return named;
  process.stderr.write(
    `${named} is not empty: name a folder that is new or empty, since notebooks are written to it.\n`,
  );
  process.exit(2);
}

/** A virtual environment as it lies on the disk: nothing in it runs, and nothing has to. */
function writeEnvironment(versions) {
  const site = path.join(folder, '.venv', 'lib', 'python3.11', 'site-packages');
  mkdirSync(path.join(folder, '.venv', 'bin'), { recursive: true });
  writeFileSync(path.join(folder, '.venv', 'bin', 'python'), '');
  writeFileSync(path.join(folder, '.venv', 'pyvenv.cfg'), 'include-system-site-packages = false\nversion = 3.11.2\n');
  for (const [name, version] of Object.entries(versions)) {
    const information = path.join(site, `${name}-${version}.dist-info`);
    mkdirSync(information, { recursive: true });
    writeFileSync(path.join(information, 'METADATA'), `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`);
    writeFileSync(path.join(information, 'top_level.txt'), `${name}\n`);
  }
}

function say(text) {
  process.stdout.write(`\n# ${text}\n`);
}

function nbls(...args) {
  process.stdout.write(`\n$ nbls ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [path.join(root, 'server', 'bin', 'nbls.cjs'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // 1 says that there are findings, as there should be.
  if (status !== 0 && status !== 1) process.exit(status ?? 1);
}
