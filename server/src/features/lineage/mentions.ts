import path from 'node:path';
import type { Position } from 'vscode-languageserver-protocol';
import { relativeUses } from '../../lineage/index.ts';
import { type Place, TextView, type View } from '../../notebook/index.ts';
import { textAt } from '../../notebook/json/values.ts';
import { titleOf } from '../../notebook/markdown/title.ts';
import { recordOf } from '../../record/index.ts';
import { recordedParents, type Surroundings } from '../../rules/index.ts';
import { isOn } from '../isOn.ts';

/** A place in a notebook that stands for a notebook or a data file. */
export type Mention = NotebookMention | DataMention;

interface NotebookMention {
  /** `itself` for the notebook's title and its own id. */
  readonly kind: 'itself' | 'parent';
  /** Null for the title of a notebook without an id. */
  readonly id: string | null;
  readonly place: Place;
}

interface DataMention {
  readonly kind: 'data';
  readonly access: 'read' | 'write';
  /** Absolute. */
  readonly file: string;
  readonly place: Place;
}

/** What a notebook mentions: in its record, where that is shown as text, in its title, in `header(parent=…)`, and in calls that read and write files. */
export function mentionsIn(view: View, { program, file }: Surroundings): readonly Mention[] {
  const { notebook } = view;
  const id = textAt(recordOf(notebook), 'id') ?? null;
  const title = titleOf(notebook);
  const inRecord: NotebookMention[] = recordedParents(notebook).map((parent) => ({ kind: 'parent', ...parent }));
  if (id !== null) inRecord.push({ kind: 'itself', id, place: ownId });
  return [
    // An editor's notebook shows no record: places in it stand for the first cell.
    ...(view instanceof TextView ? inRecord : []),
    ...(title?.kind === 'heading'
      ? [{ kind: 'itself', id, place: source(title.cell, title.heading) } satisfies NotebookMention]
      : []),
    ...(program?.cells ?? []).flatMap(({ index, python }) =>
      python.nbprojectCalls
        .flatMap((call) => call.arguments)
        .flatMap((argument): NotebookMention[] =>
          argument.name === 'parent' && typeof argument.value === 'string'
            ? [{ kind: 'parent', id: argument.value, place: source(index, argument) }]
            : [],
        ),
    ),
    ...(program && file !== undefined ? relativeUses(program, path.dirname(file)) : []).map(
      ({ file: used, cell, use }): DataMention => ({
        kind: 'data',
        access: use.access,
        file: used,
        place: source(cell, use),
      }),
    ),
  ];
}

/** What stands at a position; the first where several do. */
export function mentionAt(
  view: View,
  surroundings: Surroundings,
  uri: string,
  position: Position,
): Mention | undefined {
  return mentionsIn(view, surroundings).find(({ place }) => isOn(view.locate(place), uri, position));
}

const ownId: Place = { kind: 'json', path: ['metadata', 'nbproject', 'id'], at: 'value' };

function source(cell: number, { start, end }: { readonly start: number; readonly end: number }): Place {
  return { kind: 'source', cell, start, end };
}
