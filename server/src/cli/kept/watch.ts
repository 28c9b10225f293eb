import { remembered } from '../../incremental/remembered.ts';
import type { Lineage } from '../../lineage/index.ts';
import type { LiveEnvironment } from '../../record/index.ts';
import type { Outside } from '../analysis/outside.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import type { Conversation, Question } from '../report/fileReport.ts';
import { digest } from './digest.ts';

interface Watch {
  /** To be asked in place of the one that is watched. */
  readonly outside: Outside;
  /** What was said until now. */
  readonly conversation: () => Conversation;
}

/**
 * Notes what is asked, and what is answered. A check asks its next question for no other reason than the file, the settings and the answers so
 * far: where these are the same, so is all that it asks and finds.
 */
export function watch(outside: Outside): Watch {
  const questions = new Map<string, Question>();
  const answers: string[] = [];
  const note = (question: Question, answer: string) => {
    const key = JSON.stringify(question);
    if (questions.has(key)) return;
    questions.set(key, question);
    answers.push(answer);
  };
  const watched: Outside = {
    environment: async (file, kernel, settings) => {
      const found = await outside.environment(file, kernel, settings);
      note(kernel === undefined ? ['environment'] : ['environment', kernel], environmentDigest(found));
      return found;
    },
    dataFiles: async (file, asked, settings) => {
      const found = await outside.dataFiles(file, asked, settings);
      note(['dataFiles', ...asked], asked.map((one) => found(one) ?? 'not looked at').join());
      return found;
    },
    lineage: async (file, settings) => {
      const found = await outside.lineage(file, settings);
      note(['lineage'], found ? 'known' : 'none');
      return found && watchedLineage(found, note);
    },
  };
  return {
    outside: watched,
    conversation: () => ({ questions: [...questions.values()], answers: digest(answers.join('\n')) }),
  };
}

/** True where the questions of a conversation have the same answers now. */
export async function isAsBefore(
  { questions, answers }: Conversation,
  outside: Outside,
  file: string,
  settings: RunSettings,
): Promise<boolean> {
  const again = watch(outside);
  let lineage: Lineage | undefined;
  for (const [what, ...of] of questions) {
    const [first = ''] = of;
    if (what === 'environment') await again.outside.environment(file, of[0], settings);
    else if (what === 'dataFiles') await again.outside.dataFiles(file, of, settings);
    else if (what === 'lineage') lineage = await again.outside.lineage(file, settings);
    else if (what === 'notebooks') lineage?.notebooks;
    else if (isLookup(what)) lineage?.[what](first);
    else return false;
  }
  return again.conversation().answers === answers;
}

type Note = (question: Question, answer: string) => void;

const lookups = ['of', 'withId', 'childrenOf', 'writersOf', 'readersOf'] as const;

function isLookup(what: string): what is (typeof lookups)[number] {
  return lookups.some((one) => one === what);
}

function watchedLineage(lineage: Lineage, note: Note): Lineage {
  const asked =
    <Answer extends object | undefined>(what: (typeof lookups)[number], answer: (of: string) => Answer) =>
    (of: string): Answer => {
      const found = answer(of);
      note([what, of], digestOf(found));
      return found;
    };
  return {
    get notebooks() {
      note(['notebooks'], digestOf(lineage.notebooks));
      return lineage.notebooks;
    },
    of: asked('of', lineage.of),
    withId: asked('withId', lineage.withId),
    childrenOf: asked('childrenOf', lineage.childrenOf),
    writersOf: asked('writersOf', lineage.writersOf),
    readersOf: asked('readersOf', lineage.readersOf),
  };
}

/** Answers are asked for again and again, and each is the same object. */
const digestOf = remembered((answer: object | undefined): string => digest(JSON.stringify(answer) ?? 'none'));

const environmentDigest = remembered(({ answer, localModules }: LiveEnvironment): string => {
  const { environment } = answer;
  const packages = environment && packagesDigest(environment.packages);
  return digest(
    JSON.stringify({ ...answer, environment: { ...environment, packages }, localModules: [...localModules] }),
  );
});

type Packages = NonNullable<LiveEnvironment['answer']['environment']>['packages'];

/** All but the times at which folders were changed, which nobody looks at but who wants to know whether to read them again. */
const packagesDigest = remembered(({ fingerprint, ...packages }: Packages): string =>
  digest(JSON.stringify(packages, (_, value: unknown) => (isCollection(value) ? [...value] : value))),
);

function isCollection(value: unknown): value is Iterable<unknown> {
  return value instanceof Map || value instanceof Set;
}
