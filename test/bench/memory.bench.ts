import { folderOfMade } from './folders.ts';
import { type Held, memoryOfMany, memoryOfNotebook } from './memory.ts';
import { notebookOfBytes, type Outputs } from './notebooks.ts';
import { report } from './report.ts';

/** What the server holds: with nothing open, with a large notebook, after many edits, and when many notebooks were opened and closed. */
void run();

async function run(): Promise<void> {
  for (const outputs of ['images', 'text'] as const) await one(outputs);
  const folder = folderOfMade(200);
  const { few, all, again } = await memoryOfMany(folder);
  folder.remove();
  const row = (name: string, { resident, collected, used }: Held) => [
    name,
    ...[resident, collected, used].map((bytes) => bytes / 1e6),
    collected / few.collected,
    used / few.used,
  ];
  report({
    title: 'notebooks opened and closed again, MB',
    columns: ['', ...kinds, 'collected / before', 'used / before'],
    rows: [row('20', few), row('200 more', all), row('the 200 once more', again)],
    notes: [
      'Used includes what V8 made of the program: code that it compiles while notebooks are opened for the first time.',
    ],
  });
}

/** As {@link Held} has them. */
const kinds = ['resident', 'collected', 'used'];

async function one(outputs: Outputs): Promise<void> {
  const content = notebookOfBytes(10e6, outputs);
  const { idle, loaded, opened, edited, closed } = await memoryOfNotebook(content, 1000);
  const row = (name: string, { resident, collected, used }: Held) => [
    name,
    ...[resident, collected, used].map((bytes) => bytes / 1e6),
    (resident - idle.resident) / content.length,
    (collected - idle.collected) / content.length,
    (used - idle.used) / content.length,
  ];
  report({
    title: `10 MB, ${outputs}, text view: MB, and how often the file is in it above idle`,
    columns: ['', ...kinds, ...kinds.map((kind) => `${kind} / file`)],
    rows: [
      row('idle', idle),
      row('a small one opened and closed', loaded),
      row('opened', opened),
      row('after 1,000 edits', edited),
      row('closed', closed),
    ],
    notes: ['Collected: when garbage has been collected. Used: of that, in JavaScript, without code and WebAssembly.'],
  });
}
