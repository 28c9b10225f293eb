import type { HeaderRow } from 'nbproject-protocol';
import { asHtml, asMarkdown } from '../../notebook/untrusted.ts';
import { handOverLabels, handOverOf } from './handOver.ts';
import { htmlCell as cell, handOverHtml, handOverMarkdown } from './handOverTables.ts';
import type { HeaderFacts } from './rows.ts';

/** A heading and a list, for hovers: the first four characters of an id are the ones that people use. */
export function headerMarkdown(facts: HeaderFacts, rows: readonly HeaderRow[]): string {
  const title = asMarkdown(facts.title ?? '', valueLimit) || 'Notebook without a title';
  const handOver = handOverOf(facts);
  const lines = rows
    .filter(({ label }) => label !== 'title' && !(handOver && handOverLabels.has(label)))
    .map(
      ({ label, value, status }) =>
        `- **${asMarkdown(label, 40)}**: ${markdownValue(label, value)}${status === 'warning' ? ' ⚠' : ''}`,
    );
  return `### ${title}\n\n${lines.join('\n')}\n${handOver ? `\n${handOverMarkdown(handOver)}` : ''}`;
}

/** The table that nbproject shows, and one of what differs here. */
export function headerHtml(facts: HeaderFacts, rows: readonly HeaderRow[]): string {
  const handOver = handOverOf(facts);
  const lines = rows
    .filter(({ label }) => !(handOver && handOverLabels.has(label)))
    .map(({ label, value }) => `<tr>${cell(`<b>${asHtml(label, 40)}</b>`)}${cell(htmlValue(label, value))}</tr>`);
  return `<table><tbody>${lines.join('')}</tbody></table>${handOver ? handOverHtml(handOver) : ''}`;
}

/** What a row shows at most, in UTF-16 code units: packages of a large project fit, a page of text does not. */
const valueLimit = 2000;
const idStart = 4;

function markdownValue(label: string, value: string): string {
  if (label !== 'id') return asMarkdown(value, valueLimit);
  return `**${asMarkdown(value.slice(0, idStart), idStart)}**${asMarkdown(value.slice(idStart), valueLimit)}`;
}

function htmlValue(label: string, value: string): string {
  if (label !== 'id') return asHtml(value, valueLimit);
  return `${asHtml(value.slice(0, idStart), idStart)}<span style="opacity:0.3">${asHtml(value.slice(idStart), valueLimit)}</span>`;
}
