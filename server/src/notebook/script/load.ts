/** Reads a text as {@link Script}; see `readScript`. */
export type ScriptReader = typeof import('./readScript.ts').readScript;

/** What reads scripts, loaded when the first one is met: most notebooks are none, and YAML takes 30 ms. */
export async function loadScriptReader(): Promise<ScriptReader> {
  const { readScript } = await import('./readScript.ts');
  return readScript;
}

/** Reads YAML as the header of a script is read; see `readYaml`. */
export async function loadYamlReader(): Promise<typeof import('./yaml.ts').readYaml> {
  const { readYaml } = await import('./yaml.ts');
  return readYaml;
}
