import type { OperationIdOf } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { appRole } from "../src/index.ts"
import { mounted, type Request } from "./mounted.ts"

/** AppRole on a mount, with requests about one role. */
export const method = Effect.map(mounted(appRole), (it) => ({
  ...it,
  role: (operation: OperationIdOf<"appRole">, name: string, body: unknown = {}, more: Request = {}) =>
    it.ask(operation, `role/${name}`, { ...more, body, parameters: { role: name } }),
  login: (body: unknown, remoteAddress?: string) =>
    it.ask("appRoleLogin", "login", { body, ...(remoteAddress === undefined ? {} : { remoteAddress }) })
}))
