import { type Failure, usageFailure } from "./failure.ts"

const kv = [
  "`enwrap read`, `write`, `list` and `delete` take the path of the API, as `vault read` does.",
  "In version 2 of the key-value engine: enwrap read secret/data/app, and enwrap write secret/data/app -, with",
  '{"data": {"password": "…"}} on standard input. In version 1: enwrap read kv/app.'
]
const byPath = (what: string, ...paths: ReadonlyArray<string>): ReadonlyArray<string> => [
  `${what} have paths of the API:`,
  ...paths.map((path) => `enwrap ${path}`)
]
const agents = [
  "The tools `bao agent` and `vault agent` work with this server too, or use @enwrap/client-node: its `logIn` renews."
]

/** The commands of Vault and OpenBao that this command does not have, and their equivalents. */
const elsewhere: Readonly<Record<string, ReadonlyArray<string>>> = {
  agent: agents,
  audit: byPath("Audit devices", "read sys/audit", "write sys/audit/file @audit.json", "delete sys/audit/file"),
  auth: byPath("Login methods", "read sys/auth", "write sys/auth/approle type=approle", "delete sys/auth/approle"),
  debug: ["`enwrap status` shows the state of the server, and `enwrap read sys/metrics` its measurements."],
  events: [
    "Use `bao events` or `vault events` with a server that has events. This command does not subscribe to them."
  ],
  hcp: ["Use `vault hcp`."],
  kv,
  lease: byPath(
    "Leases",
    "write sys/leases/lookup lease_id=…",
    "write sys/leases/renew lease_id=…",
    "write sys/leases/revoke lease_id=…"
  ),
  monitor: [
    "The server writes its log to standard error. Use `bao monitor` or `vault monitor` for a log over the API."
  ],
  namespace: ["Use `bao namespace` or `vault namespace` with a server that has namespaces."],
  "path-help": ["A server has its OpenAPI document at /openapi.json."],
  pki: [
    "Certificates have paths of the API: enwrap write pki/issue/ROLE common_name=…, or use `bao pki` or `vault pki`."
  ],
  plugin: ["Use `bao plugin` or `vault plugin` with a server that has plugins."],
  policy: byPath(
    "Policies",
    "list sys/policies/acl",
    "read sys/policies/acl/NAME",
    "write sys/policies/acl/NAME policy=@FILE",
    "delete sys/policies/acl/NAME"
  ),
  proxy: agents,
  scan: ["Use `bao scan`, or `enwrap list` for each folder."],
  secrets: byPath("Mounts", "read sys/mounts", "write sys/mounts/pki type=pki", "delete sys/mounts/pki"),
  ssh: ["Use `bao ssh` or `vault ssh`. The key is signed by: enwrap write ssh/sign/ROLE public_key=@id.pub"],
  transform: ["Use `vault transform` with a server that has this engine."],
  transit: ["Keys of the engine have paths of the API: enwrap write transit/encrypt/KEY plaintext=…"],
  "version-history": ["Use `vault version-history`, or `enwrap status` for the version of the server."],
  "operator raft": ["This server has no cluster. `enwrap operator backup` writes a copy of its database."],
  "operator members": ["This server has no cluster. `enwrap status` shows its state."],
  "operator step-down": ["Use: enwrap write --force sys/step-down"],
  "operator key-status": ["Use: enwrap read sys/key-status"],
  "operator migrate": ["`enwrap operator backup` writes a copy of the database, on which another server can start."],
  "operator diagnose": ["Use: enwrap server --config=PATH --check"],
  "operator usage": ["Use `vault operator usage`."],
  "token create": ["Use: enwrap write auth/token/create policies=… ttl=1h"],
  "token capabilities": ["Use: enwrap write sys/capabilities-self paths=PATH"]
}

/** What to tell the user of a command that only Vault's or OpenBao's command has; `undefined` for any other word. */
export const knownElsewhere = ([first = "", second]: ReadonlyArray<string>): Failure | undefined => {
  const name = Object.keys(elsewhere).find((words) => words === first || words === `${first} ${second}`)
  return name === undefined ? undefined : usageFailure(`there is no \`enwrap ${name}\`.`, ...elsewhere[name]!)
}
