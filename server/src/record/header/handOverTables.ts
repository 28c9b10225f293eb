import { asHtml, asMarkdown } from '../../notebook/untrusted.ts';
import type { HandOver } from './handOver.ts';

/** Of packages that differ: what does not fit on a screen is no header. */
const mostLines = 50;
/** Of a name or a version, in UTF-16 code units. */
const versionLimit = 80;

export function handOverMarkdown({ columns: [sender, receiver], lines, rest: same }: HandOver): string {
  const shown = lines.slice(0, mostLines).map(({ name, sender, receiver, difference }) => {
    const versions = [name, sender, receiver].map((text) => asMarkdown(text, versionLimit));
    return `| ${versions.join(' | ')} | ${difference} |\n`;
  });
  const rest = restText(lines.length - shown.length, same);
  return `| | ${sender} | ${receiver} | |\n|---|---|---|---|\n${shown.join('')}${rest && `\n${rest}\n`}`;
}

export function handOverHtml({ columns, lines, rest: same }: HandOver): string {
  const shown = lines.slice(0, mostLines).map(({ name, sender, receiver, difference }) => {
    const versions = [sender, receiver].map((text) => htmlCell(asHtml(text, versionLimit)));
    return `<tr>${htmlCell(`<b>${asHtml(name, versionLimit)}</b>`)}${versions.join('')}${htmlCell(difference)}</tr>`;
  });
  const head = ['', ...columns, ''].map((column) => htmlCell(`<b>${column}</b>`));
  const rest = restText(lines.length - shown.length, same);
  const foot = rest && `<tr><td colspan="4">${rest}</td></tr>`;
  return `<table><tbody><tr>${head.join('')}</tr>${shown.join('')}${foot}</tbody></table>`;
}

export function htmlCell(content: string): string {
  return `<td style="text-align: left;">${content}</td>`;
}

function restText(more: number, same: string): string {
  const parts = [more > 0 ? `${more} more differ` : '', same].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join(', ')}.`;
}
