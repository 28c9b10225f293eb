import type { Output } from './console.ts';

/** A line on a terminal that says how far a long run is. */
export interface Progress {
  step(): void;
  /** Makes room for other output; the line comes back by itself. */
  hide(): void;
  end(): void;
}

/** Runs that are over sooner show nothing, in milliseconds. */
const patience = 1000;
const interval = 100;

/** `123/2000 notebooks` on a terminal, from the first second on; nothing anywhere else. */
export function showProgress(output: Output | undefined, total: number): Progress {
  if (!output?.isTerminal) return noProgress;
  let done = 0;
  let shown = false;
  const hide = () => {
    if (shown) void output.write('\r\u001b[K');
    shown = false;
  };
  const draw = () => {
    void output.write(`\r\u001b[K${done}/${total} notebooks`);
    shown = true;
  };
  let timer = setTimeout(() => {
    draw();
    timer = setInterval(draw, interval);
  }, patience);
  return {
    step: () => {
      done++;
    },
    hide,
    end: () => {
      clearTimeout(timer);
      hide();
    },
  };
}

const noProgress: Progress = { step: () => {}, hide: () => {}, end: () => {} };
