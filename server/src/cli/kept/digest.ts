import { createHash } from 'node:crypto';

/** Stands for bytes, or for a text, wherever they are only compared. */
export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url');
}
