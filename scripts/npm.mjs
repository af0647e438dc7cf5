import { spawnSync } from "node:child_process"

// What the tools would otherwise send or fetch: nothing that is run from here reaches outside.
const quiet = {
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true"
}

export const environment = { ...process.env, ...quiet }

/** Runs npm, the same one that started this script where there is one, and returns its exit code. */
export const npm = (...args) => {
  const cli = process.env.npm_execpath
  const options = { stdio: "inherit", env: environment }
  const { status, error } =
    cli === undefined
      ? spawnSync("npm", args, { ...options, shell: process.platform === "win32" })
      : spawnSync(process.execPath, [cli, ...args], options)
  if (error !== undefined) throw error
  return status ?? 1
}
