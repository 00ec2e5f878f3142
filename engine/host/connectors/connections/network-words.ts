/** What is said where the other side ends a connection without a word. */
export const endedByOther = 'the other side ended the connection'

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there; has it been started, and is the port right?',
  ENOTFOUND: 'there is no such host; is the name right?',
  EAI_AGAIN: 'the name of the host could not be looked up just now',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the host',
  EMFILE: 'this process may open no more files and connections; raise its limit (ulimit -n)',
  ENFILE: 'this machine can open no more files and connections',
  ECONNRESET: endedByOther,
  ECONNABORTED: endedByOther,
  EPIPE: endedByOther,
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'its certificate is self-signed; name its authority as "ca" in a file of connections',
  SELF_SIGNED_CERT_IN_CHAIN:
    'its certificate comes from an unknown authority; name that as "ca" in a file of connections',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its certificate comes from an unknown authority; name that as "ca" in a file of connections',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'its certificate comes from an unknown authority; name that as "ca" in a file of connections',
  CERT_HAS_EXPIRED: 'its certificate has expired',
}

/** What a code of the system or of TLS means for a connection, in words; undefined for one that is not known here. */
export function networkWords(code: string): string | undefined {
  return Object.hasOwn(reasons, code) ? reasons[code] : undefined
}
