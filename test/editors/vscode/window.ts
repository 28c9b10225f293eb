import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { expect, inject, vi } from 'vitest';
import type * as Code from 'vscode';

/** What the door into the extension host hands to a function. */
export interface Inside {
  readonly vscode: typeof Code;
  readonly kernel: { readonly controller: Code.NotebookController; count: number };
}

/** How long to wait for what ought to happen, in milliseconds: many times what it takes on a busy machine. */
export const patience = 20_000;

const screenshots = path.join(import.meta.dirname, 'dist');
/** Those that READMEs show, and how much of them from the top, in pixels; written there where UPDATE_IMAGES is set. */
const images = path.join(import.meta.dirname, '..', '..', '..', 'clients', 'vscode', 'images');
const inReadme: ReadonlyMap<string, number> = new Map([
  ['findings', 760],
  ['header', 520],
  ['publish-asks', 480],
  ['lineage-of-all', 560],
]);

let browser: Browser | undefined;
const windows: Window[] = [];

/** A window of VS Code in a real browser, on a workspace of its own. */
export class Window {
  readonly page: Page;
  readonly folder: string;

  private constructor(page: Page, folder: string) {
    this.page = page;
    this.folder = folder;
  }

  /** Opens a window whose workspace holds these files, by their path in it. */
  static async open(files: Readonly<Record<string, string | Buffer>>): Promise<Window> {
    const folder = path.join(inject('run'), `window-${process.pid}-${windows.length}`, 'work');
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) write(path.join(folder, name), content);
    browser ??= await chromium.connect(inject('browser'));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(patience);
    const window = new Window(page, folder);
    windows.push(window);
    await vi.waitFor(() => page.goto(`${inject('address')}/?folder=${folder}`), { timeout: 60_000 });
    // A notebook that is opened before the extensions are known is opened as text.
    await vi.waitFor(() => window.inside(() => true), { timeout: 90_000, interval: 200 });
    return window;
  }

  /** Runs a function in the extension host; it sees nothing but its arguments. */
  async inside<Args extends readonly unknown[], Result>(
    code: (inside: Inside, ...args: Args) => Result,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const port = readFileSync(path.join(this.folder, '..', 'door'), 'utf8');
    const body = JSON.stringify({ code: code.toString(), args });
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
    const { value, error } = (await response.json()) as { value: Awaited<Result>; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name: string, content: string | Buffer): void {
    write(this.path(name), content);
  }

  static async screenshotAll(name: string): Promise<void> {
    for (const window of windows) if (!window.page.isClosed()) await window.screenshot(name);
  }

  /** Kept by the run, to be looked at. */
  async screenshot(name: string, pointer: 'away' | 'where it is' = 'away'): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    if (pointer === 'away') await this.page.mouse.move(5, 5);
    await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    const height = inReadme.get(name);
    const { width = 0 } = this.page.viewportSize() ?? {};
    if (process.env.UPDATE_IMAGES && height !== undefined)
      await this.page.screenshot({ path: path.join(images, `${name}.png`), clip: { x: 0, y: 0, width, height } });
  }

  /** A key binding such as `Control+.`. */
  press(keys: string): Promise<void> {
    return this.page.keyboard.press(keys);
  }

  /** Where Playwright's own click is stopped by what VS Code lays over everything. */
  async click(target: Locator): Promise<void> {
    const place = await eventually(`a place of ${target}`, async () => {
      const box = await target.boundingBox({ timeout: 1000 }).catch(() => null);
      return box ?? undefined;
    });
    await this.page.mouse.click(place.x + place.width / 2, place.y + place.height / 2);
  }

  /** Runs a command as the palette does: it is not told what it is about. */
  async command(name: string): Promise<void> {
    await this.inside(({ vscode }, command) => vscode.commands.executeCommand(command).then(() => null), name);
  }

  /** Sets a setting of the workspace; undefined takes it back. */
  async set(name: string, value: unknown): Promise<void> {
    await this.inside(
      async ({ vscode }, key, to) => {
        await vscode.workspace.getConfiguration().update(key, to ?? undefined, vscode.ConfigurationTarget.Workspace);
      },
      name,
      value ?? null,
    );
  }

  /** The file in the editor that has the focus. */
  activeFile(): Promise<string | undefined> {
    return this.inside(({ vscode }) => vscode.window.activeTextEditor?.document.uri.path);
  }

  /** The rule codes of the findings at a file as such. */
  codesOf(name: string): Promise<(string | number)[]> {
    return this.inside(({ vscode }, file) => {
      const found = vscode.languages.getDiagnostics(vscode.Uri.file(file));
      return found.flatMap(({ source, code }) =>
        source === 'nbproject' && typeof code === 'object' ? [code.value] : [],
      );
    }, this.path(name));
  }

  /** Waits until an element holds a text. */
  async shows(selector: string, text: string): Promise<void> {
    const element = this.page.locator(selector).first();
    await vi.waitFor(async () => expect(await element.textContent({ timeout: 1000 })).toContain(text), {
      timeout: patience,
      interval: 100,
    });
  }

  /** The rows of the Problems panel, as they read. */
  async problems(): Promise<string[]> {
    await this.inside(({ vscode }) => vscode.commands.executeCommand('workbench.actions.view.problems'));
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.first().waitFor();
    return (await rows.allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '));
  }

  /** Chooses from the menu of quick fixes at the cursor; again as long as it does not come, or comes a second time. */
  async quickFix(label: string | RegExp): Promise<void> {
    const item = this.page.locator('.action-widget .monaco-list-row', { hasText: label }).first();
    await eventually(`the quick fix ${label}`, async () => {
      if (!(await item.isVisible())) await this.press('Control+.');
      try {
        await item.click({ timeout: 5000 });
        await item.waitFor({ state: 'hidden', timeout: 1000 });
        return true;
      } catch {
        return undefined;
      }
    });
  }

  /** Chooses from the quick pick that is open. */
  async pick(label: string | RegExp): Promise<void> {
    await this.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first().click();
  }

  /** The page of a webview, known by something in it. */
  async frameWith(selector: string): Promise<Frame> {
    return eventually(`a webview with ${selector}`, async () => {
      for (const frame of this.page.frames()) {
        const count = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (count > 0) return frame;
      }
      return undefined;
    });
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** The first value that is there; fails where none comes in time. */
export async function eventually<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
  return vi.waitFor(
    async () => {
      const value = await look();
      if (value === undefined) throw new Error(`waited for ${what}`);
      return value;
    },
    { timeout: patience, interval: 100 },
  );
}

function write(file: string, content: string | Buffer): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}
