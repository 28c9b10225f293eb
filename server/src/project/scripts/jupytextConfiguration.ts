import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { folderAndAbove, isWithin } from '../../environment/paths.ts';
import { loadYamlReader } from '../../notebook/index.ts';
import { asObject } from '../../notebook/json/values.ts';
import { readToml, type TomlValue } from '../configuration/toml.ts';
import { type PairedFormat, readFormatGroups } from './pairedFormats.ts';

/** What a project says of how its notebooks are paired (jupytext's documentation, "Configuration"). */
export interface JupytextConfiguration {
  /** Where it lies. */
  readonly folder: string;
  /** The first group in which a file has a place is that of the file. */
  readonly groups: readonly (readonly PairedFormat[])[];
}

/** In the order in which jupytext looks. A Python file is not run, and says nothing here. */
const fileNames = ['', '.']
  .flatMap((dot) =>
    ['jupytext', 'jupytext.toml', 'jupytext.yml', 'jupytext.yaml', 'jupytext.json'].map((name) => dot + name),
  )
  .concat('.jupytext.py', 'pyproject.toml');

/** More is not read, in bytes. */
const maxLength = 1_000_000;

/** The configuration that counts in a folder: of that or of the nearest one above it, up to `root`. Undefined where there is none. */
export async function findJupytextConfiguration(
  folder: string,
  root: string,
): Promise<JupytextConfiguration | undefined> {
  for (const above of folderAndAbove(folder).filter((one) => isWithin(root, one))) {
    for (const name of fileNames) {
      const file = path.join(above, name);
      if (!isSmallFile(file)) continue;
      const content = await readConfiguration(file);
      if (content)
        return { folder: above, groups: readFormatGroups(content.formats ?? content.default_jupytext_formats) };
    }
  }
  return undefined;
}

/** Undefined for a pyproject.toml that is about other things. One that is broken says nothing, and no other one counts. */
async function readConfiguration(file: string): Promise<JsonObject | undefined> {
  const name = path.basename(file);
  const text = name.endsWith('.py') ? '' : contentOf(file);
  if (name.endsWith('.json')) return jsonObject(text);
  if (/\.ya?ml$/.test(name)) return (await loadYamlReader())(text);
  const table = readToml(text);
  const content = 'message' in table ? {} : (asObject(jsonOf(table)) ?? {});
  return name === 'pyproject.toml' ? asObject(asObject(content.tool)?.jupytext) : content;
}

function isSmallFile(file: string): boolean {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= maxLength;
  } catch {
    return false;
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function jsonObject(text: string): JsonObject {
  try {
    return asObject(JSON.parse(text) as JsonValue) ?? {};
  } catch {
    return {};
  }
}

function jsonOf(value: TomlValue): JsonValue {
  switch (value.kind) {
    case 'table':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, jsonOf(entry.value)]));
    case 'list':
      return value.items.map(jsonOf);
    case 'scalar':
      return value.value ?? null;
  }
}
