import { rewrap, unwrapByHeader } from "../api-request.ts"
import { ALL_ADDRESSES, createBoundHolder } from "../fixtures/bound-token.ts"
import { mountPki, ROOT_FIELDS, rootPath } from "../fixtures/certificate.ts"
import type { Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import {
  at,
  expectEqual,
  expectError,
  expectNamed,
  expectPayload,
  expectStatus,
  expectThat,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import { mountUserpass, mountAppRole } from "../fixtures/login.ts"
import { createHolder } from "../fixtures/policy.ts"
import { ROLES, createRoleUser, writeRole } from "../fixtures/token-role.ts"
import { createRequest, expectSeconds, lookupSelf } from "../fixtures/token.ts"
import { wrapInfoOf } from "../wrap-info.ts"

export const strictPermissions: Family = {
  name: "SA",
  title: "Stricter than OpenBao and Vault: permissions",
  cases: [
    {
      id: "RWC-SA-01",
      title: "binds orphans, and tokens created through a role, to the creator's addresses",
      requirements: ["RW-TK-31"],
      profile: "strict",
      level: "must",
      long: true,
      why: "A stolen token must not be able to create one without its restrictions, in any way.",
      async run(context) {
        const creates = '{ capabilities = ["create", "update", "sudo"] }\n'
        const { policy, token } = await createBoundHolder(
          context,
          `path "auth/token/create" ${creates} path "auth/token/create-orphan" ${creates} path "auth/token/create/*" ${creates}`
        )
        const roles = [
          await writeRole(context, {}),
          await writeRole(context, { orphan: true }),
          await writeRole(context, { allowed_policies: [policy, "default"] })
        ]
        for (const [below, body] of [
          ["-orphan", {}],
          ["-orphan", { type: "batch" }],
          ["", { no_parent: true }],
          ...roles.map((role) => [`/${role}`, {}] as const),
          ...roles.map((role) => [`/${role}`, { type: "batch" }] as const)
        ] as const) {
          const created = await context.send({ ...createRequest(body, below), token })
          expectStatus(created, 200)
          const made = stringAt(created, "auth.client_token")
          expectField(await context.send(lookupSelf(made)), "data.bound_cidrs", ALL_ADDRESSES)
        }
      }
    },
    {
      id: "RWC-SA-02",
      title: "keeps the creator's addresses if those of the role are wider",
      requirements: ["RW-TK-31"],
      profile: "strict",
      level: "must",
      why: "The narrower of two limits is the intended one.",
      async run(context) {
        const { token } = await createBoundHolder(context, 'path "auth/token/create/*" { capabilities = ["update"] }')
        const role = await writeRole(context, { token_bound_cidrs: ["0.0.0.0/0", "::/1", "8000::/1"] })
        const created = await context.send({ ...createRequest({}, `/${role}`), token })
        expectStatus(created, 200)
        const looked = await context.send(lookupSelf(stringAt(created, "auth.client_token")))
        const bound = at(looked, "data.bound_cidrs")
        const within = ["0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1"]
        expectThat(
          Array.isArray(bound) && bound.length > 0 && bound.every((block) => within.includes(String(block))),
          "the token is bound to more addresses than its creator",
          looked
        )
      }
    },
    {
      id: "RWC-SA-03",
      title: "keeps the explicit maximum of a token if its role allows more",
      requirements: ["RW-TK-33"],
      profile: "strict",
      level: "must",
      long: true,
      why: "A token that was issued for an hour must not last a month.",
      async run(context) {
        for (const [fields, body, later] of [
          [{}, { explicit_max_ttl: "15m" }, {}],
          [{ token_explicit_max_ttl: "10h" }, { explicit_max_ttl: "15m" }, {}],
          [{ token_explicit_max_ttl: "15m" }, {}, { token_explicit_max_ttl: "10h" }],
          [{ token_explicit_max_ttl: "15m" }, {}, { token_explicit_max_ttl: 0 }],
          [{}, { explicit_max_ttl: "15m" }, { token_period: "10h" }]
        ] as const) {
          const { createByRole, role } = await createRoleUser(context, fields, { no_default_policy: false })
          const created = await createByRole(body)
          expectStatus(created, 200)
          const token = stringAt(created, "auth.client_token")
          expectDone(await context.sendPrivileged({ method: "POST", path: `${ROLES}/${role}`, body: later }))
          const renewal = { method: "POST", path: "auth/token/renew-self", token, body: { increment: "9h" } }
          await context.send(renewal)
          expectSeconds(await context.send(lookupSelf(token)), "data.ttl", 900, 1)
        }
      }
    },
    {
      id: "RWC-SA-04",
      title: "binds a token of a strictly bound role to one address, regardless of the addresses of the secret id",
      requirements: ["RW-AR-21"],
      profile: "strict",
      level: "must",
      why: "Someone who creates secret ids must not undo the restrictions of the role.",
      async run(context) {
        const role = await mountAppRole(context, { token_strictly_bind_ip: true })
        for (const body of [{}, { token_bound_cidrs: ALL_ADDRESSES }]) {
          const { secretId } = await role.createSecretId(body)
          const login = await context.send(role.loginRequest(secretId))
          expectStatus(login, 200)
          const looked = await context.send(lookupSelf(stringAt(login, "auth.client_token")))
          const bound = at(looked, "data.bound_cidrs")
          expectThat(
            Array.isArray(bound) && bound.length === 1 && /^[^/]+(\/(32|128))?$/.test(String(bound[0])),
            "the token of a strictly bound role is not bound to one address",
            looked
          )
        }
      }
    },
    {
      id: "RWC-SA-05",
      title: "rejects a rewrap below the minimum wrap TTL of the original policy, and keeps the token valid",
      requirements: ["RW-RW-28"],
      profile: "strict",
      level: "must",
      why: "A limit that the next relay can undo is useless.",
      async run(context) {
        const path = `${await context.kvMount(1)}/${context.unique("secret")}`
        const secret = context.payload()
        context.defer({ method: "DELETE", path })
        expectDone(await context.sendPrivileged({ method: "POST", path, body: secret }))
        const reader = await createHolder(context, `path "${path}" { capabilities = ["read"] min_wrapping_ttl = "5m" }`)
        const first = wrapInfoOf(await context.send({ method: "GET", path, token: reader.token, ttl: "10m" }))
        const second = wrapInfoOf(await context.sendPrivileged(rewrap(first.token, "5m")))
        expectEqual("ttl", second.ttl, 300, second.response)
        for (const ttl of [1, "10s", "299"]) expectError(await context.sendPrivileged(rewrap(second.token, ttl)), 403)
        const third = wrapInfoOf(await context.sendPrivileged(rewrap(second.token)))
        expectEqual("ttl", third.ttl, 300, third.response)
        expectPayload(await context.send(unwrapByHeader(third.token)), secret)
      }
    },
    {
      id: "RWC-SA-06",
      title: "applies the minimum wrap TTL of a rewrap policy to the TTL of the new token",
      requirements: ["RW-RW-28"],
      profile: "strict",
      level: "must",
      why: "The TTL that matters is the one that the new token has, not the requested one.",
      async run(context) {
        const rewrapper = await createHolder(
          context,
          'path "sys/wrapping/rewrap" { capabilities = ["update"] min_wrapping_ttl = "5m" }'
        )
        const secret = context.payload()
        const { token } = wrapInfoOf(await context.send({ method: "POST", path: WRAP, ttl: 60, body: secret }))
        for (const ttl of ["5m", "30m"])
          expectError(await context.send({ ...rewrap(token, ttl), token: rewrapper.token }), 403)
        expectPayload(await context.send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-SA-07",
      title: "does not wrap public endpoints for callers without a valid token",
      requirements: ["RW-WE-32", "RW-WE-33", "RW-WE-34"],
      profile: "strict",
      level: "must",
      long: true,
      why: "Otherwise, anyone could fill the server's storage, for as long as they like.",
      async run(context) {
        const pki = await mountPki(context)
        expectStatus(
          await context.sendPrivileged({ method: "POST", path: rootPath(pki, "internal"), body: ROOT_FIELDS }),
          200
        )
        for (const path of [
          "sys/internal/specs/openapi",
          "sys/internal/ui/mounts",
          `${pki}/cert/ca`,
          `${pki}/cert/crl`
        ])
          for (const token of [null, "", context.unique("no-such-token"), (await context.wrap()).token]) {
            const { status } = await context.send({ method: "GET", path, token })
            for (const ttl of [60, "30m"]) {
              const response = await context.send({ method: "GET", path, token, ttl })
              expectStatus(response, status)
              const info = at(response, "wrap_info")
              expectThat(
                info === undefined || info === null,
                "a public endpoint was wrapped for a caller without a valid token",
                response
              )
            }
          }
      }
    },
    {
      id: "RWC-SA-08",
      title: "rejects names with invisible characters, in fields and in paths",
      requirements: ["RW-PB-22"],
      profile: "strict",
      level: "must",
      long: true,
      why: "Names that look alike, or that a log shows as two, deceive their readers.",
      async run(context) {
        const role = `${ROLES}/${context.unique("role")}`
        const { mount, password } = await mountUserpass(context, ["ann"])
        for (const strange of ["a\u0000b", "a\u0001b", "a\nb", "a\u007fb", "a\u0085b", "a\u2028b"]) {
          for (const [path, field, fields] of [
            ["auth/token/create", "policies", {}],
            [role, "allowed_policies", {}],
            [role, "disallowed_policies_glob", {}],
            [`auth/${mount}/users/ann`, "token_policies", { password }]
          ] as const) {
            const body = { ...fields, [field]: ["default", strange] }
            const response = await context.sendPrivileged({ method: "POST", path, body })
            expectError(response, 400)
            expectNamed(response, field)
          }
          for (const [before, body] of [
            ["sys/policies/acl/", { policy: 'path "cubbyhole/a" { capabilities = ["read"] }' }],
            [`auth/${mount}/users/`, { password }],
            ["sys/mounts/", { type: "kv" }]
          ] as const) {
            const path = before + encodeURIComponent(strange)
            context.defer({ method: "DELETE", path })
            expectError(await context.sendPrivileged({ method: "POST", path, body }), 400)
          }
        }
        context.defer({ method: "DELETE", path: role })
        expectStatus(await context.sendPrivileged({ method: "GET", path: role }), 404)
      }
    }
  ]
}
