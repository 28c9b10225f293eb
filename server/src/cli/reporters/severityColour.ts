import type { Severity } from '../../rules/index.ts';
import type { Colours } from '../terminal/colours.ts';

export function severityColour(severity: Severity, { red, yellow, blue, dim }: Colours): (text: string) => string {
  return { error: red, warning: yellow, info: blue, hint: dim }[severity];
}
