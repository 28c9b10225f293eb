// Loaded before a server that an editor starts: writes down what passes through its standard input and output, in order.
const { appendFileSync } = require('node:fs');
const path = require('node:path');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const file = path.join(process.env.NBPROJECT_TRAFFIC, `${process.pid}.jsonl`);
  const note = (from, chunk) =>
    appendFileSync(file, `${JSON.stringify({ from, bytes: Buffer.from(chunk).toString('base64') })}\n`);

  const { emit } = process.stdin;
  process.stdin.emit = function (event, ...rest) {
    if (event === 'data') note('client', rest[0]);
    return emit.call(this, event, ...rest);
  };
  const { write } = process.stdout;
  process.stdout.write = function (chunk, ...rest) {
    note('server', chunk);
    return write.call(this, chunk, ...rest);
  };
}
