/** True for a cell magic whose body runs as Python in the notebook's namespace. */
export function bodyIsPython(name: string): boolean {
  return pythonBodies.has(name);
}

const pythonBodies = words(
  'time timeit capture prun debug memit mprun lprun snakeviz pyinstrument scalene filprofile heat trace ipytest nbgrader_test',
);

/** True for a cell magic whose body is known to be no Python of this process. */
export function bodyIsForeign(name: string): boolean {
  return foreignBodies.has(name.toLowerCase());
}

const foreignBodies = words(
  'bash sh shell script ! sx system cmd powershell perl ruby html javascript js svg latex markdown writefile file python python2 python3 pypy sql ' +
    'bigquery kql r julia octave matlab mermaid dot graphviz cpp c rust java scala go node ts typescript groovy sas stata sparql cypher ' +
    'yaml json toml xml css configure ai macro',
);

/** True for a magic that IPython itself brings, as a line: only those work without `%`. */
export function isBuiltinLineMagic(name: string): boolean {
  return lineMagics.has(name);
}

/** A name of Python's that stands for a magic, too: it is the magic's only where nothing else has the name. */
const lineMagics = words(
  'alias alias_magic autoawait autocall automagic autosave bookmark cat cd clear colors conda config connect_info cp debug dhist dirs ' +
    'doctest_mode ed edit env gui hist history killbgscripts ldir less lf lk ll load load_ext loadpy logoff logon logstart logstate logstop ' +
    'ls lsmagic lx macro magic mamba man matplotlib micromamba mkdir more mv notebook page pastebin pdb pdef pdoc pfile pinfo pinfo2 pip popd ' +
    'pprint precision prun psearch psource pushd pwd pycat pylab qtconsole quickref recall rehashx reload_ext rep rerun reset reset_selective ' +
    'rm rmdir run save sc set_env store sx system tb time timeit unalias unload_ext uv who who_ls whos xdel xmode',
);

export interface MagicEffect {
  /** True when any name at all may be defined afterwards. */
  readonly definesAnything: boolean;
  readonly defines: readonly Mention[];
  /** Names that it may read or define, which one cannot be told. */
  readonly mentions: readonly Mention[];
  readonly deletes: readonly Mention[];
  /** Modules that it imports. */
  readonly imports: readonly Mention[];
}

/** A word in the arguments of a magic. */
export interface Mention {
  readonly name: string;
  /** From the start of the arguments. */
  readonly offset: number;
}

/** What a line or cell magic does to the names of the notebook. */
export function magicEffect(name: string, text: string): MagicEffect {
  if (definers.has(name) || (name === 'store' && /^-r\s*$/.test(text))) return { ...nothing, definesAnything: true };
  if (name === 'pylab')
    return {
      ...nothing,
      definesAnything: true,
      imports: ['numpy', 'matplotlib'].map((module) => ({ name: module, offset: 0 })),
    };
  if (name === 'store') return { ...nothing, defines: /^-r\s/.test(text) ? identifiersIn(text, 2) : [] };
  if (name === 'matplotlib') return { ...nothing, imports: [{ name: 'matplotlib', offset: 0 }] };
  if (name === 'load_ext' || name === 'reload_ext') return { ...nothing, imports: modulesIn(text) };
  if (name === 'aimport')
    return {
      ...nothing,
      imports: modulesIn(text),
      defines: modulesIn(text).map((module) => ({ ...module, name: rootOf(module.name) })),
    };
  if (name === 'xdel') return { ...nothing, deletes: identifiersIn(text, 0).filter((word) => word.name !== 'n') };
  if (name === 'capture') return { ...nothing, defines: identifiersIn(text, 0).slice(0, 1) };
  if (name === 'sc') return { ...nothing, defines: identifiersIn(text.split('=', 1)[0] ?? '', 0).slice(-1) };
  if (name === 'macro') return { ...nothing, defines: identifiersIn(text, 0).slice(0, 1) };
  if (ownNames.has(name)) return nothing;
  return isBuiltinLineMagic(name) ? nothing : { ...nothing, mentions: mentionsIn(name, text) };
}

const nothing: MagicEffect = { definesAnything: false, defines: [], mentions: [], deletes: [], imports: [] };

/** They run a file, bring in code that is not there to read, or define names in another language. */
const definers = words(
  'run load loadpy recall rerun rep paste cpaste edit ed cython cython_inline pyximport reset rpull cpp jupytext',
);

/** Their arguments are Python or a file, never a name to define. */
const ownNames = words(
  'time timeit prun memit mprun lprun snakeviz writefile file html HTML javascript js svg SVG latex markdown autoreload watermark',
);

/**
 * What a magic that IPython does not bring may define: a word on its own, as `%%bigquery frame` and `%%sql result <<` have it, or
 * the value of an option, as `%%bash --out lines` and `%%R -o table` have it. Too much is harmless: it only keeps a name from being reported.
 */
function mentionsIn(name: string, text: string): readonly Mention[] {
  const own = (broughtBy.get(name) ?? []).map((brought) => ({ name: brought, offset: 0 }));
  return [...own, ...identifiersIn(text, 0)];
}

/** Names that well-known magics of extensions define by themselves. */
const broughtBy: ReadonlyMap<string, readonly string[]> = new Map([['kql', ['_kql_raw_result_', '_kql_last_result_']]]);

function identifiersIn(text: string, from: number): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.slice(from).matchAll(/(?<![\w.\-/\\'"$%{])[^\W\d]\w*(?![\w.(/\\'"])/gu))
    found.push({ name: match[0], offset: from + match.index });
  return found;
}

function modulesIn(text: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(/(?<![-\w.])[^\W\d][\w.]*/gu)) found.push({ name: match[0], offset: match.index });
  return found;
}

function rootOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

/** Names that a command reads when IPython fills in `{name}` and `$name`; what is not defined is left as it stands, without an error. */
export function interpolatedNames(text: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(/(?:\{\s*|(?<!\$)\$)([^\W\d]\w*)/gu))
    found.push({ name: match[1] ?? '', offset: match.index + match[0].length - (match[1]?.length ?? 0) });
  return found;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
