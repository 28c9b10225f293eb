import { describe, expect, test } from 'vitest';
import { hashComments } from '../../../server/src/rules/suppression/hashComments.ts';

/** Where comments are, marked with `«…»`. */
function marked(source: string): string {
  const spans = [...hashComments(source)].reverse();
  return spans.reduce(
    (text, { start, end }) => `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`,
    source,
  );
}

describe('Comments are what stands behind a hash in no string', () => {
  test.each([
    'x = 1 «# a»',
    '«# a»\n«# b»',
    'x = "#" «# a»',
    "x = '#' + '\\'#' «# a»",
    'x = """\n# no\n""" «# a»',
    "x = r'\\' # still' «# a»",
    'x = rb"#" «# a»',
    'x = f"{a}#" «# a»',
    'x = f"{a["#"]}#" «# a»',
    'x = f"{{#{a}#}}" «# a»',
    'x = f"{a:#x}" «# a»',
    `x = f"{a:'>#10}" «# a»`,
    'x = f"{a!r:{b["#"]}}" «# a»',
    'x = rf"""{a\n# no\n}""" «# a»',
    'x = f"{(lambda: "#")()}" «# a»',
    'x = "a\\\n#b" «# a»',
    "!echo don't «# a»\nx = '#'",
    'leaf"#" «# a»',
    'x = "a\r\n«# b»\r\ny',
  ])('%j', (text) => {
    expect(marked(text.replace(/[«»]/g, ''))).toBe(text);
  });

  test.each([
    ['unclosed quotes on one line', "\\'".repeat(200_000)],
    ['unclosed fields', 'f"""{('.repeat(50_000)],
    ['nested f-strings', 'f"{'.repeat(50_000)],
    ['hashes', '#\n'.repeat(200_000)],
  ])('Should take no time over %s', (_, source) => {
    const started = performance.now();
    hashComments(source);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
