import { layOut } from '../../server/src/lineage/graph/graphviz.ts';
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

/** What Graphviz finds in a graph that is none of ours. */
export async function dotFaults(dot: string): Promise<readonly string[]> {
  const svg = await layOut(dot);
  const nodes = [...svg.matchAll(/class="node[^"]*">\n(?:<g[^>]*>)?<title>([^<]*)<\/title>/g)].map(
    ([, name]) => name ?? '',
  );
  return [
    ...(nodes.length === 0 ? ['no node'] : nodes.filter((name) => !/^n\d+$/.test(name))),
    ...svgFaults(svg.slice(svg.indexOf('<svg'))),
    ...faultsOf(dot),
  ];
}

/** A file's URI, or its relative path in which nothing is a scheme. */
function isFileAddress(address: string): boolean {
  return /^(?:file:\/\/\/[^"<>\s]*|[^:"<>\s]*)$/.test(address);
}
