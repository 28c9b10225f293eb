// Loaded before the server: says over Node's channel what memory is in use once nothing unused is left, and how long the event loop was held up.
const { monitorEventLoopDelay } = require('node:perf_hooks');

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
process.on('message', () => {
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  process.send({ heap: heapUsed + external, rss, cpu: (user + system) / 1000, longest: delay.max / 1e6 });
  delay.reset();
});
process.channel.unref();
