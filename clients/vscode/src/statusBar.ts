import { commands, type Header } from 'nbproject-protocol';
import { Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { Headers } from './headers.ts';
import { problemsText } from './problems.ts';
import { shown } from './shown.ts';

/** State, version and problems of the notebook that the user is in; the header on hover. */
export function statusBarItem(headers: Headers): Disposable {
  const item = window.createStatusBarItem('nbproject.status', StatusBarAlignment.Right, 90);
  item.name = 'Notebook integrity';
  item.command = commands.showHeader;
  const update = () => {
    const header = headers.current;
    if (!header) {
      item.hide();
      return;
    }
    const { state, record, problems } = header;
    // What a notebook says of itself draws no icons.
    const version =
      typeof record?.version === 'string' ? shown(record.version).slice(0, 40).replaceAll('$(', '$ (') : '';
    item.text = `$(notebook) ${[state, version, problemsText(problems)].filter(Boolean).join(' · ')}`;
    item.tooltip = tooltipOf(header);
    item.backgroundColor = problems.error > 0 ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    item.show();
  };
  return Disposable.from(item, headers.onDidChange(update));
}

/** The header, which the server has made safe, and links to what can be done. */
function tooltipOf({ uri, markdown }: Header): MarkdownString {
  const target = encodeURIComponent(JSON.stringify([{ uri }]));
  const links = [
    ['Publish', commands.publish],
    ['Show lineage', commands.showGraph],
  ].map(([label, command]) => `[${label}](command:${command}?${target})`);
  const tooltip = new MarkdownString(`${markdown}\n\n${links.join(' · ')}`);
  tooltip.isTrusted = { enabledCommands: Object.values(commands) };
  return tooltip;
}
