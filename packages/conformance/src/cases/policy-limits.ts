import type { Context } from "../context.ts"
import type { Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import { expectAt, expectEqual, expectError, expectPayload, expectStatus, expectDone } from "../expect.ts"
import { createHolder, writePolicy } from "../fixtures/policy.ts"
import { unwrapByHeader } from "../api-request.ts"
import { expectNotWrapped, wrapInfoOf } from "../wrap-info.ts"

/** The value of the wrap TTL header; undefined for no header. */
type Ttl = string | undefined

export const policyLimits: Family = {
  name: "PB",
  title: "Policy limits on the wrap TTL",
  cases: [
    {
      id: "RWC-PB-01",
      title: "accepts only wrap TTLs from the minimum to the maximum",
      requirements: ["RW-PB-1", "RW-PB-2"],
      profile: "policy",
      level: "must",
      why: "A policy can require that a secret is never returned unwrapped, nor wrapped forever.",
      async run(context) {
        await expectBounds(context, 'min_wrapping_ttl = "300" max_wrapping_ttl = "400"', {
          passes: ["300", "350", "400"],
          refused: [undefined, "50", "299", "401", "450"]
        })
      }
    },
    {
      id: "RWC-PB-02",
      title: "requires wrapping if a policy sets a minimum",
      requirements: ["RW-PB-1", "RW-PB-2"],
      profile: "policy",
      level: "must",
      why: "A minimum is how a policy requires wrapping.",
      async run(context) {
        await expectBounds(context, 'min_wrapping_ttl = "300s"', {
          passes: ["300", "30m"],
          refused: [undefined, "0", "50"]
        })
      }
    },
    {
      id: "RWC-PB-03",
      title: "requires wrapping if a policy sets only a maximum",
      requirements: ["RW-PB-1", "RW-PB-2"],
      profile: "policy",
      level: "must",
      why: "A limit that a caller can avoid by not wrapping would be useless.",
      async run(context) {
        await expectBounds(context, 'max_wrapping_ttl = "400s"', {
          passes: ["350", "400"],
          refused: [undefined, "401", "30m"]
        })
      }
    },
    {
      id: "RWC-PB-04",
      title: "reads limits and wrap TTLs with units",
      requirements: ["RW-PB-1", "RW-PB-2", "RW-TTL-3"],
      profile: "policy",
      level: "must",
      why: "Operators write durations such as 5m.",
      async run(context) {
        await expectBounds(context, 'min_wrapping_ttl = "5m" max_wrapping_ttl = "10m30s"', {
          passes: ["300", "5m", "10m", "630s", "0.1h"],
          refused: [undefined, "4m59s", "299", "631", "11m", "0.5h"]
        })
      }
    },
    {
      id: "RWC-PB-05",
      title: "applies the smallest limits if several policies cover a path",
      requirements: ["RW-PB-4", "RW-PB-1"],
      profile: "policy",
      level: "must",
      why: "One policy must not lift the limits of another.",
      async run(context) {
        const { path, rule } = await boundSecret(context)
        const other = await writePolicy(context, rule('min_wrapping_ttl = "50" max_wrapping_ttl = "200"'))
        const one = await writePolicy(context, rule('min_wrapping_ttl = "100" max_wrapping_ttl = "300"'))
        const { token } = await context.createToken({ policies: [one, other], no_default_policy: true })
        await expectReads(context, path, token, {
          passes: ["50", "60", "200"],
          refused: [undefined, "49", "201", "300"]
        })
      }
    },
    {
      id: "RWC-PB-06",
      title: "rejects a policy with a maximum below its minimum, and accepts equal limits",
      requirements: ["RW-PB-3", "RW-PB-2"],
      profile: "policy",
      level: "must",
      why: "It would lock everyone out.",
      async run(context) {
        const { path, rule } = await boundSecret(context)
        const equal = rule('min_wrapping_ttl = "5m" max_wrapping_ttl = "300s"')
        const { token, policy } = await createHolder(context, equal)
        await expectReads(context, path, token, { passes: ["300", "5m"], refused: ["299", "301"] })
        expectError(
          await context.sendPrivileged({
            method: "POST",
            path: `sys/policies/acl/${policy}`,
            body: { policy: rule('min_wrapping_ttl = "2h" max_wrapping_ttl = "1h"') }
          }),
          400
        )
        await expectReads(context, path, token, { passes: ["300"], refused: ["301"] })
      }
    },
    {
      id: "RWC-PB-07",
      title: "applies no limits to root",
      requirements: ["RW-PB-6"],
      profile: "policy",
      level: "must",
      why: "Root is the way out of a mistaken policy.",
      async run(context) {
        if (!context.operator.root) context.skip("needs a root token")
        const { path, rule, secret } = await boundSecret(context)
        const policy = await writePolicy(context, rule('min_wrapping_ttl = "300" max_wrapping_ttl = "400"'))
        const { token } = await context.createToken({ policies: ["root", policy] })
        const plain = await context.send({ method: "GET", path, token })
        expectNotWrapped(plain)
        expectPayload(plain, secret)
        expectEqual("ttl", wrapInfoOf(await context.send({ method: "GET", path, token, ttl: 10 })).ttl, 10)
      }
    },
    {
      id: "RWC-PB-08",
      title: "does not wrap a denial, regardless of the requested wrap TTL",
      requirements: ["RW-PB-1", "RW-WE-2", "RW-ER-4"],
      profile: "policy",
      level: "must",
      why: "A wrapped error looks like a success.",
      async run(context) {
        const { path, rule } = await boundSecret(context)
        const { token } = await createHolder(context, rule('min_wrapping_ttl = "300" max_wrapping_ttl = "400"'))
        const unprivileged = await context.createUnprivilegedToken()
        for (const [method, caller, ttl] of [
          ["GET", token, "450"],
          ["POST", token, "350"],
          ["GET", unprivileged.token, "350"],
          ["LIST", unprivileged.token, "350"]
        ] as const) {
          const body = method === "POST" ? { body: { k: 1 } } : {}
          const response = await context.send({ method, path, token: caller, ttl, ...body })
          expectError(response, 403)
          expectNotWrapped(response)
        }
        await context.sendPrivileged({ method: "DELETE", path })
        const missing = await context.send({ method: "GET", path, token, ttl: "350" })
        expectError(missing, 404)
        expectNotWrapped(missing)
      }
    },
    {
      id: "RWC-PB-09",
      title: "applies the limits to sys/wrapping/wrap and to token creation",
      requirements: ["RW-PB-1", "RW-PB-2"],
      profile: "policy",
      level: "must",
      why: "A pipeline may be restricted to handing out wrapped tokens.",
      async run(context) {
        const bounded = (path: string): string =>
          `path "${path}" { capabilities = ["create", "update"] min_wrapping_ttl = "1m" max_wrapping_ttl = "2m" }\n`
        const { token, policy } = await createHolder(context, bounded(WRAP) + bounded("auth/token/create"))
        for (const [path, body] of [
          [WRAP, context.payload()],
          ["auth/token/create", { policies: [policy], ttl: "5m", no_default_policy: true }]
        ] as const) {
          for (const ttl of [undefined, "59", "3m"])
            expectError(await context.send({ method: "POST", path, token, body, ...header(ttl) }), 403)
          const { ttl } = wrapInfoOf(await context.send({ method: "POST", path, token, body, ttl: "90" }))
          expectEqual("ttl", ttl, 90)
        }
      }
    },
    {
      id: "RWC-PB-10",
      title: "unwraps a response within the limits like any other",
      requirements: ["RW-PB-1", "RW-SU-1"],
      profile: "policy",
      level: "must",
      why: "The receiver's policies differ from the sender's.",
      async run(context) {
        const { path, rule, secret } = await boundSecret(context)
        const { token } = await createHolder(context, rule('max_wrapping_ttl = "5m"'))
        const info = wrapInfoOf(await context.send({ method: "GET", path, token, ttl: "2m" }))
        expectEqual("creation_path", info.creationPath, path)
        const opened = await context.send(unwrapByHeader(info.token))
        expectStatus(opened, 200)
        expectAt(opened, "data", secret)
      }
    }
  ]
}

interface Expected {
  readonly passes: ReadonlyArray<Ttl>
  readonly refused: ReadonlyArray<Ttl>
}

const header = (ttl: Ttl): { readonly ttl?: string } => (ttl === undefined ? {} : { ttl })

/** Writes a secret. The returned `rule` makes a policy rule that allows reading it within limits. */
async function boundSecret(context: Context): Promise<{
  readonly path: string
  readonly secret: { readonly conformance: string }
  readonly rule: (bounds: string) => string
}> {
  const path = `${await context.kvMount(1)}/${context.unique("secret")}`
  const secret = context.payload()
  context.defer({ method: "DELETE", path })
  expectDone(await context.sendPrivileged({ method: "POST", path, body: secret }))
  return { path, secret, rule: (bounds) => `path "${path}" { capabilities = ["read"] ${bounds} }` }
}

async function expectBounds(context: Context, bounds: string, expected: Expected): Promise<void> {
  const { path, rule } = await boundSecret(context)
  const { token } = await createHolder(context, rule(bounds))
  await expectReads(context, path, token, expected)
}

async function expectReads(context: Context, path: string, token: string, expected: Expected): Promise<void> {
  for (const ttl of expected.passes) wrapInfoOf(await context.send({ method: "GET", path, token, ...header(ttl) }))
  for (const ttl of expected.refused) {
    const response = await context.send({ method: "GET", path, token, ...header(ttl) })
    expectError(response, 403)
  }
}
