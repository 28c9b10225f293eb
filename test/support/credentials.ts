/** Credentials made up for tests, by the names of their kinds; in parts, so that nobody takes this file for one that holds any. */
export const credentials = {
  'a GitHub token': `ghp_${'3kQ9vRz7LmX2cWb8NfYt'}${'5HjD1sPa6GuE4oTi'}`,
  'an AWS key': `aws_secret_access_key = "${'k3Jd9sLq2Xw7Rt5Vb8Nm'}${'1Zc4Yf6Hg0Pj+Ue/Ai2o'}"`,
  'a Slack token': `xoxb-${'123456789012'}-${'1234567890123'}-${'a1B2c3D4e5F6g7H8i9J0k1L2'}`,
  'an npm token': `npm_${'k3Jd9sLq2Xw7Rt5Vb8Nm'}${'1Zc4Yf6Hg0PjUeAi'}`,
  'a SendGrid API key': `SG.${'k3Jd9sLq2Xw7Rt5Vb8Nm1Z'}.${'c4Yf6Hg0PjUeAi2oQw8Er7Ty6Ui5Op4As3Df2Gh1Jk9'}`,
  'a database address with its password': `postgres://ada:${'k8Hq2mZs'}@db.lab.org:5432/x`,
  'a user name and password in an address': `https://ada:${'k8Hq2mZs'}@files.lab.org/x`,
  'a private key': `-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA${'k3Jd9sLq2Xw7Rt5Vb8Nm'.repeat(6)}\n-----END RSA PRIVATE KEY-----`,
} as const;
