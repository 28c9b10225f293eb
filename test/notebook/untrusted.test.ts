import { expect, test } from 'vitest';
import { asHtml, asMarkdown, quoted, visible } from '../../server/src/notebook/untrusted.ts';

test('Should show what hides or reorders', () => {
  expect(visible('a\u202eb\u0007c\u200bd\ud800', 80)).toBe('a\ufffdb\ufffdc\ufffdd\ufffd');
  expect(visible('one\n\ttwo', 80)).toBe('one two');
});

test('Should cut, but not through a character', () => {
  expect(visible('abcdef', 3)).toBe('abc…');
  expect(visible('ab😀', 3)).toBe('ab…');
});

test('Should be shown by Markdown as it stands', () => {
  expect(asMarkdown('[x](command:evil) <b> `y` www.example.org http://x a_b_ *c* # d', 80)).toBe(
    '\\[x\\](command:evil) \\<b\\> \\`y\\` www\\.example.org http\\://x a_b\\_ \\*c\\* \\# d',
  );
  // What is no markup stays readable where an editor shows the text as it is.
  expect(asMarkdown('time_run: 2026-11-23 07:56 (nbproject==0.0.7)', 80)).toBe(
    'time_run: 2026-11-23 07:56 (nbproject==0.0.7)',
  );
});

test('Should be no element in HTML', () => {
  expect(asHtml('<img src=x onerror="a()">&', 80)).toBe('&#60;img src=x onerror=&#34;a()&#34;&#62;&#38;');
});

test('Should not close the backticks that quote it', () => {
  expect(quoted('a`b')).toBe('`aˋb`');
});
