import { appRoleTexts } from "@enwrap/protocol/engine-texts"
import {
  type LoginLimits,
  type MountContext,
  type MountedEngine,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import { renewalLimits } from "../login/token-fields.ts"
import { utf8 } from "../utf8.ts"
import { fieldHandlers } from "./field-handlers.ts"
import { loginHandler } from "./login.ts"
import { roleHandlers } from "./role-handlers.ts"
import { RoleStore } from "./role-store.ts"
import { secretIdHandlers } from "./secret-id-handlers.ts"
import { SecretIdStore } from "./secret-id-store.ts"

const DIGEST_KEY = "digest-key"
const DIGEST_KEY_BYTES = 32

/** The mount's own key, made when it is first mounted. Without it, a digest cannot be matched to its secret ID. */
const digestKey = ({ crypto, storage }: MountContext): Effect.Effect<string, StoreFailure> =>
  storage.modify(DIGEST_KEY, (present) => {
    if (present !== undefined) return Effect.succeed([present, {}])
    const key = Hex.encode(crypto.randomBytes(DIGEST_KEY_BYTES))
    return Effect.succeed([key, { puts: [[DIGEST_KEY, key]] }])
  })

/** The paths at which policies distinguish the creation of a role from its update. */
const ROLE_PATH =
  /^role\/([^/]+)(?:\/(?:role-id|policies|token-[a-z-]+|period|bind-secret-id|secret-id-[a-z]+-[a-z]+|secret-id-ttl|bound-cidr-list|local-secret-ids))?$/

/** Starts the engine on a mount. */
export const mountAppRole = Effect.fnUntraced(function* (
  context: MountContext
): Effect.fn.Return<MountedEngine<"appRole">, StoreFailure> {
  const key = utf8(yield* digestKey(context))
  const digest = (text: string) => Hex.encode(context.crypto.hmacSha256(key, utf8(text)))
  const roles = new RoleStore(context.storage, digest)
  const secretIds = new SecretIdStore(context.storage, digest)
  return {
    handlers: {
      ...roleHandlers(roles, secretIds, context),
      ...fieldHandlers(roles, context),
      ...secretIdHandlers(roles, secretIds, context),
      ...loginHandler(roles, secretIds, context)
    },
    exists: (path) => {
      const name = ROLE_PATH.exec(path)?.[1]
      return name === undefined ? Effect.succeed(true) : Effect.map(roles.get(name), (role) => role !== undefined)
    },
    loginRole: ({ members }) => {
      const roleId: unknown = JSON.parse(members.get("role_id") ?? "null")
      return typeof roleId === "string"
        ? Effect.map(roles.byRoleId(roleId.trim()), (role) => role?.name)
        : Effect.succeed(undefined)
    },
    renewLogin: Effect.fnUntraced(function* (name): Effect.fn.Return<LoginLimits, ProtocolError | StoreFailure> {
      const role = yield* roles.get(name)
      if (role === undefined) return yield* plainError(400, appRoleTexts.roleGone(name))
      return renewalLimits(role.settings)
    })
  }
})
