/** True for a text of nothing but white space. */
export function isBlank(text: string): boolean {
  return !/\S/.test(text);
}
