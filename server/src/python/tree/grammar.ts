import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { type Cursor, cursorOf } from './cursor.ts';

/** tree-sitter's Python grammar, and the one parser that all cells share: parsing is synchronous, so nobody else can be inside. */
export interface Grammar {
  readonly parser: Parser;
  readonly cursor: Cursor;
  /** Node types and field names by their number in the grammar. */
  readonly types: readonly NodeType[];
  readonly fields: readonly string[];
}

export interface NodeType {
  readonly name: string;
  /** False for punctuation and keywords. */
  readonly named: boolean;
  /** True where looking for children is a wasted call: there are none, or none of interest. */
  readonly leaf: boolean;
  /** True where no child has a role that anyone asks for. */
  readonly roleless: boolean;
}

/** Takes about 20 ms; call it once. Rejects only when the installation is broken. */
export async function loadGrammar(): Promise<Grammar> {
  // Becomes the module.
  const options = {
    wasmBinary: await readWasm('web-tree-sitter.wasm', () => require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
  };
  await Parser.init(options);
  const language = await Language.load(
    await readWasm('tree-sitter-python.wasm', () => require.resolve('tree-sitter-python/tree-sitter-python.wasm')),
  );
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parser,
    cursor: cursorOf(options),
    types: language.types.map((type, index) => {
      const named = language.nodeTypeIsNamed(index);
      return { name: type ?? '', named, leaf: !named || leaves.has(type), roleless: roleless.has(type) };
    }),
    fields: language.fields.map((field) => field ?? ''),
  };
}

const require = createRequire(import.meta.url);

/** In the bundle the file lies beside the program; run from source it is where npm put it. */
async function readWasm(name: string, installed: () => string): Promise<Uint8Array> {
  try {
    return await readFile(new URL(name, import.meta.url));
  } catch {
    return await readFile(installed());
  }
}

const leaves: ReadonlySet<string> = new Set(
  (
    'identifier integer float true false none comment ellipsis string_start string_content string_end line_continuation ' +
    'pass_statement break_statement continue_statement type_conversion wildcard_import'
  ).split(' '),
);

const roleless: ReadonlySet<string> = new Set(
  (
    'module block expression_statement argument_list tuple list set dictionary parenthesized_expression expression_list dotted_name ' +
    'parameters pattern_list tuple_pattern list_pattern comparison_operator conditional_expression concatenated_string string'
  ).split(' '),
);
