/**
 * The form in which two spellings of a distribution's name are the same: lower case, and every run of `-`, `_` and `.` as one
 * `-`. Source: PEP 503.
 */
export function normalizedName(name: string): string {
  return name.replace(/[-_.]+/g, '-').toLowerCase();
}
