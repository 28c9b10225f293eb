import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isolate } from '../isolation.ts';
import { insertion, withoutTitle } from '../notebooks.ts';
import { provision } from '../provision.ts';
import { startTerminal, type Terminal } from '../terminal.ts';
import { eventually } from '../waiting.ts';
import { configure } from './configure.ts';

const helix = (await provision('all')).find(({ name }) => name === 'hx');
if (helix === undefined) test.skip('Should be driven for real (there is no Helix here)');

describe.skipIf(helix === undefined)(`Helix (${helix?.version}) with the configuration of docs/editors.md`, () => {
  const running: Terminal[] = [];
  afterEach(async () => {
    for (const terminal of running.splice(0)) await terminal.quit();
  });

  async function open(): Promise<Terminal & { path: string; drawn(text: RegExp): Promise<string> }> {
    const isolation = isolate('helix');
    configure(isolation);
    const path = join(isolation.workspace, 'walk.ipynb');
    writeFileSync(path, withoutTitle);
    const terminal = await startTerminal(isolation, [helix?.program ?? '', path]);
    running.push(terminal);
    const drawn = (text: RegExp) =>
      eventually(
        `${text} on the screen`,
        async () => {
          const seen = await terminal.screen();
          return text.test(seen) && seen;
        },
        terminal.screen,
      );
    return { ...terminal, path, drawn };
  }

  test('Should draw findings where they are', async () => {
    const { drawn } = await open();

    await drawn(/^● +23 +"execution_count": 3, +Cell 2: run as \[3\]/m);
    await drawn(/No title|no title/);
  });

  test('Should insert a title by a code action, and take it back with one undo', async () => {
    const { path, press, type, drawn } = await open();
    await drawn(/has no title/);

    await press('Space', 'a');
    await drawn(/Insert title cell/);
    await press('Enter');
    await drawn(/"# Walk"/);
    await type(':w');
    await press('Enter');
    await drawn(/written/);
    expect(insertion(withoutTitle, readFileSync(path, 'utf8'))).toContain('"# Walk"');

    await type('u:w!');
    await press('Enter');
    await eventually(
      'the notebook as it was',
      () => readFileSync(path, 'utf8') === withoutTitle,
      () => '',
    );
  });

  test('Should show the header as a message by the command that has it', async () => {
    const { path, press, type, drawn } = await open();
    await drawn(/has no title/);

    await type(`:lsp-workspace-command nbproject.showHeader {"uri":"file://${path}"}`);
    await press('Enter');

    await drawn(/uninitialized: no record/);
  });
});
