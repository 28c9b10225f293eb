/** `1 notebook`, `2 notebooks`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 || noun === 'info' ? '' : 's'}`;
}
