import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The protocol's own description of every message, read where it lies; it is not part of the project. */
const metaModelFile =
  process.env.LSP_META_MODEL ??
  path.join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'lsp', 'metaModel.json');

type Type =
  | { readonly kind: 'base' | 'reference'; readonly name: string }
  | { readonly kind: 'array'; readonly element: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly value: Type }
  | { readonly kind: 'and' | 'or' | 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'literal'; readonly value: { readonly properties: readonly Property[] } }
  | { readonly kind: 'stringLiteral' | 'integerLiteral' | 'booleanLiteral'; readonly value: unknown };

interface Property {
  readonly name: string;
  readonly type: Type;
  readonly optional?: boolean;
}

interface Structure {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly extends?: readonly Type[];
  readonly mixins?: readonly Type[];
}

interface Message {
  readonly method: string;
  readonly messageDirection: 'clientToServer' | 'serverToClient' | 'both';
  readonly params?: Type;
  readonly result?: Type;
}

interface Model {
  readonly requests: readonly Message[];
  readonly notifications: readonly Message[];
  readonly structures: readonly Structure[];
  readonly enumerations: readonly {
    readonly name: string;
    readonly type: Type;
    readonly values: readonly { readonly value: unknown }[];
    readonly supportsCustomValues?: boolean;
  }[];
  readonly typeAliases: readonly { readonly name: string; readonly type: Type }[];
}

/** What every message of the protocol looks like. */
export class MetaModel {
  readonly #messages: ReadonlyMap<string, Message>;
  readonly #structures: ReadonlyMap<string, Structure>;
  readonly #enumerations: ReadonlyMap<string, Model['enumerations'][number]>;
  readonly #aliases: ReadonlyMap<string, Type>;

  constructor(model: Model) {
    this.#messages = new Map([...model.requests, ...model.notifications].map((one) => [one.method, one]));
    this.#structures = new Map(model.structures.map((one) => [one.name, one]));
    this.#enumerations = new Map(model.enumerations.map((one) => [one.name, one]));
    this.#aliases = new Map(model.typeAliases.map(({ name, type }) => [name, type]));
  }

  /** What is wrong with the params of a message that the server sends; empty where nothing is. */
  paramsProblems(method: string, params: unknown): readonly string[] {
    const message = this.#messages.get(method);
    if (!message) return [`${method}: the protocol has no such message`];
    if (message.messageDirection === 'clientToServer') return [`${method}: a server does not send this`];
    if (!message.params) return params === undefined ? [] : [`${method}: has no params`];
    return this.#problems(params, message.params, method);
  }

  /** What is wrong with the result of a request that the server answered. */
  resultProblems(method: string, result: unknown): readonly string[] {
    const type = this.#messages.get(method)?.result;
    return type ? this.#problems(result, type, `${method} result`) : [];
  }

  #problems(value: unknown, type: Type, at: string): readonly string[] {
    switch (type.kind) {
      case 'base':
        return isBase(value, type.name) ? [] : [`${at}: no ${type.name}: ${shown(value)}`];
      case 'reference':
        return this.#referenceProblems(value, type.name, at);
      case 'array':
        if (!Array.isArray(value)) return [`${at}: no list: ${shown(value)}`];
        return value.flatMap((item, index) => this.#problems(item, type.element, `${at}[${index}]`));
      case 'tuple':
        if (!Array.isArray(value) || value.length !== type.items.length) return [`${at}: no tuple: ${shown(value)}`];
        return type.items.flatMap((item, index) => this.#problems(value[index], item, `${at}[${index}]`));
      case 'map':
        if (!isObject(value)) return [`${at}: no object: ${shown(value)}`];
        return Object.entries(value).flatMap(([key, inner]) => this.#problems(inner, type.value, `${at}.${key}`));
      case 'and':
        return this.#objectProblems(
          value,
          type.items.flatMap((item) => this.#propertiesOf(item)),
          at,
        );
      case 'or':
        return this.#alternativeProblems(value, type.items, at);
      case 'literal':
        return this.#objectProblems(value, type.value.properties, at);
      case 'stringLiteral':
      case 'integerLiteral':
      case 'booleanLiteral':
        return value === type.value ? [] : [`${at}: not ${shown(type.value)}: ${shown(value)}`];
    }
  }

  #referenceProblems(value: unknown, name: string, at: string): readonly string[] {
    if (name === 'LSPAny' || name === 'LSPObject' || name === 'LSPArray')
      return value === undefined ? [`${at}: missing`] : [];
    const enumeration = this.#enumerations.get(name);
    if (enumeration) {
      if (enumeration.values.some((one) => one.value === value)) return [];
      if (enumeration.supportsCustomValues) return this.#problems(value, enumeration.type, at);
      return [`${at}: no ${name}: ${shown(value)}`];
    }
    const alias = this.#aliases.get(name);
    if (alias) return this.#problems(value, alias, at);
    return this.#objectProblems(value, this.#propertiesOf({ kind: 'reference', name }), at);
  }

  #alternativeProblems(value: unknown, alternatives: readonly Type[], at: string): readonly string[] {
    const found = alternatives.map((type) => this.#problems(value, type, at));
    if (found.some((problems) => problems.length === 0)) return [];
    // Those of the alternative that comes nearest.
    return found.reduce((best, one) => (one.length < best.length ? one : best), found[0] ?? [`${at}: no alternative`]);
  }

  #objectProblems(value: unknown, properties: readonly Property[], at: string): readonly string[] {
    if (!isObject(value)) return [`${at}: no object: ${shown(value)}`];
    const known = new Set(properties.map(({ name }) => name));
    const extra = Object.keys(value).filter((key) => !known.has(key) && value[key] !== undefined);
    return [
      ...extra.map((key) => `${at}: has no property ${key}`),
      ...properties.flatMap(({ name, type, optional }) => {
        const inner = value[name];
        if (inner === undefined) return optional ? [] : [`${at}: lacks ${name}`];
        return this.#problems(inner, type, `${at}.${name}`);
      }),
    ];
  }

  #propertiesOf(type: Type): readonly Property[] {
    if (type.kind === 'literal') return type.value.properties;
    if (type.kind !== 'reference') throw new Error(`${type.kind} is no structure`);
    const structure = this.#structures.get(type.name);
    if (!structure) throw new Error(`The protocol has no structure ${type.name}`);
    const inherited = [...(structure.extends ?? []), ...(structure.mixins ?? [])].flatMap((one) =>
      this.#propertiesOf(one),
    );
    const own = new Set(structure.properties.map(({ name }) => name));
    return [...structure.properties, ...inherited.filter(({ name }) => !own.has(name))];
  }
}

export const metaModel: MetaModel | undefined = readMetaModel();

function readMetaModel(): MetaModel | undefined {
  if (existsSync(metaModelFile)) return new MetaModel(JSON.parse(readFileSync(metaModelFile, 'utf8')));
  console.warn('skipped: the shapes of messages (no meta model of the protocol; set LSP_META_MODEL to its file)');
  return undefined;
}

function isBase(value: unknown, name: string): boolean {
  switch (name) {
    case 'null':
      return value === null;
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
    case 'uinteger':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
    case 'decimal':
      return typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 100);
}
