import type { CompletionItem, Position } from 'vscode-languageserver-protocol';
import { findDistribution } from '../environment/index.ts';
import type { PositionEncoding, Text } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';
import { distributionsOf, importedModules } from '../record/index.ts';
import type { Surroundings } from '../rules/index.ts';

/** What stands before the position inside `pypackage`: whole members, and what is typed of a name or of the version behind one. */
const packagesBefore =
  /"pypackage"\s*:\s*\{\s*(?:"[^"\n]*"\s*:\s*"[^"\n]*"\s*,\s*)*"(?:([\w.-]*)|([\w.-]+)"\s*:\s*"([^"\n]*))$/;

/** No list of packages is longer. */
const maxBefore = 20_000;

/** Inside `pypackage` in the record: the packages that the notebook imports and that are installed; behind a name, its installed version. */
export function recordedPackageCompletion(
  text: Text,
  position: Position,
  encoding: PositionEncoding,
  { program, environment }: Surroundings,
): CompletionItem[] {
  const offset = text.offsetAt(position, encoding);
  const [, name, named, version = ''] = packagesBefore.exec(text.slice(Math.max(0, offset - maxBefore), offset)) ?? [];
  const packages = environment?.answer.environment?.packages;
  if (!packages) return [];
  if (named !== undefined) {
    const installed = findDistribution(packages, named)?.version;
    if (!installed) return [];
    const range = text.rangeAt(offset - version.length, offset, encoding);
    const label = visible(installed, 40);
    return [{ label, kind: valueKind, detail: 'installed', textEdit: { range, newText: label } }];
  }
  if (name === undefined || !program) return [];
  const range = text.rangeAt(offset - name.length, offset, encoding);
  const found = new Map(
    importedModules(program, environment)
      .flatMap(distributionsOf)
      .map((one) => [one.name, one.version ?? ''] as const),
  );
  return [...found].map(([distribution, installed]) => ({
    label: visible(distribution, 80),
    kind: moduleKind,
    detail: installed === '' ? 'imported' : `imported, installed ${visible(installed, 40)}`,
    textEdit: { range, newText: visible(distribution, 80) },
  }));
}

/** LSP `CompletionItemKind`. */
const valueKind = 12;
const moduleKind = 9;
