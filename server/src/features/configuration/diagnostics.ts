import type { Diagnostic } from 'vscode-languageserver-protocol';
import type { PositionEncoding, Text } from '../../notebook/index.ts';
import type { Configuration } from '../../project/configuration/index.ts';
import { diagnosticSource } from '../diagnostics.ts';

/** What is wrong in a configuration file that is open. */
export function configurationDiagnostics(
  configuration: Configuration | undefined,
  text: Text,
  encoding: PositionEncoding,
): Diagnostic[] {
  return (configuration?.problems ?? []).map(({ message, start, end }) => ({
    message,
    range: text.rangeAt(start, end, encoding),
    severity: 1,
    source: diagnosticSource,
    code: 'invalid-configuration',
  }));
}
