import { instance } from '@viz-js/viz';

/** The one door to Graphviz, which is a file of its own in the product: it is larger than the program, and loaded for a picture alone. */
export async function layOut(dot: string): Promise<string> {
  return (await instance()).renderString(dot, { format: 'svg' });
}
