// Says so where Node.js is too old, in syntax that an old one reads: the programs would find something else there, or fail somewhere within.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `nbproject needs Node.js 20.19 or newer. This is ${process.versions.node}, ${process.execPath}\n`,
  );
  process.exit(2);
}
