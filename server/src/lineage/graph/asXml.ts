import { asHtml } from '../../notebook/untrusted.ts';

/** Visible text for the content or an attribute of an XML element, uncut. XML knows fewer characters than HTML. */
export function asXml(text: string): string {
  return asHtml(text, Number.POSITIVE_INFINITY).replace(/[\ufffe\uffff]/g, '\ufffd');
}
