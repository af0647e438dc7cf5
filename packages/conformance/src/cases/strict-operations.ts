import type { ApiRequest } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
  expectAt,
  expectDone,
  expectError,
  expectJsonAt,
  expectKeys,
  expectStatus,
  expectThat,
  stringAt
} from "../expect.ts"
import { createHolder } from "../fixtures/policy.ts"
import { mountLogin } from "../fixtures/login.ts"
import { createRequest, expectSeconds, lookupSelf } from "../fixtures/token.ts"
import { createKvMount } from "../kv-mount.ts"

/** Numbers that a parser of 64-bit floats would change. */
const NUMBERS = '{"a":1.0,"b":12345678901234567890,"c":[1E5,0.10],"d":{"e":-0}}'

const ATTEMPT = "sys/generate-root/attempt"

export const strictOperations: Family = {
  name: "SO",
  title: "Stricter than OpenBao and Vault: operations",
  cases: [
    {
      id: "RWC-SO-01",
      title: "gives no root token for a wrong key share or the wrong nonce",
      requirements: ["RW-SYS-35"],
      profile: "strict",
      level: "must",
      exclusive: true,
      why: "Whoever gets a root token this way owns the server.",
      async run({ defer, send, skip }) {
        const attempt = (method: string): ApiRequest => ({ method, path: ATTEMPT, token: null })
        const before = await send(attempt("GET"))
        if (at(before, "started") === true) skip("needs a server on which nobody is generating a root token")
        const started = await send(attempt("PUT"))
        // A server without key shares, or one whose operator has switched this off.
        if (started.status >= 400) return expectStatus(started, 400, 403, 404, 405)
        defer(attempt("DELETE"))
        expectStatus(started, 200)
        const nonce = stringAt(started, "nonce")
        // As many as the threshold of any server: they are all wrong.
        for (let share = 1; share <= 3; share++)
          for (const [given, key] of [
            ["not-the-nonce", wrongShare(share)],
            [nonce, "00"],
            [nonce, wrongShare(share)]
          ] as const) {
            const response = await send({
              method: "PUT",
              path: "sys/generate-root/update",
              token: null,
              body: { key, nonce: given }
            })
            expectStatus(response, 200, 400)
            if (given !== nonce) expectStatus(response, 400)
            for (const field of ["encoded_token", "encoded_root_token"])
              expectThat(
                ["", undefined].includes(at(response, field) as string | undefined),
                "a root token was given",
                response
              )
            expectThat(at(response, "complete") !== true, "the attempt is complete", response)
          }
        expectDone(await send(attempt("DELETE")))
        expectAt(await send(attempt("GET")), "started", false)
      }
    },
    {
      id: "RWC-SO-02",
      title: "hashes strings as each audit device does, and for no other device",
      requirements: ["RW-AU-8"],
      profile: "strict",
      level: "must",
      why: "Someone who looks for a token in a log must find it, and must not be able to hash values for another log.",
      async run({ sendPrivileged, unique }) {
        const hash = (device: string, body: object) =>
          sendPrivileged({ method: "POST", path: `sys/audit-hash/${device}`, body })
        expectError(await hash(unique("missing"), { input: "a" }), 400)
        const devices = await sendPrivileged({ method: "GET", path: "sys/audit" })
        expectStatus(devices, 200)
        const data = at(devices, "data")
        for (const device of Object.keys(Object(data)).map((path) => path.replace(/\/$/, ""))) {
          const hashes: Array<string> = []
          for (const input of ["a", "a", "b"]) hashes.push(stringAt(await hash(device, { input }), "data.hash"))
          const [first = "", second, third] = hashes
          expectThat(/^hmac-sha256:[0-9a-f]{64}$/.test(first), `the hash of ${device} has another form`)
          expectThat(first === second && first !== third, `the hashes of ${device} do not depend on the input alone`)
          expectError(await hash(device, {}), 400)
        }
      }
    },
    {
      id: "RWC-SO-03",
      title: "returns as many random bytes as requested, and the hash of an input",
      requirements: ["RW-SYS-14"],
      profile: "strict",
      level: "must",
      why: "Scripts make passwords of these bytes.",
      async run({ sendPrivileged }) {
        const post = (path: string, body: object = {}) =>
          sendPrivileged({ method: "POST", path: `sys/tools/${path}`, body })
        const random: Array<string> = []
        for (const [count, format, form] of [
          [16, "hex", /^[0-9a-f]{32}$/],
          [16, "hex", /^[0-9a-f]{32}$/],
          [30, "base64", /^[A-Za-z0-9+/]{40}$/]
        ] as const) {
          const response = await post(`random/${count}`, { format })
          expectStatus(response, 200)
          const bytes = stringAt(response, "data.random_bytes")
          expectThat(form.test(bytes), `these are not ${count} bytes in ${format}`, response)
          random.push(bytes)
        }
        expectThat(random[0] !== random[1], "the random bytes repeat")
        const input = Buffer.from("abc").toString("base64")
        expectAt(
          await post("hash", { input }),
          "data.sum",
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        for (const path of ["random/0", "random/131073", "random/many"]) expectError(await post(path), 400)
        for (const body of [{ input, format: "odd" }, { input: "?" }]) expectError(await post("hash", body), 400)
      }
    },
    {
      id: "RWC-SO-04",
      title: "requires the permissions for a login method, sudo included, to tune it as a mount",
      requirements: ["RW-SYS-18"],
      profile: "strict",
      level: "must",
      why: "A permission for mounts must not be one for logins.",
      async run(context) {
        const login = await mountLogin(context, "approle")
        const [own, other] = [`sys/auth/${login}/tune`, `sys/mounts/auth/${login}/tune`]
        const allow = (path: string, ...capabilities: ReadonlyArray<string>) =>
          `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }\n`
        const tune = async (policy: string, status: number): Promise<void> => {
          const { token } = await createHolder(context, policy)
          const body = { description: context.unique("description") }
          const response = await context.send({ method: "POST", path: other, token, body })
          if (status === 403) expectError(response, 403)
          else expectDone(response)
        }
        await tune(allow(other, "update", "sudo"), 403)
        await tune(allow(other, "update", "sudo") + allow(own, "update"), 403)
        await tune(allow(own, "update", "sudo"), 403)
        await tune(allow(other, "update", "sudo") + allow(own, "update", "sudo"), 204)
      }
    },
    {
      id: "RWC-SO-05",
      title: "requires a token for the metrics, unless the operator allows everyone to read them, and names no path",
      requirements: ["RW-MT-1", "RW-MT-2", "RW-MT-3"],
      profile: "strict",
      level: "must",
      why: "Metrics show who does what, and when.",
      async run(context) {
        const path = "sys/metrics"
        const secret = context.unique("metrics")
        await context.wrap({ secret })
        await context.send({ method: "GET", path: `cubbyhole/${secret}` })
        const { token } = await context.createUnprivilegedToken()
        expectError(await context.send({ method: "GET", path, token }), 403)
        for (const [query, form] of [
          ["", /^\s*\{/],
          ["?format=prometheus", /^# (HELP|TYPE) \w+/m]
        ] as const) {
          const response = await context.sendPrivileged({ method: "GET", path: `${path}${query}` })
          expectStatus(response, 200)
          expectThat(form.test(response.text), "the metrics have another format", response)
          expectThat(!response.text.includes(secret), "the metrics contain a path", response)
        }
      }
    },
    {
      id: "RWC-SO-06",
      title: "does not redirect to another server, and knows no other namespace",
      requirements: ["RW-ER-19", "RW-ER-20", "RW-ER-21"],
      profile: "strict",
      level: "must",
      why: "A client that follows a redirect sends its token there.",
      async run({ cubbyholeEntry, send }) {
        for (const path of ["/evil.example/x", "//evil.example/x", "/\\evil.example", "cubbyhole//evil.example"]) {
          const response = await send({ method: "GET", path })
          expectStatus(response, 301, 302, 303, 307, 308, 400, 403, 404)
          const location = response.headers["location"]
          expectThat(
            location === undefined || /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(location),
            "the redirect leads to another server",
            response
          )
        }
        for (const path of ["cubbyhole//entry", "cubbyhole/a%00b", "cubbyhole/a%E2%80%A8b"])
          expectStatus(await send({ method: "GET", path }), 301, 302, 303, 307, 308, 400)
        const path = await cubbyholeEntry()
        expectError(await send({ method: "GET", path, headers: { "x-vault-namespace": "other" } }), 404)
        expectStatus(await send({ method: "GET", path, headers: { "x-vault-namespace": "root" } }), 200)
      }
    },
    {
      id: "RWC-SO-07",
      title: "returns numbers from both versions of a key-value engine as they were written",
      requirements: ["RW-KV-15", "RW-EXT-7"],
      profile: "strict",
      level: "must",
      why: "A key that is a large number must not lose its last digits.",
      async run(context) {
        const [first, second] = [await createKvMount(1, context), await createKvMount(2, context)]
        const [one, two] = [`${first}/numbers`, `${second}/data/numbers`]
        expectDone(await context.sendPrivileged({ method: "POST", path: one, body: NUMBERS }))
        expectDone(await context.sendPrivileged({ method: "POST", path: two, body: `{"data":${NUMBERS}}` }))
        expectJsonAt(await context.sendPrivileged({ method: "GET", path: one }), "data", NUMBERS)
        expectJsonAt(await context.sendPrivileged({ method: "GET", path: two }), "data.data", NUMBERS)
      }
    },
    {
      id: "RWC-SO-08",
      title: "returns one page of a list with after and limit, and the metadata of each name",
      requirements: ["RW-KV-18", "RW-KV-19"],
      profile: "strict",
      level: "must",
      why: "A list of a million names must be readable in parts.",
      async run(context) {
        const mount = await createKvMount(2, context)
        for (const name of ["a", "b", "c", "d/e"])
          expectDone(
            await context.sendPrivileged({
              method: "POST",
              path: `${mount}/data/list/${name}`,
              body: { data: { name } }
            })
          )
        const list = (query: string, below = "metadata") =>
          context.sendPrivileged({ method: "GET", path: `${mount}/${below}/list?list=true${query}` })
        for (const [query, names] of [
          ["&limit=2", ["a", "b"]],
          ["&after=b", ["c", "d/"]],
          ["&after=aa&limit=1", ["b"]]
        ] as const)
          expectKeys(await list(query), names)
        const detailed = await list("", "detailed-metadata")
        expectKeys(detailed, ["a", "b", "c", "d/"])
        expectAt(detailed, "data.key_info.a.current_version", 1)
        expectJsonAt(detailed, "data.key_info.d/", "{}")
      }
    },
    {
      id: "RWC-SO-09",
      title: "allows browsers of the configured origins, from the next request on, and of no others",
      requirements: ["RW-HD-12", "RW-SYS-15"],
      profile: "strict",
      level: "must",
      exclusive: true,
      why: "Any website that someone visits could otherwise talk to the server.",
      async run({ defer, send, sendPrivileged }) {
        const path = "sys/config/cors"
        const before = await sendPrivileged({ method: "GET", path })
        expectStatus(before, 200)
        const preflight = async (origin: string) => {
          const response = await send({
            method: "OPTIONS",
            path: "sys/wrapping/unwrap",
            token: null,
            headers: {
              origin,
              "access-control-request-method": "POST",
              "access-control-request-headers": "x-vault-token, x-vault-wrap-ttl"
            }
          })
          const headers = (response.headers["access-control-allow-headers"] ?? "").toLowerCase()
          return (
            response.headers["access-control-allow-origin"] === origin &&
            ["x-vault-token", "x-vault-wrap-ttl"].every((name) => headers.includes(name))
          )
        }
        const [allowed, other] = ["https://conformance.example", "https://other.example"]
        if (at(before, "data.enabled") === true) {
          // The operator's configuration is not touched.
          const origins = at(before, "data.allowed_origins")
          const [first] = Array.isArray(origins) ? origins : []
          if (typeof first !== "string" || first.includes("*")) return
          expectThat(await preflight(first), "a browser of the configured origin is refused")
          return expectThat(!(await preflight(other)), "a browser of another origin is allowed")
        }
        expectThat(!(await preflight(allowed)), "a browser is allowed without a configuration of CORS")
        defer({ method: "DELETE", path })
        expectDone(await sendPrivileged({ method: "POST", path, body: { allowed_origins: [allowed] } }))
        expectThat(await preflight(allowed), "a browser of the configured origin is refused")
        expectThat(!(await preflight(other)), "a browser of another origin is allowed")
        expectDone(await sendPrivileged({ method: "DELETE", path }))
        expectThat(!(await preflight(allowed)), "the origin is still allowed after the configuration was removed")
      }
    },
    {
      id: "RWC-SO-10",
      title: "refuses a token with more than 64 ancestors",
      requirements: ["RW-TK-32"],
      profile: "strict",
      level: "must",
      long: true,
      why: "Revoking a chain without an end would hold up everyone.",
      async run(context) {
        const policy = 'path "auth/token/create" { capabilities = ["create", "update"] }'
        const creator = await createHolder(context, policy, {})
        let token = creator.token
        // The holder itself may have ancestors.
        for (let depth = 0; depth <= 64; depth++) {
          const response = await context.send({ ...createRequest({}), token })
          if (depth >= 60 && response.status === 400) return expectError(response, 400)
          expectStatus(response, 200)
          token = stringAt(response, "auth.client_token")
        }
        expectThat(false, "a token with 65 ancestors was created")
      }
    },
    {
      id: "RWC-SO-11",
      title: "denies a path as it was sent, if that is not its canonical form, and a path with a trailing slash",
      requirements: ["RW-PB-23"],
      profile: "strict",
      level: "must",
      why: "Someone who writes a policy with another spelling must not find that it denies nothing.",
      async run(context) {
        const name = context.unique("Denied")
        const path = `sys/policies/acl/${name}`
        const entry = `cubbyhole/${context.unique("entry")}`
        const { token } = await createHolder(
          context,
          [
            'path "*" { capabilities = ["create", "read", "update", "sudo"] }',
            ...[path, entry].map((denied) => `path "${denied}" { capabilities = ["deny"] }`)
          ].join("\n")
        )
        expectError(await context.send({ method: "GET", path: "cubbyhole/other", token }), 404)
        for (const denied of [path, entry, `${entry}/`])
          expectError(await context.send({ method: "GET", path: denied, token }), 403)
      }
    },
    {
      id: "RWC-SO-12",
      title: "refuses bodies with millions of values, and bodies that are nested a hundred thousand levels deep",
      requirements: ["RW-ER-28"],
      profile: "strict",
      level: "must",
      why: "A small request must not be able to occupy the server for long.",
      async run({ send, wrap, payload }) {
        const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`
        const wide = `[${"1,".repeat(1_000_000)}1]`
        for (const body of [`{"a":${deep}}`, `{"a":${wide}}`, `{"token":${wide}}`])
          for (const path of ["sys/wrapping/wrap", "sys/wrapping/unwrap"]) {
            const response = await send({ method: "POST", path, ttl: 60, body })
            // Above the limit of the server, or of a proxy.
            if (response.status !== 413) expectError(response, 400)
          }
        await wrap(payload())
      }
    },
    {
      id: "RWC-SO-13",
      title: "describes only the mounts that the caller may see",
      requirements: ["RW-SYS-16"],
      profile: "strict",
      level: "must",
      why: "The names of mounts are names of customers and projects.",
      async run(context) {
        const [own, other] = [await createKvMount(1, context), await createKvMount(1, context)]
        const { token } = await createHolder(context, `path "${own}/*" { capabilities = ["read"] }`)
        const response = await context.send({ method: "GET", path: "sys/internal/specs/openapi", token })
        expectStatus(response, 200)
        expectThat(
          response.text.includes(`"/${own}/`),
          "the description lacks a mount that the caller may read",
          response
        )
        expectThat(!response.text.includes(other), "the description has a mount that the caller may not see", response)
      }
    },
    {
      id: "RWC-SO-14",
      title: "does not let an expiring root token create one that outlives it",
      requirements: ["RW-TK-37"],
      profile: "strict",
      level: "must",
      why: "Root for an hour must not become root for ever.",
      async run(context) {
        if (!context.operator.root) context.skip("needs a root token")
        const { token } = await context.createToken({ policies: ["root"], ttl: "20m" })
        for (const fields of [{}, { ttl: "2h" }, { explicit_max_ttl: "2h" }]) {
          const body = { policies: ["root"], ...fields }
          const created = await context.send({ method: "POST", path: "auth/token/create-orphan", token, body })
          if (created.status === 400) continue
          expectStatus(created, 200)
          expectSeconds(await context.send(lookupSelf(stringAt(created, "auth.client_token"))), "data.ttl", 1_200, 1)
        }
      }
    }
  ]
}

/** A key share that is none: 33 bytes, of which the last is its number. */
const wrongShare = (number: number): string => "5a".repeat(32) + number.toString(16).padStart(2, "0")
