import { pathToFileURL } from 'node:url';
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver-protocol';
import type { Location, View } from '../notebook/index.ts';
import type { Finding, Severity } from '../rules/index.ts';

/** What the client takes in a diagnostic. */
export interface DiagnosticOptions {
  readonly relatedInformation: boolean;
  /** The address of a rule's page; undefined for a client that does not open one. */
  readonly pageOf: ((code: string) => string) | undefined;
}

export const diagnosticSource = 'nbproject';

/** An editor is drowned by more, and nobody reads them. */
const maxDiagnostics = 1000;

/** The findings of a notebook as diagnostics, by document; those of the view's documents that have none are left out. */
export function diagnosticsOf(
  view: View,
  findings: readonly Finding[],
  options: DiagnosticOptions,
): ReadonlyMap<string, Diagnostic[]> {
  const byDocument = new Map<string, Diagnostic[]>();
  const add = (uri: string, diagnostic: Diagnostic) => {
    const list = byDocument.get(uri);
    if (list) list.push(diagnostic);
    else byDocument.set(uri, [diagnostic]);
  };
  for (const finding of findings.slice(0, maxDiagnostics)) {
    const { uri, range } = view.locate(finding.place);
    add(uri, { ...diagnosticOf(view, finding, options), range });
  }
  const hidden = findings.length - maxDiagnostics;
  if (hidden > 0) {
    const { uri, range } = view.locate({ kind: 'json', path: [], at: 'value' });
    const message = `${hidden} more problems are not shown; \`nbls check\` lists all ${findings.length}.`;
    add(uri, { range, message, severity: severities.info, source: diagnosticSource });
  }
  return byDocument;
}

function diagnosticOf(view: View, finding: Finding, options: DiagnosticOptions): Omit<Diagnostic, 'range'> {
  const related: DiagnosticRelatedInformation[] = [
    ...(finding.related ?? []).map(({ message, place }) => ({ message, location: view.locate(place) })),
    ...(finding.relatedNotebooks ?? []).map(({ message, file }) => ({ message, location: startOf(file) })),
  ];
  return {
    message: finding.message,
    severity: severities[finding.severity],
    source: diagnosticSource,
    code: finding.code,
    ...(options.pageOf && { codeDescription: { href: options.pageOf(finding.code) } }),
    ...(options.relatedInformation && related.length > 0 && { relatedInformation: related }),
  };
}

/** Another notebook as a whole: it need not be open. */
function startOf(file: string): Location {
  const start = { line: 0, character: 0 };
  return { uri: pathToFileURL(file).href, range: { start, end: start } };
}

/** LSP `DiagnosticSeverity`. */
const severities: Readonly<Record<Severity, 1 | 2 | 3 | 4>> = { error: 1, warning: 2, info: 3, hint: 4 };
