import { spawn, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

// Turns off telemetry and update checks of the tools.
const quiet = {
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true"
}

export const environment = { ...process.env, ...quiet }

/** The command line of npm: the npm that started this script, if any. */
export const npmCommand = (...args) => {
  const cli = process.env.npm_execpath
  return cli === undefined ? ["npm", ...args] : [process.execPath, cli, ...args]
}

/** Runs npm and returns its exit code. */
export const npm = (...args) => {
  const [program, ...rest] = npmCommand(...args)
  const shell = process.platform === "win32" && program === "npm"
  const { status, error } = spawnSync(program, rest, { stdio: "inherit", env: environment, shell })
  if (error !== undefined) throw error
  return status ?? 1
}

/**
 * Runs named commands in parallel, and prints the result of each. The output of a command is printed only if it failed.
 *
 * @returns the names of the commands that failed
 */
export const runInParallel = async (commands) => {
  const failed = []
  const runOne = async ([name, [program, ...args]]) => {
    const started = performance.now()
    const { code, output } = await run(program, args)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    if (code !== 0) {
      failed.push(name)
      console.error(`\n${output.trimEnd()}`)
    }
    console.log(`${code === 0 ? "✓" : "✗"} ${name} (${seconds} s)`)
  }
  await Promise.all(Object.entries(commands).map(runOne))
  return failed
}

const run = (program, args) =>
  new Promise((done) => {
    const cwd = fileURLToPath(new URL("..", import.meta.url))
    const child = spawn(program, args, { cwd, env: environment, shell: process.platform === "win32" })
    let output = ""
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text
      })
    }
    child.on("error", (error) => done({ code: 1, output: error.message }))
    child.on("close", (code) => done({ code: code ?? 1, output }))
  })
