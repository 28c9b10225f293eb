/** Long work: when to stop, and where to say how far it is. */
export interface Work {
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}
