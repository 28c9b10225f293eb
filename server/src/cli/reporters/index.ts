import { concise } from './concise.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { ndjson } from './ndjson.ts';
import type { CreateReporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { statistics } from './statistics.ts';
import { statisticsJson } from './statisticsJson.ts';
import { text } from './text.ts';

interface Format {
  readonly findings: CreateReporter;
  /** What `--statistics` prints in their place; left out where those who read the format have no use for it. */
  readonly statistics?: CreateReporter;
}

const textFormat: Format = { findings: text, statistics };

const byName: Readonly<Record<string, Format>> = {
  text: textFormat,
  concise: { findings: concise, statistics },
  json: { findings: json, statistics: statisticsJson },
  ndjson: { findings: ndjson, statistics: statisticsJson },
  github: { findings: github, statistics },
  gitlab: { findings: gitlab },
  sarif: { findings: sarif },
  junit: { findings: junit },
};

/** The names that `--format` takes. */
export const formats: readonly string[] = Object.keys(byName);

/** Text, where no format is named. */
export function formatOf(name = 'text'): Format {
  return byName[name] ?? textFormat;
}
