// Preloaded into a process and its workers: writes down each path whose content or state it asks for or changes, and each program that it
// starts, a line of JSON each. Where a link itself leads may be asked: whoever does not follow it has to know.
const childProcess = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { fileURLToPath } = require('node:url');

const { openSync, writeSync } = fs;
const realpath = fs.realpathSync.native;
const log = openSync(process.env.NBPROJECT_TEST_LOG, 'a');

function write(entry) {
  writeSync(log, `${JSON.stringify(entry)}\n`);
}

function real(file) {
  try {
    return realpath(file);
  } catch {
    return file;
  }
}

function watch(owner, name, describe) {
  const original = owner[name];
  if (original === undefined) return;
  owner[name] = function (...args) {
    const entry = describe(name, args);
    if (entry) write(entry);
    return original.apply(this, args);
  };
  Object.assign(owner[name], original);
}

function touched(operation, [file]) {
  if (typeof file !== 'string' && !(file instanceof URL) && !Buffer.isBuffer(file)) return undefined;
  const absolute = path.resolve(file instanceof URL ? fileURLToPath(file) : String(file));
  return { operation, path: absolute, real: real(absolute) };
}

const asking = ['open', 'readFile', 'opendir', 'readdir', 'stat', 'access', 'exists', 'createReadStream', 'watch'];
const changing = ['writeFile', 'appendFile', 'mkdir', 'mkdtemp', 'rename', 'rm', 'unlink', 'link', 'utimes', 'chmod'];
for (const name of [...asking, ...changing]) {
  watch(fs, name, touched);
  watch(fs, `${name}Sync`, touched);
  watch(fs.promises, name, touched);
}
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
  watch(childProcess, name, (operation, args) => ({ operation, program: String(args[0]) }));
