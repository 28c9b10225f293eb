import { existsSync } from 'node:fs';
import { eventually, type Truthful } from '../waiting.ts';
import { type Client, type EmacsOptions, type EmacsProcess, startEmacsProcess } from './process.ts';

/** A real Emacs, and what a user does with it and sees of it. */
export interface Emacs extends EmacsProcess {
  /** Runs a command by `M-x`. */
  command(name: string): Promise<void>;
  /** Visits a file by `C-x C-f`. */
  open(path: string): Promise<void>;
  save(): Promise<void>;
  /** The text of the buffer that the user works in. */
  text(): Promise<string>;
  /** Waits until the text holds this. */
  textWith(part: string): Promise<void>;
  /** Waits until the text is exactly this. */
  textIs(text: string): Promise<void>;
  /** Waits until a server is connected to the buffer. */
  attached(): Promise<void>;
  /** What is drawn as diagnostics, in the order of the text. */
  diagnostics(): Promise<SeenDiagnostic[]>;
  /** The diagnostics, once one of this code is among them. */
  diagnosticsWith(code: string): Promise<SeenDiagnostic[]>;
  diagnosticsWithout(code: string): Promise<void>;
  /** Puts point on the first character of the first diagnostic of this code, once there is one. */
  goTo(code: string): Promise<void>;
  /** Opens the menu of code actions at point and chooses one. */
  chooseCodeAction(title: RegExp): Promise<void>;
  /** Answers a question in the minibuffer with the first choice that fits, and gives what was asked. */
  choose(choice: RegExp): Promise<string>;
  /** Waits until what is drawn holds this text, and gives the whole screen. */
  drawn(text: string | RegExp): Promise<string>;
  /** Waits until `read` gives something other than undefined, null, or false. */
  eventually<Result>(what: string, read: () => Promise<Result> | Result): Promise<Truthful<Result>>;
}

interface SeenDiagnostic {
  readonly code: string;
  readonly message: string;
  /** Both 0-based, the column in characters. */
  readonly line: number;
  readonly column: number;
  /** The text that is underlined. */
  readonly text: string;
}

interface Question {
  readonly prompt: string;
  readonly choices: readonly string[];
}

export async function startEmacs(program: string, client: Client, options: EmacsOptions = {}): Promise<Emacs> {
  const emacsProcess = await startEmacsProcess(program, client, options);
  const emacs: Emacs = {
    ...emacsProcess,
    async command(name) {
      await emacs.press('M-x');
      await emacs.type(name);
      await emacs.press('Enter');
    },
    async open(path) {
      await emacs.press('C-x', 'C-f');
      await emacs.type(path);
      await emacs.press('Enter');
      await emacs.eventually(`${path} to be visited`, async () => (await emacs.evaluate('buffer-file-name')) === path);
    },
    async save() {
      await emacs.press('C-x', 'C-s');
      await emacs.eventually('the buffer to be saved', () => emacs.evaluate('(not (buffer-modified-p))'));
    },
    text: () => emacs.evaluate('(buffer-substring-no-properties (point-min) (point-max))'),
    async textWith(part) {
      await emacs.eventually(`${part} in the text`, async () => (await emacs.text()).includes(part));
    },
    async textIs(text) {
      await emacs.eventually('the text expected', async () => (await emacs.text()) === text);
    },
    async attached() {
      await emacs.eventually('our server', () =>
        emacs.evaluate(`(and (fboundp 'nbproject--client) (nbproject--client))`),
      );
    },
    diagnostics: async () => (await emacs.evaluate<SeenDiagnostic[] | null>('(nbproject-test-diagnostics)')) ?? [],
    diagnosticsWith: (code) =>
      emacs.eventually(`a diagnostic ${code}`, async () => {
        const seen = await emacs.diagnostics();
        return seen.some((diagnostic) => diagnostic.code === code) && seen;
      }),
    async diagnosticsWithout(code) {
      await emacs.eventually(`no diagnostic ${code}`, async () =>
        (await emacs.diagnostics()).every((diagnostic) => diagnostic.code !== code),
      );
    },
    async goTo(code) {
      const first = (await emacs.diagnosticsWith(code)).find((diagnostic) => diagnostic.code === code);
      await emacs.press('M-g', 'M-g');
      await emacs.type(String((first?.line ?? 0) + 1));
      await emacs.press('Enter');
      await emacs.press('M-g', 'Tab');
      await emacs.type(String(first?.column ?? 0));
      await emacs.press('Enter');
    },
    async chooseCodeAction(title) {
      await emacs.command(client === 'eglot' ? 'eglot-code-actions' : 'lsp-execute-code-action');
      await emacs.choose(title);
    },
    async choose(choice) {
      const asked = await emacs.eventually('a question in the minibuffer', () =>
        emacs.evaluate<Question | null>('(nbproject-test-question)'),
      );
      const chosen = asked.choices.find((one) => choice.test(one));
      if (chosen === undefined) throw new Error(`${asked.prompt} offers no ${choice}: ${asked.choices.join(' | ')}`);
      // Typed, a space would complete; and Eglot has typed the first choice already.
      const answer = `(progn (delete-minibuffer-contents) (insert ${quoted(chosen)}) nil)`;
      await emacs.evaluate(`(with-selected-window (active-minibuffer-window) ${answer})`);
      await emacs.press('Enter');
      return asked.prompt;
    },
    drawn: (text) =>
      emacs.eventually(`${text} on the screen`, async () => {
        const seen = await emacs.screen();
        return (typeof text === 'string' ? seen.includes(text) : text.test(seen)) && seen;
      }),
    eventually: (what, read) => eventually(what, read, emacs.screen),
  };
  await emacs.eventually('Emacs to listen', () => existsSync(emacs.socket));
  return emacs;
}

/** A text as Lisp reads it. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
