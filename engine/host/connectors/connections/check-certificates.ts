import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'

/** PEM texts. */
export interface CertificateTexts {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
}

/** Of each scheme without TLS the one with it, and the port that is mostly its. */
const withTls: Readonly<Record<string, readonly [scheme: string, port: number]>> = {
  'mqtt:': ['mqtts', 8883],
  'ws:': ['wss', 443],
  'http:': ['https', 443],
}

/** Whether what goes to this address is encrypted (TLS). */
export const isSecure = (url: string): boolean => /^(mqtts|wss|https):/.test(url)

/**
 * Certificates say that a person means TLS; at an address without it they would be for nothing, and what is sent could
 * be read by others. Undefined where there are none.
 */
export function withoutTls(
  url: string,
  given: CertificateTexts,
): readonly [field: string, expected: string] | undefined {
  const field = (['ca', 'cert', 'key'] as const).find((name) => given[name] !== undefined)
  const other = withTls[new URL(url).protocol]
  if (field === undefined || other === undefined) return undefined
  const [scheme, port] = other
  return [
    field,
    `an address with TLS beside it: write ${scheme}:// in "url" (and the port for it, mostly ${port}), or leave ` +
      `"${field}" out`,
  ]
}

/** What is wrong with the certificates of a connection with TLS: which field, and what is expected there. */
export function wrongCertificate({
  ca,
  cert,
  key,
}: CertificateTexts): readonly [field: string, expected: string] | undefined {
  if (ca !== undefined && certificateIn(ca) === undefined)
    return ['ca', 'a file with a certificate (PEM, which begins with -----BEGIN CERTIFICATE-----)']
  const own = cert === undefined ? undefined : certificateIn(cert)
  if (cert !== undefined && own === undefined)
    return ['cert', 'a file with a certificate (PEM, which begins with -----BEGIN CERTIFICATE-----)']
  const secret = key === undefined ? undefined : keyIn(key)
  if (key !== undefined && secret === undefined)
    return [
      'key',
      'a file with a private key without a passphrase (PEM, with a line -----BEGIN ... KEY-----)',
    ]
  if (own === undefined && secret === undefined) return undefined
  if (own === undefined) return ['cert', 'the certificate that belongs to "key"']
  if (secret === undefined) return ['key', 'the private key that belongs to "cert"']
  return own.checkPrivateKey(secret) ? undefined : ['key', 'the private key of the certificate in "cert"']
}

function certificateIn(text: string): X509Certificate | undefined {
  try {
    return new X509Certificate(text)
  } catch {
    return undefined
  }
}

function keyIn(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text)
  } catch {
    return undefined
  }
}
