import type { ProblemCounts } from 'nbproject-protocol';

/** `2 errors, 1 warning`; hints and infos are counted only where there is nothing worse. */
export function problemsText({ error, warning, info, hint }: ProblemCounts): string {
  const serious = [counted(error, 'error'), counted(warning, 'warning')].filter((part) => part !== '');
  if (serious.length > 0) return serious.join(', ');
  return counted(info + hint, 'note') || 'no problems';
}

function counted(count: number, name: string): string {
  return count === 0 ? '' : `${count} ${name}${count === 1 ? '' : 's'}`;
}
