import { expect, test } from 'vitest';
import { asHtml, asMarkdown, quoted, visible, visibleLines } from '../../server/src/notebook/untrusted.ts';

test('Should show what hides or reorders', () => {
  expect(visible('a\u202eb\u0007c\u200bd\ud800', 80)).toBe('a\ufffdb\ufffdc\ufffdd\ufffd');
  expect(visible('one\n\ttwo', 80)).toBe('one two');
});

test.each([
  ['a soft hyphen', 'a\u00adb'],
  ['a filler that is a letter', 'a\u3164b'],
  ['a joiner between letters that do not join', 'a\u200db'],
  ['tags, which spell text that nobody sees', 'a\u{e0068}\u{e0069}'],
  ['one mark of form after the other', 'a\ufe0f\ufe01'],
])('Should show what draws nothing: %s', (_, text) => {
  expect(visible(text, 80)).toContain('\ufffd');
});

test.each(['می\u200cخواهم', 'क्\u200dष', '👩\u200d🔬', '❤\ufe0f', '1\ufe0f\u20e3', '葛\u{e0100}'])(
  'Should leave alone what draws nothing and is part of writing: %s',
  (text) => {
    expect(visible(text, 80)).toBe(text);
  },
);

test('Should keep the lines of a message, and nothing else that acts', () => {
  expect(visibleLines('one\r\n\u001b[2Jtwo\u202e')).toBe('one\ufffd\n\ufffd[2Jtwo\ufffd');
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
