import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Header } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { textOf } from '../pictures/terminalSvg.ts';
import { Editor } from '../support/editor.ts';
import { root } from './demoProject.ts';

const folders = ['docs/images', 'clients/vscode/images'];
const pictures = folders.flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`));
const drawings = ['emacs', 'helix', 'neovim'].map((name) => `docs/images/${name}.svg`);
const example = path.join(root, 'examples', 'yeast_growth.ipynb');
const text = readFileSync(example, 'utf8');
const withoutHeader: ReadonlySet<string> = new Set(['docs/images/helix.svg']);

// Something else by now? `npm run pictures -- terminals` draws them anew, in the real editors.
describe.each(drawings)('The drawing %s', (picture) => {
  const svg = readFileSync(path.join(root, picture), 'utf8');
  const rows = textOf(svg);

  test('has no path of the machine that it was drawn on', () => {
    expect(svg).not.toMatch(/(?<![\w.<])\/(?:home|root|tmp|work|Users|var)\b|~\//);
  });

  test('shows lines of the example, and of findings and header what the server says', async () => {
    const { lines, messages, header } = await said();

    const fields = rows.filter((row) => /"\w+": /.test(row));
    expect(fields.length).toBeGreaterThan(5);
    expect(fields.filter((row) => !lines.some((line) => row.includes(line)))).toEqual([]);

    const findings = rows.flatMap((row) => /Cell \d+: [^…"]*/.exec(row)?.[0].trimEnd() ?? []);
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter((drawn) => !messages.some((message) => message.startsWith(drawn)))).toEqual([]);

    // The time is that of the file; author and Python are the machine's.
    for (const { label, value } of header.rows.filter(({ label }) => ['state', 'problems'].includes(label))) {
      const drawn = rows.filter((row) => new RegExp(`^[ │]*${label} {2,}`).test(row.slice(row.indexOf('│') + 1)));
      expect(drawn.filter((row) => !row.includes(value))).toEqual([]);
      expect(drawn).toHaveLength(withoutHeader.has(picture) ? 0 : 1);
    }
  });
});

test.each(pictures)('The picture %s is small', (picture) => {
  expect(statSync(path.join(root, picture)).size).toBeLessThan(150_000);
});

/** What is said of the example where it is open as text. */
async function said() {
  const editor = await Editor.start();
  const uri = pathToFileURL(example).href;
  await editor.openText(uri, text);
  const findings = () => editor.published(uri)?.diagnostics ?? [];
  // Python is looked at when it is loaded.
  await editor.until(() => findings().some(({ code }) => code === 'used-before-defined'));
  const messages = findings().map(({ message }) => String(message));
  const header = await editor.request<Header>('nbproject/header', { uri });
  return {
    lines: text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length > 5),
    messages,
    header,
  };
}
