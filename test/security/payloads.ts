import fc from 'fast-check';

/** What some view somewhere would act on, hide or misread. */
export const pieces: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</td></table><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  '[run](command:workbench.action.terminal.new)',
  '![run](javascript:alert(1))',
  '<command:evil>',
  'https://evil.example/a',
  'www.evil.example',
  'file:///etc/passwd',
  'ada@evil.example',
  '](command:evil) `',
  '[a]: javascript:alert(1)',
  '\u001b[31m\u001b]8;;http://evil.example\u0007here\u001b]8;;\u0007',
  '\u009b2J\u0085\u007f',
  '\u202e\u2066\u2069\u200f\u061c',
  '\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u115f\u3164\u{e0041}\u{e0100}\ufe01\ufe01',
  '\r\n::error::pwned',
  '%0A::set-output name=a::b',
  '\u2028\u2029\n- [x](command:evil)\n',
  ']]><failure/>&lt;&#60;',
  '"];evil [label=evil URL="javascript:alert(1)"];n0 [x="\\N\\G',
  '"]; click n0 "javascript:alert(1)" %%{init: {}}%% `$$x$$`',
  '| a | b |\n|---|---|\n',
  '\ud800',
  '$(bug)',
  '__proto__',
];

/** Pieces in any order, with words and line ends between them, and cut where it hurts. */
export const arbitraryPayload: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces, ' ', '\n', 'word', '\\', '`', '"', "'"), { minLength: 1, maxLength: 5 })
  .chain((parts) => {
    const text = parts.join('');
    return fc.nat(text.length).map((cut) => text.slice(cut) || text);
  });
