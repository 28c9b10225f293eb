// What every program that looks at notebooks does at least: finds them in a folder, reads them, and parses their JSON.
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

for (const file of process.argv.slice(2).flatMap(notebooksAt)) {
  try {
    JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // The corpus has broken ones.
  }
}

function notebooksAt(named) {
  if (named.endsWith('.ipynb')) return [named];
  const names = readdirSync(named, { recursive: true });
  return names.filter((name) => name.endsWith('.ipynb')).map((name) => path.join(named, name));
}
