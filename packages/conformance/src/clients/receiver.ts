import { spawn } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { EXPECTED_PATH } from "./answers.ts"
import type { Outcome } from "./scenarios.ts"

/** What a command that receives a token has to do. */
export const CONTRACT = `The command is started once for each token.
Environment: VAULT_ADDR and BAO_ADDR are the address of a server. The command gets no token of its own.
ENWRAP_EXPECTED_PATH is the creation path that the token must have.
ENWRAP_TIMEOUT_SECONDS is how long one request may take.
Standard input: the wrapping token, in one line.
The command looks the token up, compares the path, and unwraps the token.
Standard output: one line of JSON, {"outcome":"received","data":{…}} or {"outcome":"…"} with one of
  tampered (not what was expected), invalid (used, expired or revoked), unknown (sent, but no response), failed (everything else).
Standard error: anything except secrets.
Exit code: 0.`

const outcomes: ReadonlySet<unknown> = new Set<Outcome>(["received", "tampered", "invalid", "unknown", "failed"])

/** What a command did with a token. */
export interface Received {
  readonly outcome: Outcome | undefined
  readonly data: unknown
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number | undefined
  /** It was still running at the limit, and was ended. */
  readonly timedOut: boolean
}

const MAX_OUTPUT = 1024 * 1024

/** Runs a command that receives a token from a server, and ends it and its children after `limitMs`. */
export async function runReceiver(
  [file = "", ...args]: ReadonlyArray<string>,
  {
    address,
    token,
    timeoutSeconds,
    limitMs
  }: {
    readonly address: string
    readonly token: string
    readonly timeoutSeconds: number
    readonly limitMs: number
  }
): Promise<Received> {
  const own = Object.entries(process.env).filter(([name]) => !/^(VAULT|BAO)_/.test(name))
  const child = spawn(file, args, {
    env: {
      ...Object.fromEntries(own),
      NO_PROXY: "127.0.0.1",
      no_proxy: "127.0.0.1",
      VAULT_ADDR: address,
      BAO_ADDR: address,
      ENWRAP_EXPECTED_PATH: EXPECTED_PATH,
      ENWRAP_TIMEOUT_SECONDS: String(timeoutSeconds)
    },
    // A group of its own, so that the children of a shell can be ended too.
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe"]
  })
  let [stdout, stderr, timedOut] = ["", "", false]
  child.stdout.on("data", (chunk: Buffer) => (stdout = (stdout + chunk.toString("utf8")).slice(0, MAX_OUTPUT)))
  child.stderr.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString("utf8")).slice(0, MAX_OUTPUT)))
  child.stdin.on("error", () => undefined)
  child.stdin.end(`${token}\n`)
  const exitCode = await new Promise<number | undefined>((resolve, reject) => {
    const timer = setTimeout(() => {
      timedOut = true
      end(child.pid)
      // A process that left the group may hold its output open, and must not keep this one running.
      child.stdout.destroy()
      child.stderr.destroy()
      resolve(undefined)
    }, limitMs)
    child.on("error", reject)
    child.on("close", (code) => {
      clearTimeout(timer)
      resolve(code ?? undefined)
    })
  })
  return { ...resultOf(stdout), stdout, stderr, exitCode, timedOut }
}

function end(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL")
  } catch {
    // It has just ended by itself.
  }
}

function resultOf(stdout: string): Pick<Received, "outcome" | "data"> {
  try {
    const value = JSON.parse(stdout.trim()) as { readonly outcome?: unknown; readonly data?: unknown }
    return { outcome: outcomes.has(value.outcome) ? (value.outcome as Outcome) : undefined, data: value.data }
  } catch {
    return { outcome: undefined, data: undefined }
  }
}

/** Whether a process has this text among its arguments, where every user of the machine can read it. Linux only. */
export function isInArguments(text: string): boolean {
  if (process.platform !== "linux") return false
  return readdirSync("/proc").some((name) => {
    if (!/^\d+$/.test(name)) return false
    try {
      return readFileSync(`/proc/${name}/cmdline`, "utf8").includes(text)
    } catch {
      // It has ended, or belongs to another user.
      return false
    }
  })
}
