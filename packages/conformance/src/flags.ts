import { profiles } from "./cases/catalogue.ts"
import { RECHECK_MS, RECHECK_CORE_MS } from "./recheck-time.ts"
import { DEFAULT_JOBS } from "./run-options.ts"
import { TIMEOUT_MS } from "./transport.ts"
import { ENDINGS, FORMATS } from "./report/formats.ts"

/** A flag of `enwrap conformance`, for its parser, its help and shell completion. */
export interface ConformanceFlag {
  /** The name, without dashes. */
  readonly name: string
  /** The placeholder of its value; absent if the flag has none. */
  readonly value?: string
  /** What the flag does. */
  readonly summary: string
  /** What holds without the flag, as text. */
  readonly default?: string
  /** The values that are allowed. */
  readonly choices?: ReadonlyArray<string>
  /** The flag may be given several times. */
  readonly repeatable?: boolean
}

/** Where the server is, and how to connect to it. */
const connection: ReadonlyArray<ConformanceFlag> = [
  {
    name: "token",
    value: "TOKEN",
    summary:
      "Token that can wrap responses; only a root token runs every case (or VAULT_TOKEN, BAO_TOKEN; in the command `enwrap` also the one that a login stored)"
  },
  {
    name: "address",
    value: "URL",
    summary: "Address of the server, instead of the argument (or VAULT_ADDR, BAO_ADDR)"
  },
  { name: "namespace", value: "NAMESPACE", summary: "Namespace of all requests (or VAULT_NAMESPACE, BAO_NAMESPACE)" },
  { name: "ca-cert", value: "FILE", summary: "CA certificate of the server, in PEM (or VAULT_CACERT, BAO_CACERT)" },
  {
    name: "ca-path",
    value: "FOLDER",
    summary: "Folder with CA certificates of the server (or VAULT_CAPATH, BAO_CAPATH)"
  },
  {
    name: "client-cert",
    value: "FILE",
    summary: "Client certificate, which also needs --client-key (or VAULT_CLIENT_CERT, BAO_CLIENT_CERT)"
  },
  {
    name: "client-key",
    value: "FILE",
    summary: "Key of the client certificate (or VAULT_CLIENT_KEY, BAO_CLIENT_KEY)"
  },
  {
    name: "tls-server-name",
    value: "NAME",
    summary: "Name that the server's certificate must have (or VAULT_TLS_SERVER_NAME, BAO_TLS_SERVER_NAME)"
  },
  {
    name: "tls-skip-verify",
    summary: "Accept any certificate, which is insecure (or VAULT_SKIP_VERIFY, BAO_SKIP_VERIFY)"
  }
]

/** The names of the flags that say where the server is, and how to connect to it. */
export const CONNECTION_FLAGS: ReadonlyArray<string> = connection.map(({ name }) => name)

/**
 * The flags of `enwrap conformance`.
 *
 * @example
 * ```ts
 * import { conformanceFlags } from "@enwrap/conformance"
 *
 * for (const { name, value = "", summary } of conformanceFlags) console.log(`--${name} ${value}: ${summary}`)
 * ```
 */
export const conformanceFlags: ReadonlyArray<ConformanceFlag> = [
  ...connection,
  {
    name: "profile",
    value: "NAME",
    summary: `Profiles to test, or all; a list with commas, or several times: ${profiles.join(", ")}`,
    default: "all but strict",
    repeatable: true
  },
  {
    name: "case",
    value: "PATTERN",
    summary: "Cases to run, such as RWC-SU-01 or 'RWC-SU-*'; a list with commas, or several times",
    repeatable: true
  },
  {
    name: "skip",
    value: "PATTERN",
    summary: "Cases that do not run; a list with commas, or several times",
    repeatable: true
  },
  { name: "no-slow", summary: "Do not run the cases that wait for a TTL to elapse" },
  { name: "list", summary: "List the cases, with their profiles and requirements, without running them" },
  { name: "jobs", value: "N", summary: "Cases that run at the same time", default: String(DEFAULT_JOBS) },
  {
    name: "timeout",
    value: "DURATION",
    summary: "How long to wait for a response, such as 500ms, 20s or 2m",
    default: `${TIMEOUT_MS / 1000}s`
  },
  {
    name: "recheck",
    value: "DURATION",
    summary: "How long after its creation a token that was used, revoked, or expired is still tried, such as 60s",
    default: `${RECHECK_MS / 1000}s, or ${RECHECK_CORE_MS / 1000}s for core alone`
  },
  {
    name: "seed",
    value: "N",
    summary: "Repeat the order of the cases and the names of an earlier run",
    default: "random"
  },
  {
    name: "known-failures",
    value: "FILE",
    summary: "Cases that are known to fail: one per line, the id and the reason"
  },
  {
    name: "baseline",
    value: "FILE",
    summary: "Earlier report in JSON: show what changed since"
  },
  { name: "kv-mount", value: "PATH", summary: "Key-value mount to use", default: "secret/, or a temporary one" },
  {
    name: "format",
    value: "FORMAT",
    summary: `What to print: ${FORMATS.join(", ")}`,
    default: "text",
    choices: FORMATS
  },
  {
    name: "output",
    value: "FILE",
    summary: `Also write the report to a file, in the format of its extension (${ENDINGS.join(", ")}); several times`,
    repeatable: true
  },
  {
    name: "traces",
    value: "N",
    summary:
      "Instead of the cases, play N random sequences of requests, and compare the responses with the model spec/wrapping.qnt (help: --traces --help)"
  },
  {
    name: "scenario",
    value: "ID",
    summary: "With the command client: scenarios to play; a list with commas, or several times (see client --help)",
    repeatable: true
  },
  { name: "verbose", summary: "Print every case, not only what matters" },
  { name: "help", summary: "Show this help" }
]
