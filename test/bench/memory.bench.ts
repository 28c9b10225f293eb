import { folderOfMade } from './folders.ts';
import { type Held, memoryOfMany, memoryOfNotebook } from './memory.ts';
import { notebookOfBytes, type Outputs } from './notebooks.ts';
import { report } from './report.ts';

/** What the server holds: with nothing open, with a large notebook, after many edits, and when many notebooks were opened and closed. */
void run();

async function run(): Promise<void> {
  for (const outputs of ['images', 'text'] as const) await one(outputs);
  const folder = folderOfMade(200);
  const { few, all } = await memoryOfMany(folder);
  folder.remove();
  report({
    title: 'notebooks opened and closed again, MB',
    columns: ['', 'resident', 'used', 'used / before'],
    rows: [
      ['20', few.resident / 1e6, few.used / 1e6, 1],
      ['200 more', all.resident / 1e6, all.used / 1e6, all.used / few.used],
    ],
  });
}

async function one(outputs: Outputs): Promise<void> {
  const content = notebookOfBytes(10e6, outputs);
  const { idle, loaded, opened, edited, closed } = await memoryOfNotebook(content, 1000);
  const row = (name: string, { resident, used }: Held) => [
    name,
    resident / 1e6,
    used / 1e6,
    (resident - idle.resident) / content.length,
    (used - idle.used) / content.length,
    (used - loaded.used) / content.length,
  ];
  report({
    title: `10 MB, ${outputs}, text view: MB`,
    columns: [
      '',
      'resident',
      'used',
      'resident above idle / file',
      'used above idle / file',
      'used above the small one / file',
    ],
    rows: [
      row('idle', idle),
      row('a small one opened and closed', loaded),
      row('opened', opened),
      row('after 1,000 edits', edited),
      row('closed', closed),
    ],
    notes: ['Used: on the heap and beside it when garbage is collected, without the program and its compiled code.'],
  });
}
