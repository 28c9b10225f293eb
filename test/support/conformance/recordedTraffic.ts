import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Frames } from '../../../server/src/session/messages/frames.ts';
import { Traffic } from './traffic.ts';

/** What loads before a server so that it writes its traffic down, into the folder that NBPROJECT_TRAFFIC names. */
export const recordTraffic = path.join(import.meta.dirname, 'recordTraffic.cjs');

interface Chunk {
  readonly from: 'client' | 'server';
  readonly bytes: string;
}

/** What the servers whose traffic lies in a folder did that the protocol, or what their client offered, does not allow; and how much they said. */
export function violationsIn(folder: string): { readonly violations: readonly string[]; readonly messages: number } {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
  const all = files.map((name) => trafficIn(path.join(folder, name)));
  return {
    violations: [...new Set(all.flatMap(({ violations }) => violations))],
    messages: all.reduce((sum, { received }) => sum + received.length, 0),
  };
}

function trafficIn(file: string): Traffic {
  const traffic = new Traffic();
  const frames = { client: new Frames(), server: new Frames() };
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // The last may have been cut off with the process.
    if (!line.endsWith('}')) continue;
    const { from, bytes }: Chunk = JSON.parse(line);
    frames[from].push(Buffer.from(bytes, 'base64'));
    for (let body = frames[from].next(); body; body = frames[from].next()) {
      const message = JSON.parse(body.toString());
      if (from === 'client') traffic.send(message);
      else traffic.receive(message);
    }
  }
  return traffic;
}
