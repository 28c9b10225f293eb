// Loaded before a program that is measured. Answers its parent with what the process has used, after a collection of garbage where that is
// asked for, and writes it to a file when the process ends.
const { writeFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  const usage = () => {
    const { user, system } = process.cpuUsage();
    return {
      cpu: (user + system) / 1000,
      mostResident: process.resourceUsage().maxRSS * 1024,
      ...process.memoryUsage(),
    };
  };
  process.on('message', (question) => {
    if (question === 'collect') global.gc();
    process.send(usage());
  });
  process.channel?.unref();
  const file = process.env.NBPROJECT_BENCH_USAGE;
  if (file) process.on('exit', () => writeFileSync(file, JSON.stringify(usage())));
}
