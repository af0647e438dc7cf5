import { resolve } from "node:path"
import fc from "fast-check"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { decodeConfig, type ServerConfig } from "./server-config.ts"
import type { FoundFile, Surroundings } from "./surroundings.ts"

const files: Readonly<Record<string, string | Uint8Array>> = {
  "raw.key": new Uint8Array(32).fill(7),
  "short.key": "abc",
  "/etc/passwd": "root:x:0:0::/root:/bin/sh\nvault:x:991:992::/var/lib/vault:/bin/sh\n",
  "/etc/group": "root:x:0:\nvault:x:992:\n",
  "not.pem": "no certificate",
  "notes.txt": "remember the milk",
  "old.pid": "4711\n",
  "empty.pid": ""
}

/** What is not a file: its name says what it is. */
const kindOf = (path: string): FoundFile["kind"] => {
  if (files[path] !== undefined) return "file"
  if (path.endsWith("folder") || path === ".") return "folder"
  return path.endsWith(".old-socket") ? "socket" : "nothing"
}

/** Why nothing can be written in some folders. */
const codes: ReadonlyMap<string, string> = new Map([
  ["forbidden.folder", "EACCES"],
  ["readonly.folder", "EROFS"],
  ["notes.txt", "ENOTDIR"],
  ["broken.folder", "EIO"]
])

const surroundings: Surroundings = {
  lookAt: (path) => ({ kind: kindOf(path), path, id: resolve(path), size: files[path]?.length ?? 0 }),
  exposure: () => undefined,
  folderExposure: (path) => (path === "open.db" ? "/open can be written by other users" : undefined),
  appendProblem: (path) => codes.get(path.split("/")[0]!),
  env: { SEAL_KEY: "07".repeat(32) },
  readFile: (path) => {
    const file = files[path]
    if (file === undefined) throw Object.assign(new Error("secret detail"), { code: "ENOENT" })
    return typeof file === "string" ? new TextEncoder().encode(file) : file
  }
}

const decode = (...texts: ReadonlyArray<string>) =>
  decodeConfig(
    texts.map((text, i) => ({ name: `${i + 1}.hcl`, text })),
    surroundings
  )

const lines = (text: string): ReadonlyArray<string> =>
  decode(text).problems.map(({ column, line, message, severity }) => `${line}:${column} ${severity} ${message}`)

const valid = (...texts: ReadonlyArray<string>): ServerConfig => {
  const { config, problems } = decode(...texts)
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([])
  return config!
}

const sqliteStorage = 'storage "sqlite" { path = "data.db" }\nlistener "tcp" { tls_disable = true }\n'
const minimal = 'storage "inmem" {}\nlistener "tcp" { tls_disable = true }\n'

describe("a configuration", () => {
  it("has defaults", () => {
    expect(valid(minimal)).toEqual({
      storage: { type: "inmem" },
      listeners: [
        {
          type: "tcp",
          address: { host: "127.0.0.1", port: 8200 },
          tls: undefined,
          forwardedFor: undefined,
          maxRequestSize: undefined,
          limits: { requestDuration: 90_000 },
          withoutToken: { metrics: false, rekey: true, rootGeneration: true }
        }
      ],
      seal: { type: "shamir" },
      audit: { devices: [], unsafeAllowApi: false, unsafeAllowRaw: false, allowPrefix: false },
      leaseTtl: { default: undefined, max: undefined },
      apiAddress: undefined,
      logRequestsLevel: undefined,
      logLevel: "info",
      logFormat: "standard",
      pidFile: undefined
    })
  })

  it("has everything that the server uses, in HCL and in JSON", () => {
    const hcl = `
      # A comment
      backend "sqlite" { path = "data/enwrap.db" } // another
      listener "tcp" {
        address = "[::1]:8300"
        tls_disable = "1"
        http_read_timeout = "40s"
        http_read_header_timeout = 5
        http_write_timeout = 0
        http_idle_timeout = "2m"
        max_request_size = 1024
        x_forwarded_for_authorized_addrs = "10.0.0.0/8, 127.0.0.1"
        x_forwarded_for_hop_skips = "1"
        x_forwarded_for_reject_not_present = false
        max_request_duration = "5s"
        disable_unauthed_rekey_endpoints = true
        telemetry { unauthenticated_metrics_access = "true" }
      }
      listener "unix" { address = "run.sock", socket_mode = "0660", socket_user = "vault", socket_group = "12" }
      seal "static" {
        current_key_id = "b", current_key = "env://SEAL_KEY"
        previous_key_id = "a", previous_key = "file://raw.key"
      }
      api_addr = "https://vault.example:8200"
      max_request_size = 4096
      log_level = "WARN"
      log_requests_level = "Debug"
      default_lease_ttl = "1h"
      max_lease_ttl = 86400
      default_max_request_duration = "20s"
      log_format = "json"
      pid_file = "enwrap.pid"
      audit "file" "all" { description = "all requests", options { file_path = "audit.log" } }
      allow_audit_log_prefixing = true
    `
    const json = JSON.stringify({
      storage: { sqlite: { path: "data/enwrap.db" } },
      listener: [
        {
          tcp: {
            address: "[::1]:8300",
            tls_disable: true,
            http_read_timeout: 40,
            http_read_header_timeout: "5s",
            http_idle_timeout: 120,
            max_request_size: "1024",
            x_forwarded_for_authorized_addrs: ["10.0.0.0/8", "127.0.0.1/32"],
            x_forwarded_for_hop_skips: 1,
            x_forwarded_for_reject_not_present: "false",
            max_request_duration: 5,
            disable_unauthed_rekey_endpoints: "1",
            telemetry: { unauthenticated_metrics_access: true }
          }
        },
        { unix: { address: "run.sock", socket_mode: "660", socket_user: "991", socket_group: "12" } }
      ],
      seal: {
        static: {
          current_key_id: "b",
          current_key: "07".repeat(32),
          previous_key_id: "a",
          previous_key: Buffer.alloc(32, 7).toString("base64")
        }
      },
      audit: { file: { all: { description: "all requests", options: { file_path: "audit.log" } } } },
      allow_audit_log_prefixing: "true",
      api_addr: "https://vault.example:8200",
      max_request_size: 4096,
      log_level: "warning",
      log_requests_level: "debug",
      default_lease_ttl: 3600,
      max_lease_ttl: "24h",
      max_request_duration: 20,
      log_format: "json",
      pid_file: "enwrap.pid"
    })
    const withKeys = (config: ServerConfig) => ({
      ...config,
      seal: config.seal.type === "static" && {
        current: [config.seal.current.id, Redacted.value(config.seal.current.key)],
        previous: config.seal.previous && [config.seal.previous.id, Redacted.value(config.seal.previous.key)]
      }
    })
    expect(withKeys(valid(hcl))).toEqual(withKeys(valid(json)))
    expect(withKeys(valid(hcl))).toMatchObject({
      storage: { type: "sqlite", path: "data/enwrap.db" },
      seal: { current: ["b", new Uint8Array(32).fill(7)], previous: ["a", new Uint8Array(32).fill(7)] },
      listeners: [
        {
          address: { host: "::1", port: 8300 },
          limits: { requestDuration: 5000, requestTimeout: 40_000, headersTimeout: 5000, keepAliveTimeout: 120_000 },
          withoutToken: { metrics: true, rekey: false, rootGeneration: true },
          maxRequestSize: 1024,
          forwardedFor: { authorizedAddresses: ["10.0.0.0/8", "127.0.0.1"], hopSkips: 1, rejectNotPresent: false }
        },
        {
          type: "unix",
          path: "run.sock",
          access: { mode: 0o660, uid: 991, gid: 12 },
          maxRequestSize: 4096,
          limits: { requestDuration: 20_000 }
        }
      ],
      leaseTtl: { default: 3600, max: 86_400 },
      logRequestsLevel: "debug"
    })
  })

  it("is merged from several texts: the last value applies, and listeners are added", () => {
    const config = valid(
      minimal + 'log_level = "debug"\npid_file = "a"',
      'storage "sqlite" { path = "x" }\nlistener "unix" { address = "s" }\npid_file = "b"'
    )
    expect(config).toMatchObject({ storage: { type: "sqlite" }, logLevel: "debug", pidFile: "b" })
    expect(config.listeners.map(({ type }) => type)).toEqual(["tcp", "unix"])
  })

  it("warns if a file replaces the storage of another one, but not if the environment does", () => {
    const texts = [
      { name: "10-main.hcl", path: "10-main.hcl", text: sqliteStorage },
      { name: "99-old.hcl", path: "99-old.hcl", text: '\nstorage "inmem" {}' }
    ]
    expect(decodeConfig(texts, surroundings).problems).toEqual([
      {
        severity: "warning",
        file: "99-old.hcl",
        line: 2,
        column: 1,
        message: 'storage "inmem" replaces storage "sqlite" in 10-main.hcl'
      }
    ])
    const { path: _, ...unnamed } = texts[1]!
    expect(decodeConfig([texts[0]!, unnamed], surroundings).problems).toEqual([])
  })

  it("reports all problems at once, with file, line and column, in order", () => {
    const { config, problems } = decode('lisener "tcp" {}\nui = true', 'storage "raft" {\n}\n  log_levle = "x"')
    expect(config).toBeUndefined()
    expect(problems.map(({ column, file, line }) => `${file}:${line}:${column}`)).toEqual([
      "1.hcl:1:1",
      "1.hcl:2:1",
      "2.hcl:1:1",
      "2.hcl:1:1",
      "2.hcl:3:3"
    ])
  })

  it("never contains a key in a message or in its printed form", () => {
    const secret = "S".repeat(33)
    const text = `${minimal}seal "static" { current_key_id = "a", current_key = ${JSON.stringify(secret)} }`
    expect(JSON.stringify(decode(text))).not.toContain(secret)
    const key = "K".repeat(32)
    const config = valid(`${minimal}seal "static" { current_key_id = "a", current_key = "${key}" }`)
    expect(JSON.stringify(config)).not.toContain(key)
    expect(JSON.stringify(config)).not.toContain("75,75")
  })
})

describe("a problem in a configuration", () => {
  const keyRule = "must be 32 bytes, or their hexadecimal or base64 form"
  const tcp = (text: string) => `storage "inmem" {}\nlistener "tcp" {\ntls_disable = true\n${text}\n}`
  const tls = (text: string) => `storage "inmem" {}\nlistener "tcp" {\n${text}\n}`
  const device = (text: string) => `${minimal}audit "file" "a" { options { file_path = "log"\n${text}\n} }`
  const seal = (text: string) => `${minimal}seal "static" {\n${text}\n}`
  const overPlainHttp = (address: string) =>
    `tls_disable lets other machines connect to ${address} without TLS: tokens and secrets can be read on the network`
  const cases: ReadonlyArray<readonly [text: string, ...expected: ReadonlyArray<string>]> = [
    [
      "",
      '1:1 error storage is missing: add storage "sqlite" { path = "…" }',
      '1:1 error listener is missing: add listener "tcp" { … }'
    ],
    [`${minimal}ui = "yes`, "3:6 error unterminated string"],
    [`${minimal}log_levle = "info"`, '3:1 error unknown key "log_levle"; did you mean "log_level"?'],
    [`${minimal}quite_unknown = 1`, '3:1 error unknown key "quite_unknown"'],
    [`${minimal}constructor = 1`, '3:1 error unknown key "constructor"'],
    [`${minimal}pid_file = "a"\npid_file = "b"`, "4:1 error pid_file is set twice"],
    [`${minimal}pid_file = 3`, "3:1 error pid_file must be a string"],
    [`${minimal}pid_file "a" {}`, "3:1 error pid_file must be a value, not a block"],
    [`${minimal}log_level = "loud"`, '3:1 error log_level must be "trace" or "debug" or "info" or "warn" or "error"'],
    [`${minimal}log_level = 3`, "3:1 error log_level must be a string"],
    [`${minimal}log_requests_level = 3`, "3:1 error log_requests_level must be a string"],
    [`${minimal}api_addr = "\${env.FOO}"`, '3:1 error api_addr must be a URL, such as "https://vault.example:8200"'],
    [
      `${minimal}api_addr = "https://\${env.FOO}:8200"`,
      '3:1 error api_addr must be a URL, such as "https://vault.example:8200"'
    ],
    [
      `${minimal}api_addr = "vault.example:8200"`,
      '3:1 error api_addr must be a URL, such as "https://vault.example:8200"'
    ],
    [`${minimal}listener "tcp" { tls_disable = true }`, "3:1 error another listener has the address 127.0.0.1:8200"],
    ...[":8200", "0.0.0.0:8200", "[::]:8200", "10.0.0.1:8200"].map(
      (address) => [tcp(`address = "${address}"`), `3:1 warning ${overPlainHttp(address)}`] as const
    ),
    ...["localhost:8200", "127.0.0.1:8200", "[::1]:8200"].map((address) => [tcp(`address = "${address}"`)] as const),
    ...[":8385", "0.0.0.0:8385", "[::]:8385"].map(
      (address) =>
        [
          `${tcp('address = ":8385"')}\nlistener "tcp" {\ntls_disable = true\naddress = "${address}"\n}`,
          `3:1 warning ${overPlainHttp(":8385")}`,
          "6:1 error another listener has the address :8385",
          `7:1 warning ${overPlainHttp(address)}`
        ] as const
    ),
    [
      tcp('address = "999.1.1.1:8385"'),
      '4:1 error address must be HOST:PORT, such as "127.0.0.1:8200" or "[::1]:8200"'
    ],
    [
      tcp('tls_cert_file = "gone.pem"'),
      "4:1 warning tls_cert_file has no effect with tls_disable: tokens and secrets can be read on the network"
    ],
    [`${minimal}log_format = "jason"`, '3:1 error log_format must be "standard" or "json"; did you mean "json"?'],
    [`${minimal}max_request_size = "1k"`, "3:1 error max_request_size must be a number that is not negative"],
    [
      `${minimal}disable_mlock = true`,
      "3:1 warning disable_mlock has no effect: Node.js cannot lock memory; encrypt or disable swap"
    ],
    [`${minimal}cluster_addr = "https://a:8201"`, "3:1 warning cluster_addr has no effect: there is no cluster"],
    [
      `${minimal}raw_storage_endpoint = true`,
      "3:1 error raw_storage_endpoint is not supported: there is no sys/raw; nobody can read the store through the API"
    ],
    [`${minimal}raw_storage_endpoint = false`],
    [
      `${minimal}log_file = "x"`,
      "3:1 error log_file is not supported: logs are written to standard error; let systemd or the container runtime keep them"
    ],
    [
      `${minimal}telemetry { disable_hostname = true }`,
      "3:13 warning disable_hostname has no effect: metrics do not contain the name of the machine"
    ],
    [
      `${minimal}telemetry { statsd_address = "x" }`,
      "3:13 error statsd_address is not supported: metrics are read from sys/metrics"
    ],
    [
      `${minimal}telemetry { statsd_adress = "x" }`,
      '3:13 error unknown key "statsd_adress" in telemetry; did you mean "statsd_address"?'
    ],
    [`${minimal}telemetry = 1`, "3:13 error telemetry must be a block: telemetry { … }"],

    [`${minimal}storage "inmem" {}`, "3:1 error storage can be given only once"],
    [
      `storage = "inmem"\nlistener "tcp" { tls_disable = true }`,
      '1:11 error storage must be a block: storage "NAME" { … }'
    ],
    ['storage "sqlite" {}\nlistener "tcp" { tls_disable = true }', '1:1 error path is missing in storage "sqlite"'],
    ['storage "sqlite" { path = "" }\nlistener "tcp" { tls_disable = true }', "1:20 error path must not be empty"],
    [
      'storage "sqlite" { pth = "a" }\nlistener "tcp" { tls_disable = true }',
      '1:1 error path is missing in storage "sqlite"',
      '1:20 error unknown key "pth" in storage "sqlite"; did you mean "path"?'
    ],
    [
      'storage "file" { path = "a" }\nlistener "tcp" { tls_disable = true }',
      '1:1 error storage "file" is not supported: use storage "sqlite" { path = "…" }, which keeps all data in one file'
    ],
    [
      'backend "sqllite" { path = "a" }\nlistener "tcp" { tls_disable = true }',
      '1:1 error unknown storage "sqllite"; did you mean "sqlite"?'
    ],

    ['storage "inmem" {}\nlistener {}', '2:1 error listener must be a block: listener "NAME" { … }'],
    ['storage "inmem" {}\nlistener "tpc" {}', '2:1 error unknown listener "tpc"; did you mean "tcp"?'],
    ['storage "inmem" {}\nlistener "tcp" "a" {}', '2:1 error listener must be a block: listener "NAME" { … }'],
    [
      tls(""),
      '2:1 error tls_cert_file is missing in listener "tcp"; without TLS, set tls_disable = true',
      '2:1 error tls_key_file is missing in listener "tcp"; without TLS, set tls_disable = true'
    ],
    [
      tls('tls_cert_file = "gone.pem"\ntls_key_file = "not.pem"'),
      "3:1 error tls_cert_file cannot be read from gone.pem: no such file",
      "4:1 error tls_key_file contains no private key in PEM"
    ],
    [
      tls('tls_cert_file = "not.pem"\ntls_key_file = "not.pem"\ntls_min_version = "tls11"'),
      '5:1 error tls_min_version must be at least "tls12": earlier versions are insecure',
      "3:1 error tls_cert_file contains no certificate in PEM",
      "4:1 error tls_key_file contains no private key in PEM"
    ],
    [tcp('address = "127.0.0.1"'), '4:1 error address must be HOST:PORT, such as "127.0.0.1:8200" or "[::1]:8200"'],
    [tcp('tls_disable_ = "x"'), '4:1 error unknown key "tls_disable_" in listener "tcp"; did you mean "tls_disable"?'],
    [tcp('cluster_address = "a"'), "4:1 warning cluster_address has no effect: there is no cluster"],
    [
      tcp('max_request_duration = "-1s"'),
      '4:1 error max_request_duration must be a duration, such as "30s", or a number of seconds'
    ],
    [
      tcp("telemetry { metrics_only = true }"),
      "4:13 error metrics_only is not supported: all listeners serve the whole API"
    ],
    [
      tcp("telemetry { unauthenticated_metric_access = true }"),
      '4:13 error unknown key "unauthenticated_metric_access" in telemetry of the listener; did you mean "unauthenticated_metrics_access"?'
    ],
    [
      `${minimal}default_lease_ttl = "2h"\nmax_lease_ttl = "1h"`,
      "3:1 error default_lease_ttl must not be longer than max_lease_ttl, which is 1h"
    ],
    [
      `${minimal}default_lease_ttl = "769h"`,
      "3:1 error default_lease_ttl must not be longer than max_lease_ttl, which is 768h"
    ],
    [
      tcp('proxy_protocol_behavior = "use_always"'),
      "4:1 error proxy_protocol_behavior is not supported: use x_forwarded_for_authorized_addrs"
    ],
    [
      tcp('x_forwarded_for_authorized_addrs = ["10.0.0.0/8", "all"]'),
      '4:1 error x_forwarded_for_authorized_addrs must be addresses or blocks, such as "10.0.0.0/8"'
    ],
    [
      tcp("x_forwarded_for_authorized_addrs = [1]"),
      "4:1 error x_forwarded_for_authorized_addrs must be a list of strings"
    ],
    [
      tcp("x_forwarded_for_hop_skips = 1"),
      "4:1 warning x_forwarded_for_hop_skips has no effect without x_forwarded_for_authorized_addrs"
    ],
    [
      tcp("redact_version = true"),
      "4:1 error redact_version is not supported: sys/health, sys/leader and sys/seal-status are the same on all listeners; let a proxy forward only what clients need"
    ],
    [
      tcp("max_json_depth = 10"),
      "4:1 warning max_json_depth has no effect: this server limits bodies by their bytes and their number of values"
    ],
    [tcp('chroot_namespace = "a"'), "4:1 error chroot_namespace is not supported: there are no namespaces"],
    [`${minimal}sentinel { }`, "3:1 error sentinel is not supported: there is no Sentinel"],
    [`${minimal}reporting { }`, "3:1 warning reporting has no effect: nothing is reported"],
    [`${minimal}experiments = ["a"]`, "3:1 error experiments is not supported: there are no experiments"],
    [
      `storage "inmem" {}\nlistener "unix" { address = "${"a".repeat(108)}" }`,
      `2:19 error address must have at most ${process.platform === "linux" ? 107 : 103} bytes: the path of a Unix domain socket cannot be longer`
    ],
    ['storage "inmem" {}\nlistener "unix" {}', '2:1 error address is missing in listener "unix"'],
    [
      'storage "inmem" {}\nlistener "unix" { address = "s", socket_mode = "rw" }',
      '2:34 error socket_mode must be an octal mode in quotes, such as "0660"'
    ],
    [
      'storage "inmem" {}\nlistener "unix" { address = "s", socket_user = "nobody-here" }',
      "2:34 error socket_user is not in /etc/passwd"
    ],

    [
      `${minimal}seal "awskms" {}`,
      '3:1 error seal "awskms" is not supported: use seal "static" with a key in a file or a variable, or no seal block (key shares)'
    ],
    [`${minimal}seal "sttic" {}`, '3:1 error unknown seal "sttic"; did you mean "static"?'],
    [`${minimal}seal "shamir" {}\nseal "shamir" {}`, "4:1 error seal can be given only once"],
    [
      seal(""),
      '3:1 error current_key_id is missing in seal "static"',
      '3:1 error current_key is missing in seal "static"'
    ],
    [seal('current_key_id = "a"\ncurrent_key = "abc"'), `5:1 error current_key ${keyRule}`],
    [
      seal('current_key_id = "a"\ncurrent_key = "file://gone"'),
      "5:1 error current_key cannot be read from gone: no such file"
    ],
    [
      seal('current_key_id = "a"\ncurrent_key = "file://short.key"'),
      `5:1 error current_key ${keyRule}: see the file short.key`
    ],
    [
      seal('current_key_id = "a"\ncurrent_key = "env://NOT_SET"'),
      "5:1 error current_key refers to the environment variable NOT_SET, which is not set"
    ],
    [seal('current_key_id = ""\ncurrent_key = "file://raw.key"'), "4:1 error current_key_id must not be empty"],
    [
      seal('current_key_id = "a"\ncurrent_key = "file://raw.key"\nprevious_key_id = "b"'),
      "6:1 error previous_key_id needs previous_key beside it"
    ],
    [
      seal(
        'current_key_id = "a"\ncurrent_key = "file://raw.key"\nprevious_key_id = "a"\nprevious_key = "env://SEAL_KEY"'
      ),
      "6:1 error previous_key_id must differ from current_key_id"
    ],

    [
      `${minimal}audit "syslog" "a" {}`,
      '3:1 error audit "syslog" is not supported: use audit "file" or audit "socket"'
    ],
    [`${minimal}audit "file" {}`, '3:1 error audit must be a block: audit "TYPE" "PATH" { … }'],
    [
      `${minimal}audit "file" { options { file_path = "log" } }`,
      '3:1 error audit must be a block: audit "TYPE" "PATH" { … }'
    ],
    [device('mode = "0888"'), "4:1 error mode must be an octal number such as 0600"],
    [`${minimal}audit "file" "a" { options {} }`, '3:1 error audit "file" "a": file_path is required'],
    [`${minimal}audit "file" "a" {}`, '3:1 error audit "file" "a": file_path is required'],
    [`${minimal}audit "socket" "a" {}`, '3:1 error audit "socket" "a": address is required'],
    [
      device('log_raw = "maybe"'),
      '4:1 error Field validation failed: error converting input for field "log_raw": expected true or false'
    ],
    [
      device("log_raw = true"),
      "4:1 error log_raw would write every token and every secret to the audit log in plain text: this server does not allow it; only unsafe_allow_audit_log_raw, in its configuration, does"
    ],
    [`${device("log_raw = true")}\nunsafe_allow_audit_log_raw = true`],
    [device('prefix = "a"'), "4:1 error audit log prefixing is not allowed"],
    [
      device('format = "jsonx"'),
      '4:1 error jsonx formatting has been removed, consider switching to json by omitting "format" or setting it to "json"'
    ],
    [device('write_timeout = "soon"'), "4:1 error write_timeout must be a duration such as 2s"],
    [
      device('prefx = "a"\nlog_rwa = true'),
      '4:1 error unknown key "prefx" in the options of audit "file" "a"; did you mean "prefix"?',
      '5:1 error unknown key "log_rwa" in the options of audit "file" "a"; did you mean "log_raw"?'
    ],
    [
      `${minimal}audit "file" "" { options { file_path = "log" } }`,
      '3:1 error audit "file" "": backend path must be specified'
    ],
    [
      `${minimal}audit "file" "file" { options { file_path = "log" } }\naudit "file" "file/" { options { file_path = "b" } }`,
      '4:1 error audit "file" "file/": path already in use'
    ],
    [
      `${minimal}audit "file" "a/b" { options { file_path = "log" } }\naudit "file" "a" { options { file_path = "b" } }`,
      '4:1 error audit "file" "a": path already in use'
    ],
    [`${minimal}audit "file" "a" { options = ["b"] }`, "3:20 error options must be a block of strings"],
    [
      `${minimal}audit "file" "a" { options { file_path = "discard" } }\naudit "file" "a" { options { file_path = "discard" } }`,
      '4:1 error audit "file" "a": path already in use'
    ]
  ]
  for (const [text, ...expected] of cases) {
    it(`is reported: ${JSON.stringify(text.replace(minimal, "… "))}`, () => {
      expect([...lines(text)].toSorted()).toEqual([...expected].toSorted())
      const hasErrors = expected.some((line) => String(line).includes("error"))
      expect(decode(text).config === undefined).toBe(hasErrors)
    })
  }
})

describe("a file that a configuration names", () => {
  const sqlite = (text: string) =>
    `storage "sqlite" { path = "data.db" }\nlistener "tcp" { tls_disable = true }\n${text}`
  const audit = (path: string, name = "a") => `audit "file" "${name}" {\n  options { file_path = "${path}" }\n}`
  const cases: ReadonlyArray<readonly [text: string, ...expected: ReadonlyArray<string>]> = [
    [
      'storage "sqlite" { path = "folder" }\nlistener "tcp" { tls_disable = true }',
      '1:20 error path names a folder, or another thing that is not a file: "folder"'
    ],
    ...(
      [
        ["forbidden.folder/a.db", "cannot be written by this user"],
        ["readonly.folder/a.db", "is on a read-only file system"],
        ["notes.txt/a.db", "is not in a folder: a part of its path is a file"],
        ["broken.folder/a.db", "cannot be written (EIO)"]
      ] as const
    ).map(
      ([path, problem]) =>
        [
          `storage "sqlite" { path = "${path}" }\nlistener "tcp" { tls_disable = true }`,
          `1:20 error path ${problem}: "${path}"`
        ] as const
    ),
    [
      'storage "sqlite" { path = "open.db" }\nlistener "tcp" { tls_disable = true }',
      '1:20 warning path in storage "sqlite" could be replaced by other users: /open can be written by other users'
    ],
    [
      sqlite('listener "unix" { address = "forbidden.folder/run.sock" }'),
      '3:19 error address cannot be written by this user: "forbidden.folder/run.sock"'
    ],
    [
      sqlite('pid_file = "readonly.folder/a.pid"'),
      '3:1 error pid_file is on a read-only file system: "readonly.folder/a.pid"'
    ],
    [sqlite('pid_file = "./data.db"'), '3:1 error pid_file is the same file as path in storage "sqlite"'],
    [
      sqlite('pid_file = "data.db-wal"'),
      '3:1 error pid_file is the same file as data.db-wal, which belongs to path in storage "sqlite"'
    ],
    [sqlite(audit("data.db")), '4:13 error file_path in audit "file" "a" is the same file as path in storage "sqlite"'],
    [
      sqlite(audit("data.db.lock")),
      '4:13 error file_path in audit "file" "a" is the same file as data.db.lock, which belongs to path in storage "sqlite"'
    ],
    [
      sqlite(`${audit("log")}\n${audit("log", "b")}`),
      '7:13 error file_path in audit "file" "b" is the same file as file_path in audit "file" "a"'
    ],
    [sqlite(`${audit("stdout")}\n${audit("STDOUT", "b")}\n${audit("/dev/null", "c")}\n${audit("/dev/null", "d")}`)],
    [sqlite(audit("folder")), '4:13 error file_path names a folder, not a file: "folder"'],
    [
      sqlite('listener "unix" { address = "data.db" }'),
      '3:19 error address in listener "unix" is the same file as path in storage "sqlite"'
    ],
    [
      sqlite('listener "unix" { address = "notes.txt" }'),
      '3:19 error address names a file, which is not a socket: "notes.txt"'
    ],
    [sqlite('listener "unix" { address = "run.old-socket" }')],
    [
      sqlite('listener "unix" { address = "gone/run.sock" }'),
      '3:19 error address is in gone, which is not a folder that can be entered: "gone/run.sock"'
    ],
    [
      sqlite('seal "static" { current_key_id = "a", current_key = "file://raw.key" }\npid_file = "raw.key"'),
      '4:1 error pid_file is the same file as current_key in seal "static"'
    ],
    [
      sqlite('pid_file = "notes.txt"'),
      '3:1 error pid_file names a file that contains something else than the id of a process, and would be overwritten: "notes.txt"'
    ],
    [sqlite('pid_file = "old.pid"')],
    [sqlite('pid_file = "empty.pid"')],
    [
      sqlite('pid_file = "gone/enwrap.pid"'),
      '3:1 error pid_file is in gone, which is not a folder that can be entered: "gone/enwrap.pid"'
    ]
  ]
  for (const [text, ...expected] of cases) {
    it(`is ${expected.length === 0 ? "accepted" : "refused"}: ${JSON.stringify(text)}`, () => {
      expect(lines(text)).toEqual(expected)
    })
  }

  it("is not one of the configuration, unless the server only reads it", () => {
    const text = sqlite('pid_file = "1.hcl"')
    const { problems } = decodeConfig([{ name: "1.hcl", path: "1.hcl", text }], surroundings)
    expect(problems.map(({ message }) => message)).toEqual(["pid_file is the same file as the configuration"])
    // A variable of the environment with this name is not a file.
    expect(decodeConfig([{ name: "1.hcl", text }], surroundings).problems).toEqual([])
  })
})

describe("a random configuration", () => {
  const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((text) => !text.includes("\0"))
  const listener = fc.record(
    {
      address: fc.nat(65_535).map((port) => `127.0.0.1:${port}`),
      tls_disable: fc.constantFrom(true, "true", 1),
      max_request_size: fc.integer({ min: 1, max: 1_000_000 }),
      http_idle_timeout: fc.integer({ min: 1, max: 600 }),
      x_forwarded_for_authorized_addrs: fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 })
    },
    { requiredKeys: ["address", "tls_disable"] }
  )
  const document = fc.record(
    {
      // A folder cannot be a database.
      path: word.filter((text) => text !== "."),
      listeners: fc.uniqueArray(listener, { minLength: 1, maxLength: 3, selector: ({ address }) => address }),
      // Not the database, nor in a folder.
      pid_file: word.map((text) => `${text.replaceAll("/", "")}.pid`),
      api_addr: fc.webUrl({ authoritySettings: { withPort: true } }),
      max_request_size: fc.integer({ min: 1, max: 1000 }),
      log_level: fc.constantFrom("trace", "debug", "info", "warn", "error")
    },
    { requiredKeys: ["path", "listeners"] }
  )

  it("is decoded alike from HCL and from JSON", () => {
    fc.assert(
      fc.property(
        document,
        fc.constantFrom("\n", "\r\n", " # a comment\n", "\n/* a\ncomment */ "),
        (made, separator) => {
          const { listeners, path, ...values } = made
          const assign = (entries: object): string =>
            Object.entries(entries)
              .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
              .join(separator)
          const hcl = [
            `storage "sqlite" {${separator}${assign({ path })}${separator}}`,
            ...listeners.map((each) => `listener "tcp" {${separator}${assign(each)}${separator}}`),
            assign(values)
          ].join(separator)
          const json = JSON.stringify({ storage: { sqlite: { path } }, listener: { tcp: listeners }, ...values })
          expect(valid(hcl)).toEqual(valid(json))
          expect(valid(hcl).storage).toEqual({ type: "sqlite", path })
        }
      )
    )
  })

  it("that is cut off, or has any other text in it, never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(minimal.length), (text, at) => {
        decode(minimal.slice(0, at) + text + minimal.slice(at))
      })
    )
  })
})
