import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Certificates made for a test, in a folder of their own: an authority, and what it has signed. */
export class Certificates {
  readonly folder = mkdtempSync(join(tmpdir(), 'millrace-certificates-'))

  constructor() {
    this.openssl('req', '-x509', ...this.newKey('ca'), '-out', 'ca.pem', '-subj', '/CN=Plant authority')
  }

  /** Makes `<name>.pem` and `<name>.key` for this host, signed by the authority. */
  sign(name: string): void {
    writeFileSync(join(this.folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
    this.openssl('req', ...this.newKey(name), '-out', `${name}.csr`, '-subj', `/CN=${name}`)
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names']
    this.openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...signed)
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private newKey(name: string): readonly string[] {
    return ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`]
  }

  private openssl(...args: readonly string[]): void {
    execFileSync('openssl', args, { cwd: this.folder, stdio: 'pipe' })
  }
}
