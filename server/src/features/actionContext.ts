import type { CodeActionContext, Diagnostic, Range } from 'vscode-languageserver-protocol';
import type { Place, View } from '../notebook/index.ts';
import type { Finding } from '../rules/index.ts';
import { type DiagnosticOptions, diagnosticsOf } from './diagnostics.ts';

/** True for a kind that the client asks for; it may ask for all, or for a kind that this one is below. */
export function wants({ only }: CodeActionContext, kind: string): boolean {
  return !only || only.some((one) => kind === one || kind.startsWith(`${one}.`));
}

/** True for what lies on the lines of a range: some editors send an empty range at the cursor. */
export function isOnLines(view: View, { place }: { readonly place: Place }, uri: string, range: Range): boolean {
  const location = view.locate(place);
  return (
    location.uri === uri && location.range.start.line <= range.end.line && location.range.end.line >= range.start.line
  );
}

/** The diagnostic as the client has it, where it sent it along; else as it was published. */
export function diagnosticFor(
  view: View,
  finding: Finding,
  context: CodeActionContext,
  options: DiagnosticOptions,
): Diagnostic[] {
  const sent = context.diagnostics.find(({ code, message }) => code === finding.code && message === finding.message);
  if (sent) return [sent];
  return [...diagnosticsOf(view, [finding], options).values()].flat();
}
