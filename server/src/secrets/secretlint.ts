import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';

// It keeps some hundred marks of each call for as long as the process lives, and nobody asks for them.
secretLintProfiler.mark = () => {};

/**
 * The one door to secretlint, which is a file of its own in the product: it is as large as half of the server, and loaded when it is first needed.
 * Messages are not used: what was found is told by its place and its kind alone.
 */
export async function lintText(content: string): Promise<readonly LintMessage[]> {
  const { messages } = await lintSource({
    source: { filePath: 'cell.txt', content, ext: '.txt', contentType: 'text' },
    options: { config: { rules: [{ id: creator.meta.id, rule: creator }] }, maskSecrets: true, noPhysicFilePath: true },
  });
  return messages.map(({ range: [start, end], ruleId }) => ({ start, end, rule: ruleId }));
}

/** Offsets are UTF-16 code units. */
export interface LintMessage {
  readonly start: number;
  readonly end: number;
  /** secretlint's name of its rule: `@secretlint/secretlint-rule-github`. */
  readonly rule: string;
}
