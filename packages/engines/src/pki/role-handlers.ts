import { pkiTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, type Handlers, plainError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { orNotFound } from "../refuse.ts"
import { findIssuer } from "./authority.ts"
import { pageListing } from "../lists.ts"
import { resetFields } from "./fields.ts"
import type { PkiMount } from "./mount.ts"
import { readRole, type Role, roleFields, shownRole } from "./role.ts"

/** The operations on roles. @see RW-PKI-3 */
export const roleHandlers = (mount: PkiMount) => {
  const { storage } = mount.context
  const key = (name: string) => `roles/${name}`

  /** The role, with a warning if its issuer does not exist. */
  const written = (role: Role) =>
    Effect.map(mount.authority.read, (authority): EngineResponse => {
      const warnings: Array<string> = []
      if (findIssuer(authority, role.issuer_ref) === undefined)
        warnings.push(
          role.issuer_ref === "default" ? pkiWarnings.noDefaultIssuer : pkiWarnings.issuerMissing(role.issuer_ref)
        )
      if (role.generate_lease) warnings.push(pkiWarnings.leaseDiscouraged)
      const data = shownRole(role)
      return warnings.length === 0 ? { data } : { data, warnings }
    })

  return {
    pkiRoleList: (request) => Effect.flatMap(storage.list("roles/"), (names) => pageListing(names, request)),

    pkiRoleRead: ({ parameters }) =>
      Effect.map(orNotFound(storage.get(key(parameters.role))), (text) => ({
        data: shownRole(JSON.parse(text) as Role)
      })),

    pkiRoleWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const role = yield* readRole(fields)
      yield* storage.put(key(parameters.role), JSON.stringify(role))
      return yield* written(role)
    }),

    pkiRolePatch: ({ fields, parameters, payload }) =>
      Effect.flatMap(
        storage.modify(
          key(parameters.role),
          Effect.fnUntraced(function* (text) {
            if (text === undefined) return yield* plainError(400, pkiTexts.roleToPatchMissing)
            const role = yield* readRole(fields, resetFields(roleFields, JSON.parse(text) as Role, payload.members))
            return [role, { puts: [[key(parameters.role), JSON.stringify(role)]] as const }] as const
          })
        ),
        written
      ),

    pkiRoleDelete: ({ parameters }) => Effect.as(storage.delete(key(parameters.role)), undefined)
  } satisfies Partial<Handlers<"pki">>
}
