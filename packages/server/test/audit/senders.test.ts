import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { type Ask, ROOT, unwrap, wrap } from "../asking.ts"
import { auditedServer, type Entry } from "./audited-server.ts"

const setUp = Effect.gen(function* () {
  const { ask, kept } = yield* auditedServer()
  const body = { policies: ["team"], display_name: "ann", meta: { team: "a" }, num_uses: 3 }
  const { json } = yield* ask("POST", "auth/token/create", { body })
  return { ask, kept, token: json.auth.client_token as string }
})

/** The entries of one request about a wrapping token. */
const entriesOf = Effect.fnUntraced(function* (
  { ask, kept }: Effect.Success<typeof setUp>,
  [operation, caller, token]: readonly [operation: string, caller: string | undefined, token: string | undefined],
  asked: Parameters<Ask>[2] = {}
) {
  kept.clear()
  const { status } = yield* ask("POST", `sys/wrapping/${operation}`, {
    token: caller ?? null,
    body: { token },
    ...asked
  })
  return { status, entries: kept.entries() }
})

const present = (value: unknown): boolean => value !== undefined

/** The members of an entry that say whose token was sent, without those that differ each time. */
const senderOf = ({ auth, request }: Entry): unknown => {
  const { accessor, client_token, metadata, policies, remaining_uses, token_issue_time, token_type, display_name } =
    auth
  assert.strictEqual(present(accessor), present(request.client_token_accessor))
  return [
    present(client_token) && present(accessor),
    token_type,
    remaining_uses,
    display_name,
    policies,
    metadata,
    present(token_issue_time)
  ]
}

describe("the audit entries of requests about a wrapping token", () => {
  it.effect("RW-AU-5: those of a lookup name the caller", () =>
    Effect.gen(function* () {
      const server = yield* setUp
      const whole = [true, "service", 3, "token-ann", ["default", "team"], { team: "a" }, true]
      const wrapping = [true, "service", 1, undefined, ["response-wrapping"], undefined, true]
      const nobody = [false, "default", undefined, undefined, undefined, undefined, false]
      const { token } = yield* wrap(server.ask)
      const other = yield* wrap(server.ask)
      for (const [caller, body, expected] of [
        [server.token, token, whole],
        [token, undefined, wrapping],
        [token, token, wrapping],
        [other.token, token, wrapping],
        ["s.unknown", token, nobody],
        [undefined, token, nobody]
      ] as const) {
        for (const asked of [{}, { ttl: 60 }]) {
          const { entries, status } = yield* entriesOf(server, ["lookup", caller, body], asked)
          assert.strictEqual(status, 200)
          assert.deepEqual(entries.map(senderOf), [expected, expected])
        }
      }
    })
  )

  it.effect("RW-AU-5: the one of a token that is not valid names the sender by accessor only", () =>
    Effect.gen(function* () {
      const server = yield* setUp
      const used = yield* wrap(server.ask)
      yield* unwrap(server.ask, used.token)
      const valid = yield* wrap(server.ask)
      const shown = (uses: number | undefined) => [true, "default", uses, undefined, undefined, undefined, false]
      const nobody = [false, "default", undefined, undefined, undefined, undefined, false]
      for (const operation of ["lookup", "unwrap", "rewrap"]) {
        for (const token of [used.token, "s.unknown", ""]) {
          for (const [caller, expected] of [
            [ROOT, shown(undefined)],
            [server.token, shown(3)],
            [valid.token, shown(1)],
            [used.token, nobody],
            ["s.unknown", nobody],
            [undefined, nobody]
          ] as const) {
            const { entries, status } = yield* entriesOf(server, [operation, caller, token])
            assert.isAtLeast(status, 400)
            assert.deepEqual(entries.map(senderOf), [expected])
            const [entry] = entries
            assert.deepEqual(
              [entry.error, entry.request.mount_point, entry.request.mount_type],
              ["wrapping token is not valid or does not exist", "sys/", undefined]
            )
          }
        }
      }
      const text = server.kept.text()
      for (const secret of [server.token, used.token, valid.token]) assert.notInclude(text, secret)
    })
  )

  it.effect("RW-AU-5: the entries of a login with a wrapping token in the header name this token", () =>
    Effect.gen(function* () {
      const { ask, kept } = yield* setUp
      yield* ask("POST", "sys/auth/userpass", { body: { type: "userpass" } })
      const { token } = yield* wrap(ask)
      kept.clear()
      yield* ask("POST", "auth/userpass/login/ann", { token, body: { password: "unknown" } })
      const [entry] = kept.entries()
      assert.deepEqual([entry.auth.policies, entry.auth.remaining_uses], [["response-wrapping"], 1])
    })
  )
})
