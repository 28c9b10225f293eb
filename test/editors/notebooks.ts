import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two code cells whose counts fall, one with an output; no title, no record. */
export const withoutTitle = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 4,
   "id": "first",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "a walk\\n"
     ]
    }
   ],
   "source": [
    "print(\\"a\\", \\"walk\\")"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "second",
   "metadata": {},
   "outputs": [],
   "source": [
    "steps = 2"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  },
  "language_info": {
   "name": "python"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

/** The same with a title above. */
export const withTitle = withoutTitle.replace(
  ' "cells": [\n',
  ` "cells": [
  {
   "cell_type": "markdown",
   "id": "title",
   "metadata": {},
   "source": [
    "# A quiet walk"
   ]
  },
`,
);

/** The same with a record, never published. */
export const withRecord = withoutTitle.replace(
  ' "metadata": {\n',
  ` "metadata": {
  "nbproject": {
   "id": "Rx2s9cPTMQLY",
   "pypackage": null,
   "time_init": "2026-01-02T03:04:05.678901+00:00",
   "version": "1"
  },
`,
);

/** Writes a notebook into the workspace, opens it, and gives its path. */
export async function openNotebook(editor: Opener, text: string, name = 'walk.ipynb'): Promise<string> {
  const path = join(editor.workspace, name);
  writeFileSync(path, text);
  await editor.open(path);
  return path;
}

interface Opener {
  readonly workspace: string;
  open(path: string): Promise<void>;
}

/** The one stretch of `after` that was put into `before`; throws where anything else differs. */
export function insertion(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const end = after.length - (before.length - start);
  if (after.slice(end) !== before.slice(start)) throw new Error(`more than an insertion differs:\n${after}`);
  return after.slice(start, end);
}
