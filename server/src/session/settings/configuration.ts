import type { Session } from '../session.ts';
import { readSettings } from './settings.ts';

/** Takes settings that the client sent. What is wrong in them is said once and left out. */
export function applySettings(session: Session, value: unknown): void {
  const { settings, problems } = readSettings(value);
  for (const problem of problems) session.connection.log('warning', problem);
  session.settingsChanged(settings);
}

/** Asks the client for its settings. One section and no more: some clients know only sections at the top, or drop items without one. */
export function fetchSettings(session: Session): void {
  if (!session.client.configuration) {
    session.author.lookFor(session.settings.author);
    return;
  }
  session.connection.request<unknown[] | null>('workspace/configuration', { items: [{ section: 'nbproject' }] }).then(
    (answer) => {
      const value = answer?.[0];
      // Nothing said here leaves what was said at the start: Eglot knows what its user set in one of two places.
      if (value === undefined || value === null) session.settingsChanged(session.initialSettings);
      else applySettings(session, value);
    },
    (error: unknown) => {
      session.connection.log('warning', `The settings could not be fetched, defaults are in use: ${String(error)}`);
      session.author.lookFor(session.settings.author);
    },
  );
}
