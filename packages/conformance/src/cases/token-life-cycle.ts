import type { Family } from "../conformance-case.ts"
import {
  expectAt,
  expectEmpty,
  expectRefused,
  expectError,
  expectStatus,
  expectThat,
  expectWarning,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import { createHolder } from "../fixtures/policy.ts"
import {
  createRequest,
  expectAlive,
  expectDead,
  expectSeconds,
  lookupSelf,
  byAccessor,
  byToken
} from "../fixtures/token.ts"

const CREATES = 'path "auth/token/create" { capabilities = ["create", "update"] }\n'

export const tokenLifeCycle: Family = {
  name: "TL",
  title: "Token life cycle",
  cases: [
    {
      id: "RWC-TL-01",
      title: "creates a token with the requested properties, and reports them on lookup",
      requirements: ["RW-TK-13", "RW-TK-18", "RW-ENV-8"],
      profile: "tokens",
      level: "must",
      why: "A property that is not stored cannot be relied on.",
      async run({ sendPrivileged, createToken }) {
        await createToken() // Skips the case if the operator cannot create tokens.
        const created = await sendPrivileged(
          createRequest({
            policies: ["default"],
            ttl: "1h",
            explicit_max_ttl: "2h",
            num_uses: 5,
            display_name: "web",
            meta: { team: "x" }
          })
        )
        expectStatus(created, 200)
        for (const [key, value] of Object.entries({
          policies: ["default"],
          metadata: { team: "x" },
          lease_duration: 3600,
          renewable: true,
          token_type: "service",
          orphan: false,
          num_uses: 5
        }))
          expectField(created, `auth.${key}`, value)
        const token = stringAt(created, "auth.client_token")
        const looked = await sendPrivileged(byToken("lookup", token))
        expectStatus(looked, 200)
        for (const [key, value] of Object.entries({
          id: token,
          accessor: stringAt(created, "auth.accessor"),
          policies: ["default"],
          meta: { team: "x" },
          display_name: "token-web",
          creation_ttl: 3600,
          explicit_max_ttl: 7200,
          num_uses: 5,
          orphan: false,
          renewable: true,
          path: "auth/token/create",
          type: "service"
        }))
          expectField(looked, `data.${key}`, value)
        expectSeconds(looked, "data.ttl", 3600)
      }
    },
    {
      id: "RWC-TL-02",
      title: "revokes all descendants of a revoked token, but not its orphans",
      requirements: ["RW-TK-1", "RW-TK-2", "RW-TK-19"],
      profile: "tokens",
      level: "must",
      why: "One revocation must end everything that came from a token.",
      async run(context) {
        const { send, sendPrivileged } = context
        const parent = await createHolder(
          context,
          `${CREATES}path "auth/token/create-orphan" { capabilities = ["create", "update", "sudo"] }`,
          {}
        )
        const child = stringAt(await send({ ...createRequest({}), token: parent.token }), "auth.client_token")
        const grandchild = stringAt(await send({ ...createRequest({}), token: child }), "auth.client_token")
        const made = await send({ ...createRequest({}, "-orphan"), token: parent.token })
        expectAt(made, "auth.orphan", true)
        const orphan = stringAt(made, "auth.client_token")
        for (const token of [child, grandchild, orphan]) expectAlive(await send(lookupSelf(token)))
        expectDone(await sendPrivileged(byToken("revoke", parent.token)))
        for (const token of [parent.token, child, grandchild]) expectDead(await send(lookupSelf(token)))
        expectAlive(await send(lookupSelf(orphan)))
      }
    },
    {
      id: "RWC-TL-03",
      title: "revokes only the token itself with revoke-orphan, and turns its children into orphans",
      requirements: ["RW-TK-3"],
      profile: "tokens",
      level: "must",
      why: "A parent can be retired without what it started.",
      async run(context) {
        const parent = await createHolder(context, CREATES, {})
        const child = stringAt(await context.send({ ...createRequest({}), token: parent.token }), "auth.client_token")
        expectAt(await context.send(lookupSelf(child)), "data.orphan", false)
        expectDone(await context.sendPrivileged(byToken("revoke-orphan", parent.token)))
        expectDead(await context.send(lookupSelf(parent.token)))
        const looked = await context.send(lookupSelf(child))
        expectAlive(looked)
        expectAt(looked, "data.orphan", true)
      }
    },
    {
      id: "RWC-TL-04",
      title: "limits a child to the parent's policies, and requires sudo for an orphan",
      requirements: ["RW-TK-9", "RW-TK-11"],
      profile: "tokens",
      level: "must",
      why: "Nobody may assign more than they have.",
      async run(context) {
        const parent = await createHolder(context, CREATES, {})
        const asked = async (body: Readonly<Record<string, unknown>>) =>
          context.send({ ...createRequest(body), token: parent.token })
        expectField(await asked({}), "auth.policies", ["default", parent.policy])
        expectField(await asked({ policies: ["default"] }), "auth.policies", ["default"])
        for (const policies of [["root"], [parent.policy, context.unique("another")]])
          expectError(await asked({ policies }), 400)
        expectError(await asked({ no_parent: true }), 400)
        expectError(await asked({ id: context.unique("id") }), 400)
        expectError(await asked({ period: "1h" }), 400)
      }
    },
    {
      id: "RWC-TL-05",
      title: "counts every request against a use limit, including refused ones",
      requirements: ["RW-TK-4", "RW-TK-5", "RW-TK-20", "RW-TK-21"],
      profile: "tokens",
      level: "must",
      why: "A use limit restricts what a thief can do.",
      async run(context) {
        const { token } = await createHolder(context, CREATES, { num_uses: 4 })
        const first = await context.send(lookupSelf(token))
        expectAlive(first)
        expectAt(first, "data.num_uses", 3)
        expectError(await context.send({ ...createRequest({}), token }), 400)
        expectError(await context.send({ method: "GET", path: "sys/mounts", token }), 403)
        expectAlive(await context.send(lookupSelf(token)))
        expectDead(await context.send(lookupSelf(token)))
      }
    },
    {
      id: "RWC-TL-06",
      title: "serves at most 3 of 16 concurrent requests of a token with 3 uses",
      requirements: ["RW-TK-4"],
      profile: "tokens",
      level: "must",
      why: "Concurrent requests must not exceed a limit.",
      async run({ createToken, sendTogether, send }) {
        const { token } = await createToken({ policies: ["default"], num_uses: 3 })
        const responses = [...(await sendTogether(Array.from({ length: 16 }, () => lookupSelf(token))))]
        // A server may reject concurrent requests before the limit is reached.
        for (let later = 0; later < 3; later++) responses.push(await send(lookupSelf(token)))
        const served = responses.filter((response) => response.status === 200)
        expectThat(served.length > 0, "none of the requests was served", responses[0])
        expectThat(served.length <= 3, `${served.length} requests were served, and only 3 are permitted`, served[3])
        expectDead(await send(lookupSelf(token)))
      }
    },
    {
      id: "RWC-TL-07",
      title: "rejects a revoked token, however it was revoked",
      requirements: ["RW-TK-2", "RW-TK-19", "RW-TK-15"],
      profile: "tokens",
      level: "must",
      why: "A revoked token must be worthless.",
      async run({ send, sendPrivileged, createToken }) {
        const ends = [
          ({ token }: Created) => send({ method: "POST", path: "auth/token/revoke-self", token }),
          ({ token }: Created) => sendPrivileged(byToken("revoke", token)),
          ({ accessor }: Created) => sendPrivileged(byAccessor("revoke", accessor))
        ]
        for (const end of ends) {
          const created = await createToken()
          expectAlive(await send(lookupSelf(created.token)))
          expectDone(await end(created))
          expectDead(await send(lookupSelf(created.token)))
          expectError(await sendPrivileged(byToken("lookup", created.token)), 403)
          expectDone(await sendPrivileged(byToken("revoke", created.token)))
        }
      }
    },
    {
      id: "RWC-TL-08",
      title: "distinguishes an unknown, a missing and a malformed token",
      requirements: ["RW-TK-13", "RW-TK-14", "RW-TK-15", "RW-ER-16"],
      profile: "tokens",
      level: "must",
      why: "Programs act on these errors.",
      async run({ sendPrivileged, unique }) {
        const unknown = unique("no-such-token")
        expectError(await sendPrivileged(byToken("lookup", unknown)), 403)
        expectError(await sendPrivileged(byToken("renew", unknown)), 400)
        expectDone(await sendPrivileged(byToken("revoke", unknown)))
        for (const operation of ["renew", "revoke", "revoke-orphan"] as const)
          expectError(await sendPrivileged(byToken(operation, undefined)), 400)
        for (const operation of ["lookup", "renew", "revoke", "revoke-orphan"] as const)
          expectRefused(await sendPrivileged(byToken(operation, 5)))
      }
    },
    {
      id: "RWC-TL-09",
      title: "looks up, renews and revokes tokens of every kind by accessor, without revealing them",
      requirements: ["RW-TK-28", "RW-AC-3"],
      profile: "tokens",
      level: "must",
      why: "The holder of an accessor can manage the token without ever having held it.",
      async run({ send, sendPrivileged, createToken, operator, skip }) {
        if (!operator.root) skip("needs a token that may create orphans and periodic tokens")
        for (const kind of [{}, { no_parent: true }, { period: "20m" }, { explicit_max_ttl: "1h" }]) {
          const { token, accessor } = await createToken({ policies: ["default"], ...kind })
          const looked = await sendPrivileged(byAccessor("lookup", accessor))
          expectStatus(looked, 200)
          expectEmpty(looked, "data.id")
          expectAt(looked, "data.accessor", accessor)
          expectField(looked, "data.policies", ["default"])
          const renewed = await sendPrivileged(byAccessor("renew", accessor))
          expectStatus(renewed, 200)
          expectEmpty(renewed, "auth.client_token")
          expectAt(renewed, "auth.accessor", accessor)
          const revoked = await sendPrivileged(byAccessor("revoke", accessor))
          expectDone(revoked)
          for (const response of [looked, renewed, revoked])
            expectThat(
              !response.text.includes(token),
              "the response to a request by accessor contains the token",
              response
            )
          expectDead(await send(lookupSelf(token)))
          expectError(await sendPrivileged(byAccessor("lookup", accessor)), [400, 403, 404])
        }
      }
    },
    {
      id: "RWC-TL-10",
      title: "issues batch tokens without an accessor, and neither renews nor revokes them",
      requirements: ["RW-TK-27"],
      profile: "tokens",
      level: "must",
      why: "Someone who uses a batch token must know that it stays valid until its TTL elapses.",
      async run({ send, sendPrivileged, createToken }) {
        await createToken() // Skips the case if the operator cannot create tokens.
        const created = await sendPrivileged(createRequest({ policies: ["default"], type: "batch", ttl: "60s" }))
        expectStatus(created, 200)
        for (const [key, value] of Object.entries({ token_type: "batch", renewable: false, num_uses: 0 }))
          expectField(created, `auth.${key}`, value)
        expectEmpty(created, "auth.accessor")
        const token = stringAt(created, "auth.client_token")
        const looked = await send(lookupSelf(token))
        expectAlive(looked)
        expectAt(looked, "data.type", "batch")
        expectError(await sendPrivileged(byToken("renew", token)), 400)
        expectError(await sendPrivileged(byToken("revoke", token)), 400)
        expectAlive(await send(lookupSelf(token)))
      }
    },
    {
      id: "RWC-TL-11",
      title: "warns about a policy that does not exist",
      requirements: ["RW-TK-22"],
      profile: "tokens",
      level: "must",
      why: "A misspelled name should be noticed immediately, not when the token is refused.",
      async run({ sendPrivileged, unique, operator, skip }) {
        if (!operator.root) skip("needs a token that may assign any policy")
        const policy = unique("no-such-policy")
        const created = await sendPrivileged(createRequest({ policies: [policy] }))
        expectStatus(created, 200)
        expectWarning(created, policy)
        expectField(created, "auth.policies", ["default", policy])
      }
    },
    {
      id: "RWC-TL-12",
      title: "starts tidying tokens in the background",
      requirements: ["RW-TK-26"],
      profile: "tokens",
      level: "must",
      exclusive: true,
      why: "Tidying may take long, and nobody should have to wait for it.",
      async run({ sendPrivileged, send, createToken }) {
        const { token } = await createToken()
        const started = await sendPrivileged({ method: "POST", path: "auth/token/tidy" })
        expectStatus(started, 202)
        expectAlive(await send(lookupSelf(token)))
      }
    },
    {
      id: "RWC-TL-13",
      title: "requires root or sudo for revoke-orphan",
      requirements: ["RW-TK-57"],
      profile: "tokens",
      level: "must",
      why: "Nobody may turn a token's children into orphans who could not create an orphan.",
      async run(context) {
        const path = "auth/token/revoke-orphan"
        const revoker = await createHolder(context, `path "${path}" { capabilities = ["create", "update"] }\n`, {})
        const { token } = await context.createToken()
        const revoke = { ...byToken("revoke-orphan", token), token: revoker.token }
        const refused = await context.send(revoke)
        // OpenBao refuses it itself. In Vault, the path needs `sudo` in a policy.
        if (refused.status === 403) expectError(refused, 403, "permission denied")
        else expectError(refused, 400)
        expectAlive(await context.send(lookupSelf(token)))
      }
    }
  ]
}

interface Created {
  readonly token: string
  readonly accessor: string
}
