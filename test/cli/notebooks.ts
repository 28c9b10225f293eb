import { writeNotebook } from '../support/notation.ts';

/** Nothing is wrong with it. */
export const healthy = writeNotebook(`
--- markdown
# Growth of yeast
--- code [1]
x = 1
--- metadata
{"nbproject": {"id": "Kq3vX8bTz1Wn", "time_init": "2024-03-05T09:12:44.310000+00:00", "version": "draft"}}
`).text;

/** One error (a cell id that stands twice), one warning (no title), one hint (no record). */
export const unhealthy = writeNotebook(`
--- markdown id=same
Without a title
--- code [1] id=same
x = 1
`).text;
