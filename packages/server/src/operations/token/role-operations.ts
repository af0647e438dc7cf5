import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { RoleStore } from "../../state/token/role-store.ts"
import { changeRole, isRoleName, newRole, roleData } from "../../state/token/token-role.ts"
import { listedError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { type SystemHandlers, listing } from "../system-handler.ts"

/** A path with an invalid role name is unknown. */
const validName = (name: string): Effect.Effect<string, ProtocolError> =>
  isRoleName(name) ? Effect.succeed(name) : Effect.fail(listedError(404, errorTexts.unsupportedPath))

/** `auth/token/roles/*` */
export const roleOperations = Effect.gen(function* () {
  const roles = yield* RoleStore
  return {
    tokenRoleList: () => Effect.flatMap(roles.names, listing),
    tokenRoleRead: Effect.fn("TokenRole.read")(function* ({ parameters }) {
      const role = yield* roles.read(yield* validName(parameters.role))
      return role === undefined ? yield* silentError(404) : enveloped({ data: roleData(role) })
    }),
    tokenRoleWrite: Effect.fn("TokenRole.write")(function* ({ fields, parameters }) {
      const name = yield* validName(parameters.role)
      const before = yield* roles.read(name)
      yield* roles.write(yield* changeRole(before ?? newRole(name), fields))
      return noContent
    }),
    tokenRoleDelete: ({ parameters }) => Effect.as(roles.delete(parameters.role), noContent)
  } satisfies Partial<SystemHandlers<"token">>
})
