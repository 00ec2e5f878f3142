/** The engine's package.json, as far as it is published. */
export type Manifest = {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}

export type PublishedManifest = Omit<Manifest, 'exports'> & {
  readonly type: 'module'
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>
  readonly files: readonly string[]
  readonly engines: { readonly node: string }
}

/** What npm needs to know of the built package: no scripts, nothing of development. */
export function publishedManifest(manifest: Manifest, files: readonly string[]): PublishedManifest {
  const { name, version, description, license, bin, dependencies } = manifest
  const faces = Object.entries(manifest.exports).map(([path, source]) => {
    const stem = source.replace(/\.ts$/, '')
    return [path, { types: `${stem}.d.ts`, default: `${stem}.js` }] as const
  })
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    bin,
    exports: Object.fromEntries(faces),
    files: files.toSorted(),
    engines: { node: '>=22.13' },
    dependencies,
  }
}
