import { type ApiRequest, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
  expectAt,
  expectDone,
  expectEmpty,
  expectError,
  expectHeader,
  expectKeys,
  expectPayload,
  expectStatus,
  expectThat,
  stringAt
} from "../expect.ts"
import { printExact } from "../exact-json.ts"
import { createHolder } from "../fixtures/policy.ts"
import { createKvMount } from "../kv-mount.ts"

export const strictSystem: Family = {
  name: "SS",
  title: "Stricter than OpenBao and Vault: system",
  cases: [
    {
      id: "RWC-SS-01",
      title: "refuses a request over a rate limit with 429, does nothing of it, and limits no other path",
      requirements: ["RW-QU-1", "RW-QU-2", "RW-QU-5"],
      profile: "strict",
      level: "must",
      why: "A request that was refused may be repeated, and so must not have had an effect.",
      async run(context) {
        const [limited, other] = [await createKvMount(1, context), await createKvMount(1, context)]
        const quota = `sys/quotas/rate-limit/${context.unique("quota")}`
        context.defer({ method: "DELETE", path: quota })
        const request = (method: string, mount: string, body?: object): ApiRequest => ({
          method,
          path: `${mount}/entry`,
          noRetry: true,
          ...(body === undefined ? {} : { body })
        })
        const before = context.payload()
        expectDone(await context.sendPrivileged(request("POST", limited, before)))
        const write = { method: "POST", path: quota, body: { path: limited, rate: 2, interval: "10m" } }
        expectDone(await context.sendPrivileged(write))
        const read = await context.sendPrivileged({ method: "GET", path: quota })
        expectStatus(read, 200)
        expectAt(read, "data.rate", 2)
        for (let use = 0; use < 2; use++) expectStatus(await context.send(request("GET", limited)), 200)
        expectError(await context.send(request("GET", limited)), 429)
        expectError(await context.send(request("POST", limited, { changed: true })), 429)
        expectDone(await context.send(request("POST", other, { a: 1 })))
        expectDone(await context.sendPrivileged({ method: "DELETE", path: quota }))
        const after = await context.send(request("GET", limited))
        expectStatus(after, 200)
        expectAt(after, "data", before)
      }
    },
    {
      id: "RWC-SS-02",
      title: "keeps the configuration of key rotation, and refuses one that it cannot follow",
      requirements: ["RW-SYS-41"],
      profile: "strict",
      level: "must",
      exclusive: true,
      why: "A rotation that is configured but not kept never takes place.",
      async run(context) {
        const path = "sys/rotate/config"
        const read = async () => {
          const response = await context.sendPrivileged({ method: "GET", path })
          expectStatus(response, 200)
          return response
        }
        const before = await read()
        const valueOf = (key: string): unknown => JSON.parse(printExact(at(before, `data.${key}`) ?? null))
        context.defer({
          method: "POST",
          path,
          body: {
            enabled: valueOf("enabled"),
            interval: String(valueOf("interval")),
            max_operations: valueOf("max_operations")
          }
        })
        const write = (body: object) => context.sendPrivileged({ method: "POST", path, body })
        expectDone(await write({ enabled: true, interval: "30h", max_operations: 3_000_000_000 }))
        for (const body of [{ interval: "1s" }, { interval: "often" }, { max_operations: 1 }])
          expectError(await write(body), 400)
        const after = await read()
        expectAt(after, "data.max_operations", 3_000_000_000)
        expectThat(
          ["108000", '"30h0m0s"', '"30h"', '"108000s"'].includes(printExact(at(after, "data.interval") ?? null)),
          "data.interval is not 30 hours",
          after
        )
      }
    },
    {
      id: "RWC-SS-03",
      title: "scans with SCAN and with GET and scan=true, and only with the capability scan",
      requirements: ["RW-HD-13", "RW-KV-17"],
      profile: "strict",
      level: "must",
      why: "A scan names everything below a path, which is more than a list.",
      async run(context) {
        const mount = await createKvMount(1, context)
        const folder = `${mount}/folder`
        for (const name of ["b", "a", "d/y", "d/x/z"])
          expectDone(await context.sendPrivileged({ method: "POST", path: `${folder}/${name}`, body: { name } }))
        const scans: ReadonlyArray<ApiRequest> = [
          { method: "SCAN", path: folder },
          { method: "SCAN", path: `${folder}/` },
          { method: "GET", path: `${folder}?scan=true` },
          { method: "GET", path: `${folder}/?scan=true` }
        ]
        for (const scan of scans) expectKeys(await context.sendPrivileged(scan), ["a", "b", "d/y", "d/x/z"])
        const rule = (capabilities: string): string => `path "${mount}/*" { capabilities = [${capabilities}] }`
        const lister = await createHolder(context, rule('"read", "list"'))
        const scanner = await createHolder(context, rule('"scan"'))
        for (const scan of scans) {
          const refused = await context.send({ ...scan, token: lister.token })
          expectError(refused, 403)
          expectEmpty(refused, "data")
          expectStatus(await context.send({ ...scan, token: scanner.token }), 200)
        }
        expectError(await context.send({ method: "LIST", path: folder, token: scanner.token }), 403)
        expectError(await context.sendPrivileged({ method: "SCAN", path: `${mount}/nothing` }), 404)
      }
    },
    {
      id: "RWC-SS-04",
      title: "refuses a quota that it cannot apply",
      requirements: ["RW-QU-6"],
      profile: "strict",
      level: "must",
      why: "A limit that is configured but not applied protects nobody.",
      async run(context) {
        const mount = await createKvMount(1, context)
        const write = (name: string, body: object) => {
          const path = `sys/quotas/rate-limit/${name}`
          context.defer({ method: "DELETE", path })
          return context.sendPrivileged({ method: "POST", path, body: { path: mount, interval: "10m", ...body } })
        }
        const names = [context.unique("quota"), context.unique("quota")] as const
        expectDone(await write(names[0], { rate: 1_000 }))
        for (const body of [
          { rate: 0 },
          { rate: -1 },
          {},
          { rate: 1_000 },
          { rate: 1_000, path: `${mount}-missing` },
          { rate: 1_000, role: "one" }
        ])
          expectError(await write(names[1], body), 400)
        expectError(await context.sendPrivileged({ method: "GET", path: `sys/quotas/rate-limit/${names[1]}` }), 404)
      }
    },
    {
      id: "RWC-SS-05",
      title: "says what is left of a quota if it is configured to, and refuses until a block interval has elapsed",
      requirements: ["RW-QU-7", "RW-QU-8"],
      profile: "strict",
      level: "must",
      exclusive: true,
      waits: 1_500,
      why: "A client that knows its limit does not have to run into it.",
      async run(context) {
        const mount = await createKvMount(1, context)
        const config = "sys/quotas/config"
        const quota = `sys/quotas/rate-limit/${context.unique("quota")}`
        const before = await context.sendPrivileged({ method: "GET", path: config })
        expectStatus(before, 200)
        const key = "enable_rate_limit_response_headers"
        const set = (enabled: boolean): ApiRequest => ({ method: "POST", path: config, body: { [key]: enabled } })
        context.defer(set(at(before, `data.${key}`) === true))
        expectDone(await context.sendPrivileged(set(true)))
        context.defer({ method: "DELETE", path: quota })
        const body = { path: mount, rate: 1, interval: "1s", block_interval: "1m" }
        expectDone(await context.sendPrivileged({ method: "POST", path: quota, body }))
        const ask = () => context.send({ method: "GET", path: `${mount}/probe`, noRetry: true })
        const first = await ask()
        expectStatus(first, 200)
        for (const name of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"])
          expectHeader(first, name, /^\d+$/, "a number")
        const refused = await ask()
        expectError(refused, 429)
        expectHeader(refused, "retry-after", /^\d+$/, "a number of seconds")
        await context.wait(1_500)
        expectError(await ask(), 429)
      }
    },
    {
      id: "RWC-SS-06",
      title: "does nothing for a request for help, and does not use up its wrapping token",
      requirements: ["RW-HD-14"],
      profile: "strict",
      level: "must",
      why: "A request that only asks what a path is for must not change or consume anything.",
      async run(context) {
        const path = `${await createKvMount(1, context)}/asked`
        await context.sendPrivileged({ method: "POST", path: `${path}?help=1`, body: context.payload() })
        expectError(await context.sendPrivileged({ method: "GET", path }), 404)
        const secret = context.payload()
        const { token } = await context.wrap(secret)
        for (const [method, asked] of [
          ["GET", "cubbyhole/response"],
          ["POST", "sys/wrapping/unwrap"]
        ] as const) {
          const response = await context.send({ method, path: `${asked}?help=1`, token })
          expectEmpty(response, "data")
        }
        expectPayload(await context.send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-SS-07",
      title: "refuses a body that is cut or too complex, but never with 500",
      requirements: ["RW-ER-2", "RW-ER-8", "RW-ER-12", "RW-ER-18"],
      profile: "strict",
      level: "must",
      why: "A client that gets 500 repeats the request, and pages an operator who cannot fix it.",
      async run({ send, unique, defer }) {
        const path = `cubbyhole/${unique("cut")}`
        defer({ method: "DELETE", path })
        for (const body of ['{"a":', '{"a":"b', '{"a":[1', '{"a":{"b":1}'])
          for (const cut of ["sys/wrapping/unwrap", "sys/wrapping/lookup", "sys/wrapping/wrap", path])
            expectError(await send({ method: "POST", path: cut, body }), 400)
        for (const body of [`{"a":${"[".repeat(400)}${"]".repeat(400)}}`, `{"a":"${"x".repeat(1_100_000)}"}`])
          expectStatus(await send({ method: "POST", path, body }), 200, 204, 400, 413)
      }
    },
    {
      id: "RWC-SS-08",
      title: "reports the same version everywhere, and it can be compared with others",
      requirements: ["RW-SYS-42"],
      profile: "strict",
      level: "must",
      why: "Clients use a feature only if the version of the server has it.",
      async run({ sendPrivileged }) {
        const read = async (path: string, member: string): Promise<string> => {
          const response = await sendPrivileged({ method: path.endsWith("history") ? "LIST" : "GET", path })
          expectStatus(response, 200)
          const version = stringAt(response, member)
          expectThat(VERSION.test(version), `${member} is not a version`, response)
          return version
        }
        const health = await read("sys/health", "version")
        for (const [path, member] of [
          ["sys/seal-status", "version"],
          ["sys/ha-status", "data.nodes.0.version"],
          ["sys/version-history", "data.keys.0"]
        ] as const) {
          const version = await read(path, member)
          const isSame = path === "sys/version-history" || version === health
          expectThat(isSame, `${path} does not report the version of sys/health`)
        }
      }
    }
  ]
}

/** Three numbers, perhaps with a pre-release and build metadata, as in Semantic Versioning. */
const VERSION = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/
