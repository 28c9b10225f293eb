import { concise } from './concise.ts';
import { json } from './json.ts';
import { ndjson } from './ndjson.ts';
import type { CreateReporter } from './reporter.ts';
import { statistics } from './statistics.ts';
import { statisticsJson } from './statisticsJson.ts';
import { text } from './text.ts';

interface Format {
  readonly findings: CreateReporter;
  /** What `--statistics` prints in their place. */
  readonly statistics: CreateReporter;
}

const textFormat: Format = { findings: text, statistics };

const byName: Readonly<Record<string, Format>> = {
  text: textFormat,
  concise: { findings: concise, statistics },
  json: { findings: json, statistics: statisticsJson },
  ndjson: { findings: ndjson, statistics: statisticsJson },
};

/** The names that `--format` takes. */
export const formats: readonly string[] = Object.keys(byName);

/** Text, where no format is named. */
export function formatOf(name = 'text'): Format {
  return byName[name] ?? textFormat;
}
