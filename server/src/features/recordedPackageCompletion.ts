import type { CompletionItem, Position } from 'vscode-languageserver-protocol';
import { findDistribution } from '../environment/index.ts';
import type { PositionEncoding, Range, Text, View } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';
import type { Surroundings } from '../rules/index.ts';
import { importedPackages } from './importedPackages.ts';

/** What stands before the position inside `pypackage`: whole members, and what is typed of a name or of the version behind one. */
const packagesBefore =
  /"pypackage"\s*:\s*\{\s*(?:"[^"\n]*"\s*:\s*"[^"\n]*"\s*,\s*)*"(?:([\w.-]*)|([\w.-]+)"\s*:\s*"([^"\n]*))$/;

/** No list of packages is longer. */
const maxBefore = 20_000;

/** Inside `pypackage` in the record: the packages that the notebook imports and does not record yet; behind a name, its installed version. */
export function recordedPackageCompletion(
  view: View,
  surroundings: Surroundings,
  text: Text,
  position: Position,
  encoding: PositionEncoding,
): CompletionItem[] {
  const offset = text.offsetAt(position, encoding);
  const [, name, named, version = ''] = packagesBefore.exec(text.slice(Math.max(0, offset - maxBefore), offset)) ?? [];
  if (named !== undefined) {
    const packages = surroundings.environment?.answer.environment?.packages;
    const installed = packages && findDistribution(packages, named)?.version;
    return installed ? [item(installed, 'installed', text.rangeAt(offset - version.length, offset, encoding))] : [];
  }
  if (name === undefined) return [];
  const range = text.rangeAt(offset - name.length, offset, encoding);
  const missing = importedPackages(view, surroundings).filter(({ recorded }) => recorded === null);
  return [...new Map(missing.map((one) => [one.name, one])).values()].map((one) =>
    item(one.name, one.installed === null ? 'imported' : `imported, installed ${visible(one.installed, 40)}`, range),
  );
}

function item(newText: string, detail: string, range: Range): CompletionItem {
  return { label: visible(newText, 80), kind: valueKind, detail, textEdit: { range, newText: visible(newText, 80) } };
}

/** LSP `CompletionItemKind.Value`. */
const valueKind = 12;
