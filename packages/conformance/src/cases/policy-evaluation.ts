import { unwrapByBody, unwrapByHeader, type ApiResponse, type ApiRequest } from "../api-request.ts"
import type { Context } from "../context.ts"
import type { Family } from "../conformance-case.ts"
import { UNWRAP, WRAP } from "../endpoints.ts"
import { expectAt, expectMembers, expectError, expectPayload, expectStatus, expectDone } from "../expect.ts"
import { capabilitiesRequest, createHolder, writePolicy } from "../fixtures/policy.ts"

const allow = (path: string, ...capabilities: ReadonlyArray<string>): string =>
  `path "${path}" { capabilities = ${JSON.stringify(capabilities)} }\n`

export const policyEvaluation: Family = {
  name: "PR",
  title: "Policy evaluation",
  cases: [
    {
      id: "RWC-PR-01",
      title: "denies every method that no policy allows",
      requirements: ["RW-PB-14", "RW-ER-4"],
      profile: "policy",
      level: "must",
      why: "A token without a policy must be worthless.",
      async run({ send, sendPrivileged, createUnprivilegedToken, unique }) {
        const { token } = await createUnprivilegedToken()
        const path = `cubbyhole/${unique("entry")}`
        for (const method of ["GET", "LIST", "POST", "PUT", "DELETE"]) {
          const body = method.startsWith("P") ? { body: { a: 1 } } : {}
          expectError(await send({ method, path, token, ...body }), 403)
        }
        expectAt(await sendPrivileged(capabilitiesRequest(token, [path])), "data.capabilities", ["deny"])
      }
    },
    {
      id: "RWC-PR-02",
      title: "reports the sorted capabilities of a token for each path",
      requirements: ["RW-PB-14"],
      profile: "policy",
      level: "must",
      why: "Programs check before they act.",
      async run(context) {
        const here = context.unique("path")
        const [one, below, denied, elsewhere] = [`${here}/a`, `${here}/b/x`, `${here}/b/no`, `${here}/c`]
        const { token, accessor } = await createHolder(
          context,
          allow(one, "update", "read", "create") +
            allow(`${here}/b/*`, "sudo", "list", "delete") +
            allow(denied, "deny"),
          {}
        )
        const paths = [one, below, denied, elsewhere]
        const asked: ReadonlyArray<ApiRequest> = [
          capabilitiesRequest(token, paths),
          { method: "POST", path: "sys/capabilities-accessor", body: { accessor, paths } },
          { method: "POST", path: "sys/capabilities-self", token, body: { paths } }
        ]
        for (const request of asked) {
          const response = await context.sendPrivileged(request)
          expectStatus(response, 200)
          expectMembers(response, "data", {
            [one]: ["create", "read", "update"],
            [below]: ["delete", "list", "sudo"],
            [denied]: ["deny"],
            [elsewhere]: ["deny"]
          })
        }
        const single = await context.send({ ...(asked[2] as ApiRequest), body: { paths: [one] } })
        expectMembers(single, "data", {
          [one]: ["create", "read", "update"],
          capabilities: ["create", "read", "update"]
        })
      }
    },
    {
      id: "RWC-PR-03",
      title: "reports the capability root for a root token",
      requirements: ["RW-PB-14"],
      profile: "policy",
      level: "must",
      why: "A tool must not conclude that an operator may do nothing.",
      async run({ send, operator, unique, skip }) {
        if (!operator.root) skip("needs a root token")
        const path = unique("path")
        const self = await send({ method: "POST", path: "sys/capabilities-self", body: { paths: [path] } })
        expectMembers(self, "data", { [path]: ["root"] })
        expectMembers(await send(capabilitiesRequest(operator.token, [path])), "data", { [path]: ["root"] })
      }
    },
    {
      id: "RWC-PR-04",
      title: "combines the capabilities of several policies, with deny taking precedence",
      requirements: ["RW-PB-18", "RW-PB-14"],
      profile: "policy",
      level: "must",
      why: "A token has many policies, and what one of them denies must stay denied.",
      async run(context) {
        const here = context.unique("path")
        const [sum, denied, deniedGlob] = [`${here}/a`, `${here}/b`, `${here}/c/x`]
        const grants = allow(sum, "read") + allow(denied, "read", "list") + allow(`${here}/c*`, "read")
        const refuses = allow(sum, "update", "sudo") + allow(denied, "deny") + allow(`${here}/c*`, "deny")
        const other = await writePolicy(context, refuses)
        const one = await createHolder(context, grants)
        const both = await context.createToken({ policies: [one.policy, other], no_default_policy: true })
        const paths = [sum, denied, deniedGlob]
        expectMembers(await context.sendPrivileged(capabilitiesRequest(one.token, paths)), "data", {
          [sum]: ["read"],
          [denied]: ["list", "read"],
          [deniedGlob]: ["read"]
        })
        expectMembers(await context.sendPrivileged(capabilitiesRequest(both.token, paths)), "data", {
          [sum]: ["read", "sudo", "update"],
          [denied]: ["deny"],
          [deniedGlob]: ["deny"]
        })
      }
    },
    {
      id: "RWC-PR-05",
      title: "denies access that another policy allows",
      requirements: ["RW-PB-18"],
      profile: "policy",
      level: "must",
      why: "This is how a policy excludes one secret from many.",
      async run(context) {
        const { path, secrets } = await secretsAt(context, "a", "b")
        const denies = await writePolicy(context, allow(`${path}/a`, "deny"))
        const grants = await writePolicy(context, allow(`${path}/*`, "read"))
        const { token } = await context.createToken({ policies: [grants, denies], no_default_policy: true })
        expectError(await context.send({ method: "GET", path: `${path}/a`, token }), 403)
        expectAt(await context.send({ method: "GET", path: `${path}/b`, token }), "data", secrets["b"])
      }
    },
    {
      id: "RWC-PR-06",
      title: "applies one of the matching rules: the exact path, or else by the position of + and *",
      requirements: ["RW-PB-17", "RW-PB-14"],
      profile: "policy",
      level: "must",
      why: "The same policy must mean the same on every server.",
      async run(context) {
        const here = context.unique("path")
        const { token } = await createHolder(
          context,
          allow(`${here}/*`, "list") +
            allow(`${here}/o*`, "read") +
            allow(`${here}/+/two`, "update") +
            allow(`${here}/+/two/*`, "read") +
            allow(`${here}/one/+`, "delete") +
            allow(`${here}/+/+`, "create") +
            allow(`${here}/one/exact`, "read", "list")
        )
        const expected: Readonly<Record<string, ReadonlyArray<string>>> = {
          [`${here}/`]: ["list"],
          [`${here}/x`]: ["list"],
          [`${here}/o`]: ["read"],
          [`${here}/one`]: ["read"],
          [`${here}/one/two`]: ["delete"],
          [`${here}/one/exact`]: ["list", "read"],
          [`${here}/two/two`]: ["update"],
          [`${here}/two/x`]: ["create"],
          [`${here}/one/two/three`]: ["read"],
          [`${here}/a/b/c`]: ["list"],
          [here]: ["deny"]
        }
        expectMembers(await context.sendPrivileged(capabilitiesRequest(token, Object.keys(expected))), "data", expected)
      }
    },
    {
      id: "RWC-PR-07",
      title: "authorizes requests by the rule that sys/capabilities reports",
      requirements: ["RW-PB-17", "RW-ER-4"],
      profile: "policy",
      level: "must",
      why: "What sys/capabilities reports must be what applies.",
      async run(context) {
        const { path, secrets } = await secretsAt(context, "one/two", "o", "two/two")
        const { token } = await createHolder(
          context,
          allow(`${path}/*`, "list") +
            allow(`${path}/o*`, "read") +
            allow(`${path}/+/two`, "update") +
            allow(`${path}/one/+`, "delete")
        )
        const send = (method: string, name: string, body?: unknown): Promise<ApiResponse> =>
          context.send({ method, path: `${path}/${name}`, token, ...(body === undefined ? {} : { body }) })
        expectAt(await send("GET", "o"), "data", secrets["o"])
        expectError(await send("GET", "one/two"), 403)
        expectError(await send("POST", "one/two", { k: 1 }), 403)
        expectDone(await send("DELETE", "one/two"))
        expectError(await send("GET", "two/two"), 403)
        expectDone(await send("POST", "two/two", { k: 1 }))
        expectStatus(await send("LIST", ""), 200)
      }
    },
    {
      id: "RWC-PR-08",
      title: "separates read from list",
      requirements: ["RW-PB-19"],
      profile: "policy",
      level: "must",
      why: "Names reveal a lot, and someone who knows one should not learn the rest.",
      async run(context) {
        const { path, secrets } = await secretsAt(context, "d/a")
        const reader = await createHolder(context, allow(`${path}/*`, "read"))
        const lister = await createHolder(context, allow(`${path}/*`, "list"))
        const read: ApiRequest = { method: "GET", path: `${path}/d/a` }
        expectAt(await context.send({ ...read, token: reader.token }), "data", secrets["d/a"])
        expectError(await context.send({ ...read, token: lister.token }), 403)
        for (const list of [
          { method: "LIST", path: `${path}/d/` },
          { method: "GET", path: `${path}/d?list=true` }
        ]) {
          expectAt(await context.send({ ...list, token: lister.token }), "data.keys", ["a"])
          expectError(await context.send({ ...list, token: reader.token }), 403)
        }
      }
    },
    {
      id: "RWC-PR-09",
      title: "separates create from update",
      requirements: ["RW-PB-19"],
      profile: "policy",
      level: "must",
      why: "A depositor must not be able to replace what others deposited.",
      async run(context) {
        const { path, secrets } = await secretsAt(context, "there")
        const creator = await createHolder(context, allow(`${path}/*`, "create"))
        const updater = await createHolder(context, allow(`${path}/*`, "update"))
        const write = (holder: { readonly token: string }, name: string): Promise<ApiResponse> =>
          context.send({ method: "POST", path: `${path}/${name}`, token: holder.token, body: { k: "new" } })
        expectError(await write(creator, "there"), 403)
        expectAt(await context.send({ method: "GET", path: `${path}/there` }), "data", secrets["there"])
        expectError(await write(updater, "new"), 403)
        expectError(await context.send({ method: "GET", path: `${path}/new` }), 404)
        expectDone(await write(creator, "new"))
        expectDone(await write(updater, "there"))
        expectError(await context.send({ method: "GET", path: `${path}/there`, token: updater.token }), 403)
      }
    },
    {
      id: "RWC-PR-10",
      title: "denies a path that requires sudo to a caller without it",
      requirements: ["RW-SYS-13"],
      profile: "policy",
      level: "must",
      why: "An operation that can revoke everything must be granted explicitly.",
      async run(context) {
        const capabilities = ["create", "read", "update", "delete", "list"]
        const path = `sys/leases/revoke-prefix/${context.unique("mount")}`
        const plain = await createHolder(context, allow("sys/*", ...capabilities))
        const sudo = await createHolder(context, allow("sys/*", ...capabilities, "sudo"))
        expectError(await context.send({ method: "PUT", path, token: plain.token, body: {} }), 403)
        expectDone(await context.send({ method: "PUT", path, token: sudo.token, body: {} }))
      }
    },
    {
      id: "RWC-PR-11",
      title: "accepts only allowed parameters",
      requirements: ["RW-PB-20"],
      profile: "policy",
      level: "must",
      why: "A policy can limit what may be written, not only where.",
      async run(context) {
        await expectWrites(
          context,
          'allowed_parameters = { "any" = [] "flag" = [true] "list" = [["x", "y"]] "name" = ["*end", "plain"] }',
          [{ any: "thing" }, { flag: true }, { list: ["x", "y"] }, { name: "the end" }, { any: 1, name: "plain" }],
          [{ other: 1 }, { any: 1, other: 1 }, { flag: false }, { list: ["x"] }, { name: "the start" }]
        )
      }
    },
    {
      id: "RWC-PR-12",
      title: "rejects denied parameters, and accepts others",
      requirements: ["RW-PB-20"],
      profile: "policy",
      level: "must",
      why: "A policy can say what must not be written.",
      async run(context) {
        await expectWrites(
          context,
          'denied_parameters = { "never" = [] "name" = ["bad"] }',
          [{ name: "good" }, { other: 1 }],
          [{ never: "x" }, { name: "bad" }, { other: 1, name: "bad" }]
        )
      }
    },
    {
      id: "RWC-PR-13",
      title: "rejects a request without a required parameter",
      requirements: ["RW-PB-20"],
      profile: "policy",
      level: "must",
      why: "A policy can say what must be present.",
      async run(context) {
        await expectWrites(
          context,
          'required_parameters = ["owner"]',
          [{ owner: "x" }, { owner: "x", k: 1 }],
          [{ k: 1 }, { k: 1, other: "owner" }]
        )
      }
    },
    {
      id: "RWC-PR-14",
      title: "denies wrap and unwrap by body if a policy denies what default allows, and keeps the token valid",
      requirements: ["RW-PB-18", "RW-SU-6", "RW-SU-7"],
      profile: "policy",
      level: "must",
      why: "Every token has the default policy, so an explicit deny is the only way to forbid unwrapping.",
      async run(context) {
        const { send, wrap, payload } = context
        const rules = [WRAP, UNWRAP].map((path) => `path "${path}" { capabilities = ["deny"] }`)
        const caller = await createHolder(context, rules.join("\n"), {})
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await send(unwrapByBody(token, caller.token)), 403)
        expectError(await send({ method: "POST", path: WRAP, ttl: 60, token: caller.token, body: payload() }), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    }
  ]
}

type Secrets = Readonly<Record<string, { readonly conformance: string }>>

/** Writes secrets with these names into a new folder. */
async function secretsAt(
  context: Context,
  ...names: ReadonlyArray<string>
): Promise<{ readonly path: string; readonly secrets: Secrets }> {
  const path = `${await context.kvMount(1)}/${context.unique("folder")}`
  const secrets = Object.fromEntries(names.map((name) => [name, context.payload()]))
  for (const [name, body] of Object.entries(secrets)) {
    context.defer({ method: "DELETE", path: `${path}/${name}` })
    expectDone(await context.sendPrivileged({ method: "POST", path: `${path}/${name}`, body }))
  }
  return { path, secrets }
}

/** Expects that a policy rule with these parameters allows some bodies and denies others. */
async function expectWrites(
  context: Context,
  rule: string,
  allowed: ReadonlyArray<unknown>,
  refused: ReadonlyArray<unknown>
): Promise<void> {
  const path = `${await context.kvMount(1)}/${context.unique("entry")}`
  context.defer({ method: "DELETE", path })
  const { token } = await createHolder(context, `path "${path}" { capabilities = ["create", "update"] ${rule} }`)
  for (const body of allowed) expectDone(await context.send({ method: "POST", path, token, body }))
  for (const body of refused) expectError(await context.send({ method: "POST", path, token, body }), 403)
}
