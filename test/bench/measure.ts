/** Milliseconds of several runs of the same work. */
export interface Timing {
  readonly median: number;
  readonly p95: number;
}

/** Runs work until `runs` timings are there; `prepare` is not timed, and its result is what the work gets. */
export function timed<Input>(runs: number, prepare: (run: number) => Input, work: (input: Input) => unknown): Timing {
  const times: number[] = [];
  for (let run = -2; run < runs; run++) {
    const input = prepare(run);
    const start = performance.now();
    work(input);
    // The first two warm the compiler up.
    if (run >= 0) times.push(performance.now() - start);
  }
  return { median: medianOf(times), p95: p95Of(times) };
}

export function minimumOf(values: readonly number[]): number {
  return Math.min(...values);
}

export function medianOf(values: readonly number[]): number {
  return quantileOf(values, 0.5);
}

export function p95Of(values: readonly number[]): number {
  return quantileOf(values, 0.95);
}

/** The least value that so great a part of the values does not exceed; NaN where there are none. */
export function quantileOf(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}

/** The exponent with which time grows with size, fitted to (size, milliseconds) on logarithmic scales: 1 is linear. */
export function growth(points: readonly (readonly [size: number, milliseconds: number])[]): number {
  const logs = points.map(([size, time]) => [Math.log(size), Math.log(Math.max(time, 0.001))] as const);
  const mean = (pick: (point: readonly [number, number]) => number) =>
    logs.reduce((sum, point) => sum + pick(point), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, time]) => time)];
  const covariance = logs.reduce((sum, [size, time]) => sum + (size - x) * (time - y), 0);
  return covariance / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
