import { type ChildProcess, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"

/** The command as users install it: it runs the built files. */
export const bin = fileURLToPath(new URL("../bin/enwrap.js", import.meta.url))

if (!existsSync(new URL("../dist/main.js", import.meta.url)))
  throw new Error("apps/enwrap is not built: run `npm run build`")

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** The environment of this process, without variables that name a server or a token. */
const environment = (extra: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VAULT|BAO|ENWRAP|OTEL)_|^NODE_OPTIONS$|_proxy$/i.test(name)
  )
  return { ...Object.fromEntries(inherited), HOME: tmpdir(), ...extra }
}

const collect = (child: ChildProcess): { readonly out: string; readonly err: string } => {
  const collected = { out: "", err: "" }
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (collected.out += text))
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (collected.err += text))
  return collected
}

/** Runs a program until it exits. Standard input is `input`, or the null device. */
export const runProgram = (
  file: string,
  words: ReadonlyArray<string>,
  options: { readonly env?: Record<string, string>; readonly input?: string } = {}
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, words, {
      env: environment(options.env),
      stdio: [options.input === undefined ? "ignore" : "pipe", "pipe", "pipe"]
    })
    const collected = collect(child)
    child.on("error", reject)
    child.on("close", (code) => resolve({ code, ...collected }))
    child.stdin?.on("error", () => undefined).end(options.input)
  })

/** Runs the command until it exits. */
export const runEnwrap = (
  words: ReadonlyArray<string>,
  options?: { readonly env?: Record<string, string>; readonly input?: string }
): Promise<Ran> => runProgram(process.execPath, [bin, ...words], options)

/** A server started by the command. */
export interface StartedServer {
  readonly url: string
  readonly rootToken: string
  readonly banner: string
  /** Everything that it has printed. */
  readonly collected: { readonly out: string; readonly err: string }
  readonly process: ChildProcess
  /** Resolves when the process exits. */
  readonly ended: Promise<Ran>
  /** Stops it with SIGTERM. */
  readonly stop: () => Promise<Ran>
}

/** Starts `enwrap server` and waits until it has printed its banner, which ends with a text. It may open `openFiles` files. */
export const startServer = async (
  words: ReadonlyArray<string>,
  env: Record<string, string> = {},
  nodeFlags: ReadonlyArray<string> = [],
  bannerEnd = "Ctrl-C",
  openFiles?: number
): Promise<StartedServer> => {
  const command = [process.execPath, ...nodeFlags, bin, "server", ...words]
  // `exec`: the process of the shell becomes the server.
  const limited = ["sh", "-c", `ulimit -n ${openFiles}; exec "$@"`, "sh", ...command]
  const [file, ...args] = openFiles === undefined ? command : limited
  const child = spawn(file!, args, {
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"]
  })
  const collected = collect(child)
  const ended = new Promise<Ran>((resolve) => child.on("close", (code) => resolve({ code, ...collected })))
  const early = ended.then((ran) => Promise.reject(new Error(`the server exited with ${ran.code}: ${ran.err}`)))
  const announced = new Promise<void>((resolve) =>
    child.stdout.on("data", () => {
      if (collected.out.includes(bannerEnd)) resolve()
    })
  )
  await Promise.race([announced, early])
  early.catch(() => undefined)
  return {
    url: /listening on (\S+) /.exec(collected.out)?.[1] ?? "",
    rootToken: /^Root Token: (\S+)/m.exec(collected.out)?.[1] ?? "",
    banner: collected.out,
    collected,
    process: child,
    ended,
    stop: () => {
      child.kill("SIGTERM")
      return ended
    }
  }
}

/** A server with a configuration, and the addresses of its TCP listeners. */
export interface ConfiguredServer extends StartedServer {
  readonly urls: ReadonlyArray<string>
}

/** Starts `enwrap server` with a configuration, and waits until it listens. */
export const startConfiguredServer = async (
  words: ReadonlyArray<string>,
  env: Record<string, string> = {},
  openFiles?: number
): Promise<ConfiguredServer> => {
  const server = await startServer(words, env, [], "server started!", openFiles)
  const urls = [...server.banner.matchAll(/tcp \(addr: "([^"]+)".*tls: "(enabled|disabled)"/g)].map(
    ([, address, tls]) => `${tls === "enabled" ? "https" : "http"}://${address}`
  )
  return { ...server, url: urls[0] ?? "", urls }
}
