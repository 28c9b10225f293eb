/** A title in Markdown made from a file's name without its ending: `my_analysis-2` gives "My analysis 2". */
export function titleFromName(name: string): string {
  const words = name.replace(/[_\-\s]+/g, ' ').trim();
  const title = words === '' ? 'Title' : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
  return title.replace(/[\\`*[\]<>&#!$~|]/g, '\\$&');
}
