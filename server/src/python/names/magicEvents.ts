import { interpolatedNames, type Mention, magicEffect } from '../ipython/magics.ts';
import type { Command } from '../ipython/pythonText.ts';
import { type Frame, perhapsBind } from './frame.ts';

type Magic = Pick<Command, 'name' | 'arguments' | 'start' | 'end' | 'argumentsStart'>;

/** What a line of IPython syntax does to names, apart from the Python that it runs. */
export function commandEvents(command: Command, frame: Frame): void {
  if (command.kind === 'magic') magicEvents(command, frame);
  else if (command.kind === 'shell') lookups(interpolatedNames(command.arguments), command, frame);
  else lookups(wordsOf(command.arguments), command, frame);
}

/** What a line or cell magic does to names. */
export function magicEvents(magic: Magic, frame: Frame): void {
  const effect = magicEffect(magic.name, magic.arguments);
  lookups(interpolatedNames(magic.arguments), magic, frame);
  lookups(effect.mentions, magic, frame);
  for (const mention of effect.mentions) perhapsBind(mention.name, placeOf(mention, magic), frame);
  for (const mention of effect.defines) {
    frame.walk.emit({
      kind: 'bind',
      name: mention.name,
      ...placeOf(mention, magic),
      within: frame.within,
      certain: true,
      value: 'other',
    });
  }
  for (const mention of effect.deletes) {
    frame.walk.emit({
      kind: 'delete',
      name: mention.name,
      ...placeOf(mention, magic),
      within: frame.within,
      certain: !frame.conditional,
      by: 'del',
    });
  }
  if (effect.definesAnything) {
    frame.walk.emit({
      kind: 'unknowable',
      by: `%${magic.name}`,
      start: magic.start,
      end: magic.end,
      within: frame.within,
    });
  }
}

/** What the body of a magic that nobody knows may define, were it Python of the notebook. */
export function unknownBodyEvents(
  body: string,
  place: { readonly start: number; readonly end: number },
  frame: Frame,
): void {
  for (const match of body.matchAll(
    /^[ \t]*(?:(?:def|class)[ \t]+)?([^\W\d]\w*)[ \t]*(?:=(?!=)|\(|:)|\b(?:import|as)[ \t]+([^\W\d]\w*)/gmu,
  )) {
    perhapsBind(match[1] ?? match[2] ?? '', place, frame);
  }
}

/** Reads that are no error where the name is missing. */
function lookups(mentions: readonly Mention[], magic: Magic, frame: Frame): void {
  for (const mention of mentions) {
    frame.walk.emit({
      kind: 'read',
      name: mention.name,
      ...placeOf(mention, magic),
      within: frame.within,
      certain: false,
      annotation: false,
    });
  }
}

function placeOf(mention: Mention, { argumentsStart }: Magic): { readonly start: number; readonly end: number } {
  const start = argumentsStart + mention.offset;
  return { start, end: start + mention.name.length };
}

function wordsOf(text: string): readonly Mention[] {
  const found: Mention[] = [];
  for (const match of text.matchAll(/(?<![\w.])[^\W\d]\w*/gu)) found.push({ name: match[0], offset: match.index });
  return found;
}
