/** The variables that a client understands. It never follows redirects, whatever `DISABLE_REDIRECTS` says. */
const understood: ReadonlySet<string> = new Set([
  "ADDR",
  "TOKEN",
  "NAMESPACE",
  "CACERT",
  "CAPATH",
  "CACERT_BYTES",
  "CLIENT_CERT",
  "CLIENT_KEY",
  "TLS_SERVER_NAME",
  "SKIP_VERIFY",
  "CLIENT_TIMEOUT",
  "MAX_RETRIES",
  "RATE_LIMIT",
  "PROXY_ADDR",
  "HTTP_PROXY",
  "WRAP_TTL",
  "DISABLE_REDIRECTS",
  "CONFIG_PATH"
])

/** Variables of servers and of the command line, which do not concern a client. */
const ofOthers =
  /^(API_ADDR|AUTH_CONFIG|CLI_|CLUSTER_|DEV_|DETAILED|EXPERIMENTS|FORMAT|LICENSE|LOG_|PLUGIN_|RAFT_|REDIRECT_ADDR|SEAL_|UI|UNSEAL_|VERSION$)/

/** The variables for clients of Vault and OpenBao that are set and not understood. */
export const unknownVariables = (env: Readonly<Record<string, string | undefined>>): ReadonlyArray<string> =>
  Object.keys(env).filter((name) => {
    const [, suffix] = /^(?:VAULT|BAO)_([A-Z0-9_]+)$/.exec(name) ?? []
    return suffix !== undefined && env[name] !== "" && !understood.has(suffix) && !ofOthers.test(suffix)
  })
