/**
 * Text with nothing in it that could be a credential, for messages that quote a notebook: long words of letters and digits and the passwords of
 * addresses become `…`. At once, and by the look alone: it takes away more than credentials.
 */
export function withoutCredentials(text: string): string {
  return text
    .replace(/(:\/\/[^\s:/@]*:)[^\s@]+@/g, '$1…@')
    .replace(/[A-Za-z0-9+=_-]{20,}/g, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? '…' : word));
}
