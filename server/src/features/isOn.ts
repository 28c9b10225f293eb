import type { Position } from 'vscode-languageserver-protocol';
import type { Location } from '../notebook/index.ts';

/** True for a position inside a place, or at one of its ends. Places are never wider than a line. */
export function isOn({ uri: at, range }: Location, uri: string, { line, character }: Position): boolean {
  return (
    at === uri && range.start.line === line && range.start.character <= character && character <= range.end.character
  );
}
