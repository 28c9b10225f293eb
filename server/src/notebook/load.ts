/** Reads a text as {@link Script}; see `readScript`. */
export type ScriptReader = typeof import('./script/readScript.ts').readScript;

/** What reads scripts, loaded when the first one is met: most notebooks are none, and YAML takes 30 ms. */
export async function loadScriptReader(): Promise<ScriptReader> {
  const { readScript } = await import('./script/readScript.ts');
  return readScript;
}

/** Reads a {@link Script} again after an edit; see `editScript`. */
export type ScriptEditor = typeof import('./script/editScript.ts').editScript;

export async function loadScriptEditor(): Promise<ScriptEditor> {
  const { editScript } = await import('./script/editScript.ts');
  return editScript;
}

/** Reads YAML as the header of a script is read; see `readYaml`. */
export async function loadYamlReader(): Promise<typeof import('./yaml/readYaml.ts').readYaml> {
  const { readYaml } = await import('./yaml/readYaml.ts');
  return readYaml;
}

/** What plans edits of scripts; see `planScript`. */
export type ScriptPlanner = typeof import('./script/write/planScript.ts').planScript;

/** It reads them as well, so that it is loaded as late. */
export async function loadScriptPlanner(): Promise<ScriptPlanner> {
  const { planScript } = await import('./script/write/planScript.ts');
  return planScript;
}
