import { pathToFileURL } from 'node:url';
import { type Graph, type GraphFormat, type GraphParams, graphFormats } from 'nbproject-protocol';
import { graphOf, outlineOf, pictureOf } from '../../lineage/graph/index.ts';
import { unlessCancelled } from '../messages/answer.ts';
import { invalidParams, requestFailed } from '../messages/errors.ts';
import type { Session } from '../session.ts';
import { filePath } from '../uris.ts';
import { show } from '../user/show.ts';
import { within } from '../within.ts';

/** The notebooks of the workspace, or the ancestors and descendants of one, as their files are. */
export async function graphFor(session: Session, params: GraphParams | null | undefined): Promise<Graph> {
  const lineage = await session.index.upToDate();
  if (!lineage) throw requestFailed('There is no workspace to draw: no folder is open, or it cannot be read.');
  const uri = params?.uri;
  if (uri === undefined) return graphOf(lineage, undefined);
  if (typeof uri !== 'string') throw invalidParams('`uri` has to be a string.');
  const file = filePath(session.notebooks.notebookOf(uri) ?? uri);
  if (file === undefined || !lineage.of(file)) throw requestFailed(`${uri} is no notebook of the workspace.`);
  return graphOf(lineage, file);
}

/**
 * The command `nbproject.showGraph`. With a format it gives that, for a client that shows it itself. Without one somebody has called it by its
 * name: the picture is opened where the client can open documents, and told in words where it cannot; the result is the graph.
 */
export async function showGraph(
  session: Session,
  params: ShowGraphParams | undefined,
  signal: AbortSignal,
): Promise<Graph | string> {
  const format = params?.format;
  if (format !== undefined && !graphFormats.includes(format))
    throw invalidParams(`\`format\` has to be one of ${graphFormats.join(', ')}.`);
  const graph = await unlessCancelled(graphFor(session, params), signal);
  if (format === 'json') return graph;
  if (format !== undefined) return pictured(graph, format);
  if (!(await openPicture(session, graph))) show(session, 'info', outlineOf(graph));
  return graph;
}

interface ShowGraphParams extends GraphParams {
  readonly format?: GraphFormat;
}

async function pictured(graph: Graph, format: Exclude<GraphFormat, 'json'>): Promise<string> {
  const picture = await pictureOf(graph, format, (uri) => uri);
  if ('problem' in picture) throw requestFailed(`${picture.problem}.`);
  return picture.text;
}

/** Has the client open the picture outside the editor, in a browser. False where it cannot or does not. */
async function openPicture(session: Session, graph: Graph): Promise<boolean> {
  if (!session.client.opensDocuments) return false;
  const picture = await pictureOf(graph, 'svg', (uri) => uri);
  if ('problem' in picture) return false;
  const file = session.pictures.write('lineage.svg', picture.text);
  const params = { uri: pathToFileURL(file).href, external: true };
  const asked = session.connection.request('window/showDocument', params);
  const answer = await within(answerWait, asked).catch(() => undefined);
  return (answer as { success?: unknown } | undefined)?.success === true;
}

/** So long an editor may take to open something, in milliseconds. */
const answerWait = 10_000;
