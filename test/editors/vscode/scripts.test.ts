import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withoutTitle } from '../notebooks.ts';
import { patience, Window } from './window.ts';

const script = '# %%\nprint("a", "walk")\n\n# %%\nsteps = 2\n';
const status = '[id="nbproject.nbproject.nbproject.status"]';

let window: Window;

beforeAll(async () => {
  window = await Window.open({ 'walk.ipynb': withoutTitle, 'walk.py': script, 'alone.py': script });
});

afterAll(() => window?.close());

test('Should show the problems of a notebook in the script that is paired with it, and none in any other', async () => {
  await open('walk.py');
  await hasCodes('walk.py', ['missing-title', 'out-of-order', 'uninitialized']);
  await window.shows(status, 'uninitialized · 2 warnings');
  await window.screenshot('script');

  // The record is the notebook's, a title the script's too.
  await window.command('nbproject.initialize');
  await hasCodes('walk.py', ['missing-title', 'out-of-order']);
  expect(JSON.parse(window.read('walk.ipynb')).metadata.nbproject.id).toMatch(/^\w{12}$/);
  await window.command('nbproject.insertTitle');
  await hasCodes('walk.py', ['out-of-order']);
  expect(await textOf('walk.py')).toBe(`# %% [markdown]\n# # Walk\n\n${script}`);

  await open('alone.py');
  await window.page.locator(status).waitFor({ state: 'detached' });
  expect(await window.codesOf('alone.py')).toEqual([]);
});

async function open(name: string): Promise<void> {
  await window.inside(
    ({ vscode }, file) => vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false }).then(() => null),
    window.path(name),
  );
}

function textOf(name: string): Promise<string | undefined> {
  return window.inside(
    ({ vscode }, file) => vscode.workspace.textDocuments.find(({ uri }) => uri.path === file)?.getText(),
    window.path(name),
  );
}

async function hasCodes(name: string, codes: readonly string[]): Promise<void> {
  await vi.waitFor(async () => expect((await window.codesOf(name)).sort()).toEqual(codes), {
    timeout: patience,
    interval: 100,
  });
}
