import { shown } from '../shown.ts';
import type { FromPage } from '../webviewMessages.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void };

const { postMessage } = acquireVsCodeApi();

/** Says that the page listens, and shows each thing that is posted to it. */
export function showPosted<Message>(show: (message: Message) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<Message>) => show(data));
  postMessage({ kind: 'ready' });
}

type Child = Node | string;

/** An element with text and elements in it. Text stays text, whatever notebook it comes from. */
export function element(name: string, className: string, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children.map((child) => (typeof child === 'string' ? shown(child) : child)));
  return made;
}

export function button(className: string, label: Child, message: FromPage): HTMLElement {
  const made = element('button', className, label);
  made.addEventListener('click', () => postMessage(message));
  return made;
}

export { postMessage };
