import { lookup, unwrapByBody, unwrapByHeader } from "../api-request.ts"
import type { Family } from "../conformance-case.ts"
import { WRAP } from "../endpoints.ts"
import {
  expectAt,
  expectEqual,
  expectError,
  expectInvalidToken,
  expectPayload,
  expectStatus,
  stringAt,
  expectDone,
  expectField
} from "../expect.ts"
import { createChild } from "../fixtures/child-token.ts"
import { byAccessor, byToken, createRequest, expectAlive, lookupSelf } from "../fixtures/token.ts"
import { inTime } from "../fixtures/ttl-timer.ts"
import { expectWrapped, wrapInfoOf } from "../wrap-info.ts"

export const wrappingTokens: Family = {
  name: "TK",
  title: "Wrapping tokens as tokens",
  cases: [
    {
      id: "RWC-TK-01",
      title: "looks up a wrapping token with auth/token/lookup without consuming it",
      requirements: ["RW-TK-17", "RW-TK-13", "RW-TK-12"],
      profile: "tokens",
      level: "must",
      why: "Operators look up tokens, and the secret must survive it.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { token, accessor } = await wrap(secret)
        const response = await sendPrivileged(byToken("lookup", token))
        expectStatus(response, 200)
        for (const [key, value] of Object.entries({
          accessor,
          policies: ["response-wrapping"],
          num_uses: 1,
          orphan: true,
          renewable: false,
          creation_ttl: 300,
          explicit_max_ttl: 300,
          path: WRAP,
          type: "service"
        }))
          expectField(response, `data.${key}`, value)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-02",
      title: "does not renew a wrapping token, and keeps it valid",
      requirements: ["RW-TTL-12"],
      profile: "tokens",
      level: "must",
      why: "The TTL that the sender chose is final.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { token } = await wrap(secret)
        expectError(await sendPrivileged(byToken("renew", token)), 400)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-03",
      title: "revokes a wrapping token with auth/token/revoke",
      requirements: ["RW-TK-16", "RW-SU-12"],
      profile: "tokens",
      level: "must",
      why: "The holder of the token can destroy it.",
      async run({ send, sendPrivileged, wrap }) {
        const { token } = await wrap()
        expectDone(await sendPrivileged(byToken("revoke", token)))
        expectInvalidToken(await send(unwrapByHeader(token)))
        expectInvalidToken(await send(lookup(token)))
      }
    },
    {
      id: "RWC-TK-04",
      title: "keeps a wrapping token valid after its creator is revoked",
      requirements: ["RW-TK-12"],
      profile: "tokens",
      level: "must",
      why: "A pipeline's token ends with the pipeline, but the hand-over continues.",
      async run({ send, createToken, payload }) {
        const secret = payload()
        const sender = await createToken()
        const { token } = wrapInfoOf(
          await send({ method: "POST", path: WRAP, ttl: 60, token: sender.token, body: secret })
        )
        expectDone(await send({ method: "POST", path: "auth/token/revoke-self", token: sender.token }))
        expectError(await send(lookupSelf(sender.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-05",
      title: "does not assign the policy response-wrapping",
      requirements: ["RW-TK-10"],
      profile: "tokens",
      level: "must",
      why: "Only wrapping may create wrapping tokens.",
      async run({ sendPrivileged, operator, skip }) {
        if (!operator.root) skip("needs a root token")
        expectError(
          await sendPrivileged({
            method: "POST",
            path: "auth/token/create",
            body: { policies: ["response-wrapping"], ttl: "10m" }
          }),
          400
        )
      }
    },
    {
      id: "RWC-TK-06",
      title: "counts wrapping as a use of the caller's token",
      requirements: ["RW-TK-4", "RW-TK-19"],
      profile: "tokens",
      level: "must",
      why: "Wrapping is a use like any other.",
      async run({ send, createToken, payload }) {
        const secret = payload()
        const sender = await createToken({ policies: ["default"], num_uses: 1 })
        const { token } = wrapInfoOf(
          await send({ method: "POST", path: WRAP, ttl: 60, token: sender.token, body: secret })
        )
        expectError(await send(lookupSelf(sender.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-07",
      title: "revokes a wrapped child with its parent",
      requirements: ["RW-TK-2", "RW-AC-7"],
      profile: "tokens",
      level: "must",
      why: "A credential inside a wrapping token is a child like any other.",
      async run({ send, sendPrivileged, createToken, operator, skip }) {
        if (!operator.root) skip("needs a token that may create tokens")
        const parent = await createToken({ policies: ["root"] })
        const { token } = wrapInfoOf(
          await send({
            method: "POST",
            path: "auth/token/create",
            ttl: 60,
            token: parent.token,
            body: { policies: ["default"], ttl: "5m" }
          })
        )
        expectDone(await sendPrivileged(byToken("revoke", parent.token)))
        const opened = await send(unwrapByBody(token))
        expectStatus(opened, 200)
        expectError(await send(lookupSelf(stringAt(opened, "auth.client_token"))), 403)
      }
    },
    {
      id: "RWC-TK-08",
      title: "wraps every response that creates, renews or looks up a token",
      requirements: ["RW-WE-1", "RW-ENV-2", "RW-TK-13", "RW-TK-14"],
      profile: "tokens",
      level: "must",
      why: "A wrap TTL that one endpoint overlooks exposes a token there.",
      async run({ send, sendPrivileged, createToken, unique, defer }) {
        const { token, accessor } = await createToken()
        const role = `auth/token/roles/${unique("role")}`
        defer({ method: "DELETE", path: role })
        expectDone(await sendPrivileged({ method: "POST", path: role, body: { allowed_policies: ["default"] } }))
        const body = { policies: ["default"], ttl: "10m" }
        for (const [request, field, value] of [
          [{ path: "auth/token/create-orphan", body }],
          [{ path: role.replace("roles", "create"), body }],
          [{ path: "auth/token/renew", body: { token } }, "auth.client_token", token],
          [{ path: "auth/token/renew-self", token }, "auth.client_token", token],
          [{ path: "auth/token/renew-accessor", body: { accessor } }, "auth.accessor", accessor],
          [{ path: "auth/token/lookup", body: { token } }, "data.id", token],
          [{ path: "auth/token/lookup-self", token, method: "GET" }, "data.id", token],
          [{ path: "auth/token/lookup-accessor", body: { accessor } }, "data.accessor", accessor]
        ] as const) {
          const asked = await sendPrivileged({ method: "POST", ...request, ttl: 60 })
          const { token: wrapping, creationPath, response } = expectWrapped(asked, token)
          expectEqual("wrap_info.creation_path", creationPath, request.path, response)
          const opened = await send(unwrapByHeader(wrapping))
          expectStatus(opened, 200)
          if (field === undefined) stringAt(opened, "auth.client_token")
          else expectAt(opened, field, value)
        }
      }
    },
    {
      id: "RWC-TK-09",
      title: "creates, looks up, renews and revokes with PUT as with POST",
      requirements: ["RW-HD-2", "RW-TK-13", "RW-TK-14", "RW-TK-16"],
      profile: "tokens",
      level: "must",
      why: "Vault's own clients send PUT.",
      async run({ send, sendPrivileged }) {
        const put = (operation: string, body: object) =>
          sendPrivileged({ method: "PUT", path: `auth/token/${operation}`, body })
        const created = await put("create", { policies: ["default"], ttl: "10m" })
        expectStatus(created, 200)
        const token = stringAt(created, "auth.client_token")
        for (const operation of ["lookup", "renew"]) expectStatus(await put(operation, { token }), 200)
        expectStatus(await send({ method: "PUT", path: "auth/token/renew-self", token }), 200)
        expectDone(await put("revoke", { token }))
        expectError(await send(lookupSelf(token)), 403)
      }
    },
    {
      id: "RWC-TK-10",
      title: "revokes the children of a token that revokes itself or is revoked by accessor",
      requirements: ["RW-TK-2", "RW-TK-28"],
      profile: "tokens",
      level: "must",
      why: "Tokens that a thief created with a stolen token must end with it.",
      async run({ send, sendPrivileged, createToken, operator, skip }) {
        if (!operator.root) skip("needs a token that may create tokens")
        const revoke = { method: "POST", path: "auth/token/revoke-self" }
        for (const bySelf of [true, false]) {
          const parent = await createToken({ policies: ["root"] })
          const created = await send({
            method: "POST",
            path: "auth/token/create",
            token: parent.token,
            body: { policies: ["default"], ttl: "5m" }
          })
          expectStatus(created, 200)
          const child = stringAt(created, "auth.client_token")
          const revoked = bySelf
            ? await send({ ...revoke, token: parent.token })
            : await sendPrivileged({
                ...revoke,
                path: "auth/token/revoke-accessor",
                body: { accessor: parent.accessor }
              })
          expectDone(revoked)
          for (const token of [parent.token, child]) expectError(await send(lookupSelf(token)), 403)
        }
      }
    },
    {
      id: "RWC-TK-11",
      title: "counts an unwrap by body as a use of the caller's token, and keeps the token valid if none is left",
      requirements: ["RW-TK-4", "RW-TK-19", "RW-SU-7"],
      profile: "tokens",
      level: "must",
      why: "A token that was issued for one unwrap must not open a second response.",
      async run({ send, createToken, wrap, payload }) {
        const caller = await createToken({ policies: ["default"], num_uses: 2 })
        const secret = payload()
        for (let use = 0; use < 2; use++)
          expectPayload(await send(unwrapByBody((await wrap(secret)).token, caller.token)), secret)
        const { token } = await wrap(secret)
        expectError(await send(unwrapByBody(token, caller.token)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-12",
      title: "unwraps by body once for a caller with a batch token",
      requirements: ["RW-SU-1", "RW-SU-6", "RW-TK-18"],
      profile: "tokens",
      level: "must",
      why: "The kind of the caller's token must not make a secret readable twice.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const created = await sendPrivileged(createRequest({ policies: ["default"], type: "batch" }))
        expectStatus(created, 200)
        const caller = stringAt(created, "auth.client_token")
        const secret = payload()
        const { token } = await wrap(secret)
        expectPayload(await send(unwrapByBody(token, caller)), secret)
        for (const again of [unwrapByBody(token, caller), unwrapByHeader(token), lookup(token)])
          expectInvalidToken(await send(again))
      }
    },
    {
      id: "RWC-TK-13",
      title: "keeps a wrapping token valid after its creator was revoked together with the creator's parent",
      requirements: ["RW-TK-2", "RW-TK-12"],
      profile: "tokens",
      level: "must",
      why: "A hand-over must not depend on how the sender's token ends.",
      async run(context) {
        const { send, sendPrivileged, createToken, operator, payload, skip } = context
        if (!operator.root) skip("needs a token that may create tokens")
        const secret = payload()
        const parent = await createToken({ policies: ["root"] })
        const sender = await createChild(context, parent.token, { policies: ["default"] })
        const { token } = wrapInfoOf(await send({ method: "POST", path: WRAP, ttl: 60, token: sender, body: secret }))
        expectDone(await sendPrivileged(byToken("revoke", parent.token)))
        expectError(await send(lookupSelf(sender)), 403)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-14",
      title: "does not renew a wrapping token by its accessor, and keeps it valid",
      requirements: ["RW-TTL-12"],
      profile: "tokens",
      level: "must",
      why: "The TTL that the sender chose is final.",
      async run({ send, sendPrivileged, wrap, payload }) {
        const secret = payload()
        const { accessor, token } = await wrap(secret)
        expectError(await sendPrivileged(byAccessor("renew", accessor)), 400)
        expectPayload(await send(unwrapByHeader(token)), secret)
      }
    },
    {
      id: "RWC-TK-15",
      title: "creates one token if the response is wrapped",
      requirements: ["RW-WE-12", "RW-TK-18"],
      profile: "tokens",
      level: "must",
      why: "A second token would be valid, and nobody would know it.",
      async run({ send, sendPrivileged, operator, skip, unique }) {
        if (!operator.root) skip("needs a root token")
        // A second creation would be refused, because the id is in use.
        const id = unique("id")
        const created = await sendPrivileged({ ...createRequest({ id, policies: ["default"] }), ttl: 60 })
        const opened = await send(unwrapByHeader(expectWrapped(created).token))
        expectStatus(opened, 200)
        expectAlive(await send(lookupSelf(stringAt(opened, "auth.client_token"))))
        expectError(await sendPrivileged(createRequest({ id, policies: ["default"] })), 400)
      }
    },
    {
      id: "RWC-TK-16",
      title: "keeps a wrapping token valid after its creator has expired",
      requirements: ["RW-TK-12", "RW-TTL-1"],
      profile: "tokens",
      level: "must",
      waits: 4_500,
      why: "A job that wraps a secret is often over, and its token expired, before the receiver opens the response.",
      run: (context) => {
        let ttl = 1
        return inTime(context, async (timer) => {
          // A slow server needs more time between the creation of the token and its wrap.
          ttl *= 2
          const secret = context.payload()
          const sender = await timer.start(() => context.createToken({ policies: ["default"], ttl: `${ttl}s` }))
          const { token } = await timer.within((ttl - 1) * 1_000, async () =>
            wrapInfoOf(await context.send({ method: "POST", path: WRAP, ttl: 60, token: sender.token, body: secret }))
          )
          // A server whose clock counts whole seconds may be a second late, and so may be what removes expired tokens.
          await timer.waitPast(ttl * 1_000 + 2_500)
          expectError(await context.send(lookupSelf(sender.token)), 403)
          expectStatus(await context.send(lookup(token)), 200)
          expectPayload(await context.send(unwrapByHeader(token)), secret)
        })
      }
    }
  ]
}
