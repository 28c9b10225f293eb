import type { ShownNotebook } from './shownNotebook.ts';
import type { ShownText } from './shownText.ts';

/** What something took, in milliseconds: by the clock, and of the processors. */
export interface Cost {
  readonly time: number;
  readonly cpu: number;
}

/** What edits took, by what was done. */
export type Costs = ReadonlyMap<string, readonly Cost[]>;

export interface TypingRuns {
  readonly characters: number;
  readonly bursts: number;
  readonly others: number;
}

const typedCharacter = 'character';

/** How long a fast typist takes from key to key, and a key that is held. Milliseconds. */
const pauses = { typing: 100, held: 40 };

/**
 * Works in a notebook that is open. Between two edits the machine has a rest, as between keystrokes; `beside` is done in it, so that what it measures is
 * taken in turn with the edits. A burst does not wait for answers: each of its characters counts to the first diagnostics that know it.
 */
export async function workIn(
  shown: ShownNotebook | ShownText,
  runs: TypingRuns,
  processorTime: () => Promise<number>,
  beside: () => unknown,
): Promise<Costs> {
  const costs = new Map<string, Cost[]>();
  const note = async (name: string, edit: () => Promise<number>) => {
    const before = await processorTime();
    const time = await edit();
    costs.set(name, [...(costs.get(name) ?? []), { time, cpu: (await processorTime()) - before }]);
    await beside();
    await rest(pauses.typing);
  };
  for (let warmUp = 0; warmUp < 5; warmUp++) {
    await shown.type();
    await shown.undo();
  }
  for (let run = 0; run < runs.characters; run++) {
    await note(typedCharacter, shown.type);
    // Every second one is taken back, so that both are done in lines of all lengths.
    if (run % 2 === 1) await note('undo', shown.undo);
  }
  for (let run = 0; run < runs.bursts; run++) {
    const before = await processorTime();
    const sent: Promise<number>[] = [];
    for (let character = 0; character < burst; character++) {
      sent.push(shown.type());
      await rest(pauses.held);
    }
    const times = await Promise.all(sent);
    const cpu = ((await processorTime()) - before) / burst;
    costs.set(`burst of ${burst}`, [
      ...(costs.get(`burst of ${burst}`) ?? []),
      ...times.map((time) => ({ time, cpu })),
    ]);
    for (let character = 0; character < burst; character++) await shown.undo();
    await rest(pauses.typing);
  }
  for (let run = 0; run < runs.others; run++) {
    await note('paste 20 lines', shown.paste);
    await note('undo it', shown.undoPaste);
    await note('delete a cell', shown.deleteCell);
    await note('undo that', shown.undoDeleteCell);
    if (!('breakText' in shown)) continue;
    await note('break the JSON', shown.breakText);
    await note('mend it', shown.mendText);
  }
  return costs;
}

const burst = 30;

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
