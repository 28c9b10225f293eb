import { afterEach } from 'vitest';
import { Window } from './window.ts';

// What VS Code showed when a test failed tells more than the test does.
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await Window.screenshotAll(`FAILED ${task.name.replaceAll(/\W+/g, '-')}`);
});
