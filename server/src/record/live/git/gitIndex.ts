/** What git's index says of a file as it was last staged or checked out. */
export interface IndexEntry {
  /** In bytes, modulo 2³². */
  readonly size: number;
  /** The name of its content, in hexadecimal. */
  readonly blob: string;
}

/**
 * Looks a file up in an index (gitformat-index, versions 2 to 4); `hashLength` is 20 bytes for SHA-1, 32 for SHA-256. Undefined where it is not
 * listed, and where the index is another or breaks off. What a split or a sparse index keeps elsewhere is not found.
 */
export function indexEntry(index: Buffer, file: string, hashLength: 20 | 32): IndexEntry | undefined {
  if (index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const wanted = Buffer.from(file);
  let name = Buffer.alloc(0);
  let position = 12;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flagsAt = position + statLength + hashLength;
    if (flagsAt + 2 > index.length) return undefined;
    const isExtended = version >= 3 && (index.readUInt16BE(flagsAt) & extendedFlag) !== 0;
    const nameAt = flagsAt + (isExtended ? 4 : 2);
    const kept = version === 4 ? keptOf(index, nameAt, name.length) : { length: 0, end: nameAt };
    const end = index.indexOf(0, kept.end);
    if (end < 0) return undefined;
    name = Buffer.concat([name.subarray(0, kept.length), index.subarray(kept.end, end)]);
    if (name.equals(wanted)) {
      return {
        size: index.readUInt32BE(position + statLength - 4),
        blob: index.toString('hex', position + statLength, flagsAt),
      };
    }
    // Up to version 3 an entry is padded to a multiple of eight bytes, with one zero at least.
    position = version === 4 ? end + 1 : position + Math.ceil((end + 1 - position) / 8) * 8;
  }
  return undefined;
}

/** Times, device, inode, mode, owner, and the size last. */
const statLength = 40;
const extendedFlag = 0x4000;

/** Version 4 says how much of the name before to cut off, as a number of variable length, and what follows. */
function keptOf(index: Buffer, at: number, before: number): { readonly length: number; readonly end: number } {
  let end = at;
  let byte = index[end++] ?? 0;
  let cut = byte & 127;
  while (byte & 128 && end < index.length) {
    byte = index[end++] ?? 0;
    cut = (cut + 1) * 128 + (byte & 127);
  }
  return { length: Math.max(0, before - cut), end };
}
