import { assert } from "@effect/vitest"
import type { OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { appRole } from "../src/index.ts"
import { mounted, type Request } from "./mounted.ts"

export interface Secret {
  readonly secret_id: string
  readonly secret_id_accessor: string
  readonly secret_id_num_uses: number
  readonly secret_id_ttl: number
}

/** AppRole on a mount with a role `x`, whose role ID is `x-id`. */
export const method = (body: Readonly<Record<string, unknown>> = {}) =>
  Effect.gen(function* () {
    const it = yield* mounted(appRole)
    const role = (operation: OperationIdOf<"appRole">, body: unknown = {}, more: Request & { name?: string } = {}) =>
      it.ask(operation, "role/x", { ...more, body, parameters: { role: more.name ?? "x" } })
    const login = (secret_id: unknown, remoteAddress = "127.0.0.1", role_id = "x-id") =>
      it.ask("appRoleLogin", "login", { body: { role_id, secret_id }, remoteAddress })
    const generate = (body: unknown = {}) =>
      Effect.map(role("appRoleSecretIdGenerate", body), ({ data }) => data as Secret)
    assert.strictEqual((yield* role("appRoleRoleWrite", { role_id: "x-id", ...body })).status, 204)
    return { ...it, role, login, generate }
  })
