import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { isAbsolute, join } from "node:path"
import { InvalidArgumentError } from "@enwrap/client"

/**
 * The token that the command line stored at its last login: from the program `token_helper` in its configuration file, or
 * from `~/.vault-token`.
 *
 * @throws InvalidArgumentError if a configured helper fails
 */
export const readTokenHelper = (env: Readonly<Record<string, string | undefined>>): string | undefined => {
  const home = env["HOME"] ?? env["USERPROFILE"]
  const configuration = env["BAO_CONFIG_PATH"] ?? env["VAULT_CONFIG_PATH"] ?? (home && join(home, ".vault"))
  const helper = /^\s*token_helper\s*=\s*"([^"]+)"/m.exec(contentOf(configuration))?.[1]
  if (helper !== undefined) return ask(helper, env)
  return contentOf(home && join(home, ".vault-token")).trim() || undefined
}

const contentOf = (file: string | undefined): string => {
  try {
    return file === undefined ? "" : readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** A helper prints the token, or nothing. */
const ask = (helper: string, env: Readonly<Record<string, string | undefined>>): string | undefined => {
  if (!isAbsolute(helper)) throw new InvalidArgumentError("token_helper must be an absolute path")
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const
    return execFileSync(helper, ["get"], { encoding: "utf8", env: { ...env }, stdio: [...stdio] }).trim() || undefined
  } catch (error) {
    // The error of Node contains what the helper printed, which may be the token.
    const { code, signal, status } = error as NodeJS.ErrnoException & { signal?: string; status?: number | null }
    const cause = new Error(typeof status === "number" ? `exit status ${status}` : (code ?? signal ?? "unknown reason"))
    throw new InvalidArgumentError(`The token helper ${helper} failed`, { cause })
  }
}
