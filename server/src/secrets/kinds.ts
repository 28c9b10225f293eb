/** What secretlint's rules find, in words; by the last part of the rule's name. */
const kinds: Readonly<Record<string, string>> = {
  '1password': 'a 1Password token',
  anthropic: 'an Anthropic API key',
  aws: 'an AWS key',
  basicauth: 'a user name and password in an address',
  'database-connection-string': 'a database address with its password',
  gcp: 'a key of a Google service account',
  github: 'a GitHub token',
  linear: 'a Linear API key',
  npm: 'an npm token',
  openai: 'an OpenAI API key',
  privatekey: 'a private key',
  sendgrid: 'a SendGrid API key',
  shopify: 'a Shopify token',
  slack: 'a Slack token',
};

/** `@secretlint/secretlint-rule-github` is `a GitHub token`; a rule that is not known here finds `a credential`. */
export function kindOf(rule: string): string {
  return kinds[rule.replace(/^.*secretlint-rule-/, '')] ?? 'a credential';
}
