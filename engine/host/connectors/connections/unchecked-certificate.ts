/** What a person is told of a connection whose other side could be anybody. */
export const uncheckedCertificate =
  'its certificate is not checked ("rejectUnauthorized": false), so whoever is in between can read and change what is ' +
  'sent; for more than trying things out name its authority as "ca" instead'
