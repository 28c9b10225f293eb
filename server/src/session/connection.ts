/** What the session may say to the client, whatever carries the messages. */
export interface Connection {
  notify(method: string, params: unknown): void;
  /** Where `signal` aborts, the client is told that nobody waits for its answer any more, which it may still give. */
  request<Result>(method: string, params: unknown, signal?: AbortSignal): Promise<Result>;
  log(level: 'error' | 'warning' | 'info', message: string): void;
}
