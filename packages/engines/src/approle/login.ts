import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import { type Handlers, isInCidrs, type MountContext, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { displayName, tokenPart } from "../login/token-fields.ts"
import { refuseIf } from "../refuse.ts"
import { required } from "./required.ts"
import type { RoleStore } from "./role-store.ts"
import type { SecretId } from "./secret-id.ts"
import type { SecretIdStore } from "./secret-id-store.ts"

/** No role has this ID, so it has no secret IDs. */
const NO_ROLE = { id: "none" }

/** Refuses an address outside the blocks; no blocks allow all addresses. @see RW-AR-14 */
const admitAddress = (address: string, blocks: ReadonlyArray<string>, refusal: (address: string) => string) =>
  refuseIf(blocks.length === 0 || isInCidrs(address, blocks) ? undefined : refusal(address))

/**
 * The login. White space around the IDs is ignored: they often come from files that end with a line break.
 *
 * @see RW-AR-12 to RW-AR-16, RW-AR-21
 */
export const loginHandler = (roles: RoleStore, secretIds: SecretIdStore, { path }: MountContext) =>
  ({
    appRoleLogin: Effect.fnUntraced(function* ({ fields, remoteAddress }) {
      const givenSecretId = fields.secret_id?.trim()
      const role = yield* roles.byRoleId(yield* required("role_id", fields.role_id?.trim()))
      if (role === undefined) {
        // An unknown role ID costs as many lookups as a known one.
        yield* secretIds.find(NO_ROLE, givenSecretId ?? "")
        return yield* plainError(400, appRoleTexts.invalidLogin)
      }

      const admitToRole = admitAddress(
        remoteAddress,
        role.settings.secret_id_bound_cidrs,
        appRoleTexts.addressOutsideRole
      )
      const admit = Effect.fnUntraced(function* (
        secretId: SecretId | undefined
      ): Effect.fn.Return<SecretId, ProtocolError> {
        if (secretId === undefined) return yield* plainError(400, appRoleTexts.invalidLogin)
        // Checked before the secret ID is used: a login from a wrong address must not cost a use.
        yield* admitAddress(remoteAddress, secretId.cidrs, appRoleTexts.addressOutsideSecretId)
        yield* admitToRole
        yield* tokenPart(role.settings, remoteAddress, secretId.tokenBoundCidrs)
        return secretId
      })

      let secretId: SecretId | undefined
      if (role.settings.bind_secret_id) {
        secretId = yield* secretIds.use(role, yield* required("secret_id", givenSecretId), admit)
      } else yield* admitToRole

      return {
        auth: {
          ...(yield* tokenPart(role.settings, remoteAddress, secretId?.tokenBoundCidrs)),
          displayName: displayName(path),
          metadata: { ...secretId?.metadata, role_name: role.name },
          alias: role.roleId,
          internal: role.name
        }
      }
    })
  }) satisfies Partial<Handlers<"appRole">>
