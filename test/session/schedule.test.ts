import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Schedule } from '../../server/src/session/schedule.ts';

/** A schedule with what it has run, and a wait until it has run so much. */
function recorded() {
  const ran: string[] = [];
  let wake = () => {};
  const schedule = new Schedule((uri) => {
    ran.push(uri);
    wake();
  });
  const until = async (count: number) => {
    while (ran.length < count)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  return { ran, schedule, until };
}

const many = Array.from({ length: 300 }, (_, index) => `file:///${index}.ipynb`);

test('What comes to many documents at once should leave others their turn', async () => {
  const { ran, schedule, until } = recorded();
  for (const uri of many) schedule.refresh(uri, 5);
  await until(1);
  let turns = 0;
  while (ran.length < many.length) {
    await turn();
    turns++;
  }
  expect(ran).toEqual(many);
  expect(turns).toBeGreaterThan(many.length / 2);
});

test('What a person does should not wait for what comes to many', async () => {
  const { ran, schedule, until } = recorded();
  for (const uri of many) schedule.refresh(uri, 0);
  await until(3);
  schedule.request('file:///299.ipynb', 0);
  schedule.request('file:///new.ipynb', 0);
  await until(302 - 1);
  expect(ran.slice(0, 8)).toEqual(expect.arrayContaining(['file:///299.ipynb', 'file:///new.ipynb']));
  expect(new Set(ran).size).toBe(ran.length);
});

test('What is asked for again should run once, and what is cancelled not at all', async () => {
  const { ran, schedule, until } = recorded();
  schedule.request('a', 0);
  schedule.request('a', 0);
  schedule.refresh('a', 0);
  schedule.refresh('b', 0);
  schedule.refresh('c', 0);
  schedule.cancel('b');
  await until(2);
  await turn();
  expect(ran).toEqual(['a', 'c']);
  schedule.refresh('d', 0);
  schedule.cancelAll();
  await turn();
  await turn();
  expect(ran).toHaveLength(2);
});
