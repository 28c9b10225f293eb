import { type HandOver, handOverOf } from '../../record/index.ts';
import type { Colours } from '../terminal/colours.ts';
import { columns, printable } from '../terminal/printable.ts';

/** What was recorded beside what is here, in columns; empty where nothing differs. */
export function handOverTable(header: Parameters<typeof handOverOf>[0], colours: Colours): string {
  const handOver = handOverOf(header);
  if (!handOver) return '';
  const lines = handOver.lines.map(({ name, sender, receiver, difference }) =>
    [name, sender, receiver, difference].map(printable),
  );
  const widths = [0, 1, 2].map((column) =>
    Math.max(...[headOf(handOver), ...lines].map((line) => width(line[column]))),
  );
  const laidOut = ([name, sender, receiver, difference]: readonly string[]) =>
    [padded(name, widths[0]), padded(sender, widths[1]), padded(receiver, widths[2]), colours.yellow(difference ?? '')]
      .join('  ')
      .trimEnd();
  const foot = handOver.rest === '' ? [] : [colours.dim(handOver.rest)];
  return `\n${[colours.dim(laidOut(headOf(handOver))), ...lines.map(laidOut), ...foot].join('\n')}\n`;
}

function headOf({ columns: [sender, receiver] }: HandOver): readonly string[] {
  return ['', sender, receiver, ''];
}

function width(text = ''): number {
  return columns(text);
}

function padded(text = '', to = 0): string {
  return text + ' '.repeat(Math.max(0, to - columns(text)));
}
