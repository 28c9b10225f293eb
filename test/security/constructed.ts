import { Document } from 'yaml';
import { commentSigns, fencedLanguages } from '../../server/src/notebook/script/syntax/languages.ts';
import { escaped } from '../../server/src/notebook/script/syntax/markerOptions.ts';
import { fileFunctions } from '../../server/src/python/calls/fileFunctions.ts';

const signs = commentSigns.map(({ comment }) => escaped(comment));

/** What begins a magic where that is not `%`, behind any number of comment signs. */
const magics = [':[a-zA-Z]', '#![a-zA-Z]', '(?:!\\*?|%{1,3})[a-zA-Z]'].map((one) => `^(?:\\/\\/ ?)*${one}`);

/** What the code inserts into regular expressions, by file and as it is written there: what it may be, each kind once. */
const inserted: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'server/src/environment/imports/moduleName.ts': { tag: ['312', '\\d+'] },
  'server/src/environment/interpreter/patchVersion.ts': { start: ['3\\.12', '3\\.\\d+'] },
  'server/src/notebook/script/formats/light.ts': {
    'escaped(comment)': signs,
    'escaped(script.comments.comment)': signs,
    "escaped(custom?.open ?? '+')": ['\\+', ' x ', 'region'],
    'escaped(custom.close)': ['-', ' x ', 'endregion'],
    'escaped(close)': ['-', ' ', 'endregion'],
  },
  'server/src/notebook/script/formats/markdown.ts': {
    'found[1]': ['', '`', '`'.repeat(100)],
    "fencedLanguages.map(escaped).join('|')": [fencedLanguages.map(escaped).join('|')],
    name: ['region', 'md'],
  },
  'server/src/notebook/script/formats/percent.ts': { 'escaped(comment)': signs },
  'server/src/notebook/script/formats/quarto.ts': {
    "names.map(escaped).join('|')": ['python', 'R|r', 'javascript|js'],
    'fence?.[1]': ['', ' ', '\t '],
    'fence?.[2]': ['```', '`'.repeat(100)],
  },
  'server/src/notebook/script/syntax/magics.ts': { 'escaped(comment)': signs, 'beginnings[language]': magics },
  'server/src/notebook/script/write/cellOptions.ts': {
    'escaped(comments.comment)': signs,
    'escaped(open)': ['\\+', ' x ', 'region'],
  },
  'server/src/notebook/untrusted.ts': { "joined.join('')": ['\\p{scx=Arab}\\p{scx=Taml}'] },
  'server/src/notebook/yaml/tags.ts': { source: libraryPatterns(), flags: [''] },
  'server/src/python/calls/files.ts': {
    'pathMethods.keys()': ['open|read_text|write_bytes'],
    'fileFunctions.keys()': [[...fileFunctions.keys()].join('|')],
  },
  'server/src/python/calls/randomness.ts': {
    "patterns.map(({ called }) => called.source).join('|')": ['^random\\.seed$|(?:^|\\.)(?:seed_everything|set_seed)$'],
  },
  'server/src/python/ipython/cleanup.ts': { space: [' ', '\t', ' '.repeat(100)] },
  'server/src/record/author.ts': { key: ['handle'] },
};

/** By which the library tells what a YAML scalar is. */
function libraryPatterns(): readonly string[] {
  const found: string[] = [];
  new Document(null, {
    version: '1.1',
    customTags: (tags) => {
      for (const tag of tags) if (typeof tag === 'object' && 'test' in tag && tag.test) found.push(tag.test.source);
      return tags;
    },
  });
  return found;
}

/** The regular expressions that a file makes with `new RegExp(…)`, each as often as there are texts for it. */
export interface Constructed {
  readonly patterns: readonly RegExp[];
  /** What is inserted and not known, with what to do about it. */
  readonly problems: readonly string[];
  /** What {@link inserted} names and the file does not insert. */
  readonly unused: readonly string[];
}

/** `file` is relative to the repository, with slashes; `text` is what `program` was parsed from. */
export function constructedPatterns(file: string, text: string, program: object): Constructed {
  const nodes = nodesIn(program);
  const known = inserted[file] ?? {};
  const used = new Set<string>();
  const problems: string[] = [];
  const written = ({ start, end }: Node) => text.slice(start, end).replace(/\s+/g, ' ');

  /** Every text that an expression may have. */
  const textsOf = (node: Node): readonly string[] => {
    const key = written(node);
    const named = known[key];
    if (named) {
      used.add(key);
      return named;
    }
    const parts = partsOf(node);
    if (parts) return parts.reduce<readonly string[]>((before, part) => joined(before, textsOf(part)), ['']);
    if (node.type === 'Literal' && typeof node.value === 'string') return [node.value];
    if (node.type === 'TemplateElement') return [(node.value as { readonly cooked: string }).cooked];
    if (node.type === 'LogicalExpression') return [...textsOf(node.left as Node), ...textsOf(node.right as Node)];
    if (node.type === 'SpreadElement') return textsOf(node.argument as Node);
    const [value, ...others] = node.type === 'Identifier' ? valuesOf(node) : [];
    if (value && others.length === 0) return textsOf(value);
    problems.push(
      `${file}: a regular expression is made with \`${key}\`. Say in test/security/constructed.ts what it may be, so that it is tried for slowness.`,
    );
    return [];
  };

  /** What is put together, in order: a template, a sum, a list that is joined. */
  const partsOf = (node: Node): readonly Node[] | undefined => {
    if (node.type === 'BinaryExpression' && node.operator === '+') return [node.left as Node, node.right as Node];
    if (node.type === 'TemplateLiteral') return inOrder([...(node.quasis as Node[]), ...(node.expressions as Node[])]);
    const { object, property } = (node.type === 'CallExpression' ? node.callee : {}) as Partial<Record<string, Node>>;
    if (!object || property?.name !== 'join') return undefined;
    const list = object.type === 'Identifier' ? valuesOf(object)[0] : object;
    const [separator] = node.arguments as readonly Node[];
    if (list?.type !== 'ArrayExpression' || !separator) return undefined;
    return (list.elements as Node[]).flatMap((element, at) => (at === 0 ? [element] : [separator, element]));
  };

  const valuesOf = ({ name }: Node): readonly Node[] =>
    nodes.flatMap(({ type, id, init }) =>
      type === 'VariableDeclarator' && (id as Node).name === name && init ? [init as Node] : [],
    );

  const patterns = nodes.flatMap((node) => {
    if (!isConstruction(node)) return [];
    const [pattern, flags] = node.arguments as readonly Node[];
    const allFlags = flags ? textsOf(flags) : [''];
    return (pattern ? textsOf(pattern) : []).flatMap((source) => allFlags.map((one) => new RegExp(source, one)));
  });
  return { patterns, problems, unused: Object.keys(known).filter((key) => !used.has(key)) };
}

type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>;

function isConstruction({ type, callee }: Node): boolean {
  return (type === 'NewExpression' || type === 'CallExpression') && (callee as Node).name === 'RegExp';
}

function inOrder(nodes: readonly Node[]): readonly Node[] {
  return nodes.toSorted((one, other) => one.start - other.start || one.end - other.end);
}

function joined(befores: readonly string[], behinds: readonly string[]): readonly string[] {
  return befores.flatMap((before) => behinds.map((behind) => before + behind));
}

function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(nodesIn);
  return 'type' in value ? [value as Node, ...inner] : inner;
}
