/** What the session may say to the client, whatever carries the messages. */
export interface Connection {
  notify(method: string, params: unknown): void;
  request<Result>(method: string, params: unknown): Promise<Result>;
  log(level: 'error' | 'warning' | 'info', message: string): void;
}
