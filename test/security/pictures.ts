import { instance } from '@viz-js/viz';
import { xmlElements } from '../cli/wellFormed.ts';
import { faultsOf } from './shown.ts';

const svgElements = /^(?:svg|title|style|rect|g|a|path|polygon|polyline|ellipse|text)$/;

/** What an svg holds that is none of ours. Links lead to files alone. */
export function svgFaults(svg: string): readonly string[] {
  const faults = xmlElements(svg).flatMap(({ name, attributes }) => [
    ...(svgElements.test(name) ? [] : [`<${name}>`]),
    ...Object.entries(attributes).flatMap(([attribute, value]) => {
      if (/^on/i.test(attribute)) return [attribute];
      return /href$/.test(attribute) && !isFileAddress(value) ? [value] : [];
    }),
  ]);
  return [...faults, ...faultsOf(svg)];
}

const mermaidLine =
  /^(?:flowchart LR| {2}n\d+\["[\p{L}\p{M}\p{N} #;]*(?:<br\/>[\p{L}\p{M}\p{N} #;]*)*"\]:::\w+| {2}n\d+ (?:-->|==>|-\.->)(?:\|"[\p{L}\p{M}\p{N} #;]*"\|)? n\d+| {2}classDef \w+ [\w:, -]+|)$/u;

export function mermaidFaults(mermaid: string): readonly string[] {
  return mermaid.split('\n').filter((line) => !mermaidLine.test(line));
}

interface Drawn {
  readonly objects?: readonly { readonly name: string; readonly URL?: string }[];
  readonly edges?: readonly { readonly URL?: string }[];
}

/** What Graphviz finds in a graph that is none of ours. */
export async function dotFaults(dot: string): Promise<readonly string[]> {
  const { objects = [], edges = [] } = (await instance()).renderJSON(dot) as Drawn;
  return [
    ...objects.flatMap(({ name, URL = '' }) => [
      ...(/^n\d+$/.test(name) ? [] : [name]),
      ...(isFileAddress(URL) ? [] : [URL]),
    ]),
    ...edges.flatMap(({ URL }) => (URL === undefined ? [] : [URL])),
    ...faultsOf(dot),
  ];
}

/** A file's URI, or its relative path in which nothing is a scheme. */
function isFileAddress(address: string): boolean {
  return /^(?:file:\/\/\/[^"<>\s]*|[^:"<>\s]*)$/.test(address);
}
