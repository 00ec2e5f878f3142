/** Of the names in a certificate so many characters are shown. */
const shown = 150

/** Says for which hosts a certificate is, where it is not for the one that was asked for. */
export function wrongHost(error: Error, url: string): string {
  const names = namesIn(error)
  const host = new URL(url).hostname
  return names === ''
    ? `its certificate is not for ${host}, but for another name`
    : `its certificate is not for ${host} but for ${names}; if that is what you mean, write one of these names in its address`
}

/** As Node.js gives them: "DNS:localhost, IP Address:127.0.0.1". */
function namesIn(error: Error): string {
  const certificate: unknown = 'cert' in error ? error.cert : undefined
  if (typeof certificate !== 'object' || certificate === null || !('subjectaltname' in certificate)) return ''
  const names = String(certificate.subjectaltname ?? '').replaceAll(/\b(DNS|IP Address):/g, '')
  return names.length > shown ? `${names.slice(0, shown)}...` : names
}
