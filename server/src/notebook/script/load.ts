/** Reads a text as {@link Script}; see `readScript`. */
export type ScriptReader = typeof import('./readScript.ts').readScript;

/** What reads scripts, loaded when the first one is met: most notebooks are none, and YAML takes 30 ms. */
export async function loadScriptReader(): Promise<ScriptReader> {
  const { readScript } = await import('./readScript.ts');
  return readScript;
}
