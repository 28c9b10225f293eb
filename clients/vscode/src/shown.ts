/** A notebook's text as a line that is shown among ours: nothing in it reorders or hides what stands around it. */
export function shown(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');
}
