/**
 * Which of some files are taken, and by which thread: memory that all threads share, so that none waits for another to be given work.
 * The first element is the next file, each that follows the thread that took a file (from 1 on; 0 for nobody).
 */
export type FileQueue = Int32Array;

export function createFileQueue(files: number): FileQueue {
  return new Int32Array(new SharedArrayBuffer((files + 1) * Int32Array.BYTES_PER_ELEMENT));
}

/** The index of a file that is now this thread's; undefined when none is left. */
export function takeFile(queue: FileQueue, thread: number): number | undefined {
  const index = Atomics.add(queue, 0, 1);
  if (index >= filesIn(queue)) return undefined;
  Atomics.store(queue, index + 1, thread);
  return index;
}

/** The files that a thread took, in the order in which it took them. */
export function filesTakenBy(queue: FileQueue, thread: number): readonly number[] {
  const taken: number[] = [];
  for (let index = 0; index < filesIn(queue); index++) if (queue[index + 1] === thread) taken.push(index);
  return taken;
}

/** How many files nobody has taken. */
export function filesLeft(queue: FileQueue): number {
  return Math.max(0, filesIn(queue) - Atomics.load(queue, 0));
}

function filesIn(queue: FileQueue): number {
  return queue.length - 1;
}
