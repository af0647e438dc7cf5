import { execFile } from "node:child_process"
import { assert } from "vitest"

interface Run {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

interface Output {
  readonly stdout: string
  /** Standard output, then standard error. */
  readonly output: string
}

/** The tools send nothing to their makers. */
const QUIET = { DO_NOT_TRACK: "1", NO_COLOR: "1", NO_PROXY: "127.0.0.1" }

/** Runs a program, and asserts that it exits with 0. A failure shows what it printed. */
export const run = (program: string, args: ReadonlyArray<string>, { cwd, env = {} }: Run): Promise<Output> =>
  new Promise((resolve, reject) => {
    const options = { cwd, env: { ...process.env, ...QUIET, ...env }, maxBuffer: 64 * 1024 * 1024 }
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const output = stdout + stderr
      try {
        assert.equal(child.exitCode, 0, `${program} ${args.join(" ")}\n${output || error?.message}`)
        resolve({ stdout, output })
      } catch (failure) {
        reject(failure)
      }
    })
  })
