import { execFileSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { isAbsolute, join } from "node:path"
import { InvalidArgumentError, Redacted } from "@enwrap/client"

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The token that the command line stored at its last login: from the program `token_helper` in its configuration file, or
 * from `~/.vault-token`.
 *
 * @throws InvalidArgumentError if a configured helper fails
 */
export const readTokenHelper = (env: Environment): string | undefined => {
  const helper = helperOf(env)
  if (helper !== undefined) return ask(helper, ["get"], env).trim() || undefined
  return contentOf(tokenFileOf(env)).trim() || undefined
}

/**
 * Stores a token as the command line does at a login, where {@link fromEnv} finds it: with the program `token_helper` in its
 * configuration file, or in the file `~/.vault-token`, which only its owner can read.
 *
 * @returns the path of the file or the helper
 * @throws InvalidArgumentError if there is no home directory, the file cannot be written, or the helper fails
 *
 * @example
 * ```ts
 * import { createNodeClient, storeToken } from "@enwrap/client-node"
 *
 * const client = createNodeClient({ address: "http://127.0.0.1:8200" })
 * const { auth } = await client.userpass.login({ mount: "userpass", username: "ada", body: { password: process.env.PASSWORD ?? "" } })
 * console.log("stored in", storeToken(auth.client_token))
 * ```
 */
export const storeToken = (token: string | Redacted, env: Environment = process.env): string => {
  const text = token instanceof Redacted ? token.reveal() : token
  const helper = helperOf(env)
  if (helper !== undefined) {
    ask(helper, ["store"], env, text)
    return helper
  }
  const file = tokenFileOf(env)
  if (file === undefined) throw new InvalidArgumentError("There is no home directory to store the token in: set HOME")
  // Renaming replaces a file that others can read, or a link to one. A reader sees the old token or the new one.
  const fresh = `${file}.${randomUUID()}`
  try {
    writeFileSync(fresh, text, { mode: 0o600, flag: "wx" })
    renameSync(fresh, file)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw new InvalidArgumentError(`The token cannot be stored in ${file} (${(error as NodeJS.ErrnoException).code})`)
  }
  return file
}

const homeOf = (env: Environment): string | undefined => env["HOME"] || env["USERPROFILE"] || undefined

const tokenFileOf = (env: Environment): string | undefined => {
  const home = homeOf(env)
  return home === undefined ? undefined : join(home, ".vault-token")
}

/** The program that the configuration file of the command line names. */
const helperOf = (env: Environment): string | undefined => {
  const home = homeOf(env)
  const configuration = env["BAO_CONFIG_PATH"] ?? env["VAULT_CONFIG_PATH"] ?? (home && join(home, ".vault"))
  return /^\s*token_helper\s*=\s*"([^"]+)"/m.exec(contentOf(configuration))?.[1]
}

const contentOf = (file: string | undefined): string => {
  try {
    return file === undefined ? "" : readFileSync(file, "utf8")
  } catch {
    return ""
  }
}

/** A helper prints the token or nothing, or reads the token to store. */
const ask = (helper: string, words: ReadonlyArray<string>, env: Environment, input = ""): string => {
  if (!isAbsolute(helper)) throw new InvalidArgumentError("token_helper must be an absolute path")
  try {
    return execFileSync(helper, [...words], {
      encoding: "utf8",
      env: { ...env },
      input,
      stdio: ["pipe", "pipe", "ignore"]
    })
  } catch (error) {
    // The error of Node contains what the helper printed, which may be the token.
    const { code, signal, status } = error as NodeJS.ErrnoException & { signal?: string; status?: number | null }
    const cause = new Error(typeof status === "number" ? `exit status ${status}` : (code ?? signal ?? "unknown reason"))
    throw new InvalidArgumentError(`The token helper ${helper} failed`, { cause })
  }
}
