import { appRoleTexts, tidyWarnings } from "@enwrap/protocol/engine-texts"
import {
  type EngineResponse,
  type Handlers,
  type MountContext,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { pageListing } from "../lists.ts"
import { required } from "./required.ts"
import type { Role } from "./role.ts"
import type { RoleStore } from "./role-store.ts"
import { newSecretId, parseSecretIdFields, type SecretId, secretIdData, type SecretIdFields } from "./secret-id.ts"
import type { SecretIdStore } from "./secret-id-store.ts"
import { utf8 } from "../utf8.ts"
import { randomUuid } from "../uuid.ts"

/** The maximum length of a custom secret ID. */
const MAX_BYTES = 4096

const ACCESSOR = "secret_id_accessor"

/** The response with a secret ID's properties. @see RW-AR-6 */
const shown = (secretId: SecretId): EngineResponse => ({
  data: secretIdData(secretId),
  wrappedAccessor: secretId.accessor
})

/** The operations on a role's secret IDs. */
export const secretIdHandlers = (roles: RoleStore, secretIds: SecretIdStore, { crypto, leaseTtl }: MountContext) => {
  /** The role in the path. The status for an unknown role differs between the operations. */
  const roleOf = Effect.fnUntraced(function* (
    { parameters }: { readonly parameters: { readonly role: string } },
    status: number
  ) {
    const name = yield* entryName(parameters.role)
    return (yield* roles.get(name)) ?? (yield* plainError(status, appRoleTexts.roleMissing(name)))
  })

  const add = Effect.fnUntraced(function* (
    role: Role,
    secret: string,
    fields: SecretIdFields
  ): Effect.fn.Return<EngineResponse, ProtocolError | StoreFailure> {
    const requested = yield* parseSecretIdFields(fields, role)
    const accessor = randomUuid(crypto)
    const secretId = newSecretId(requested, accessor, yield* Clock.currentTimeMillis, leaseTtl().max)
    if (!(yield* secretIds.add(role, secret, secretId))) return yield* plainError(400, appRoleTexts.secretIdInUse)
    const { numUses, ttl } = secretId
    return {
      data: { secret_id: secret, secret_id_accessor: accessor, secret_id_num_uses: numUses, secret_id_ttl: ttl },
      wrappedAccessor: accessor
    }
  })

  return {
    appRoleSecretIdGenerate: Effect.fnUntraced(function* (request) {
      return yield* add(yield* roleOf(request, 404), randomUuid(crypto), request.fields)
    }),

    appRoleSecretIdGenerateCustom: Effect.fnUntraced(function* (request) {
      const secret = yield* required("secret_id", request.fields.secret_id)
      const role = yield* roleOf(request, 404)
      if (utf8(secret).length > MAX_BYTES) return yield* plainError(400, appRoleTexts.secretIdTooLong(MAX_BYTES))
      return yield* add(role, secret, request.fields)
    }),

    appRoleSecretIdList: Effect.fnUntraced(function* (request) {
      const role = yield* roleOf(request, 400)
      return yield* pageListing(yield* secretIds.accessors(role), request)
    }),

    appRoleSecretIdLookup: Effect.fnUntraced(function* (request) {
      const secret = yield* required("secret_id", request.fields.secret_id)
      const secretId = yield* secretIds.find(yield* roleOf(request, 404), secret)
      return secretId === undefined ? undefined : shown(secretId)
    }),

    appRoleSecretIdDestroy: Effect.fnUntraced(function* (request) {
      const secret = yield* required("secret_id", request.fields.secret_id ?? request.query.get("secret_id"))
      yield* secretIds.destroy(yield* roleOf(request, 404), secret)
      return undefined
    }),

    appRoleSecretIdAccessorLookup: Effect.fnUntraced(function* (request) {
      const accessor = yield* required(ACCESSOR, request.fields[ACCESSOR])
      const found = yield* secretIds.findByAccessor(yield* roleOf(request, 404), accessor)
      if (found === undefined) return { status: 404, data: { error: appRoleTexts.accessorNotFound(accessor) } }
      return found.owned ? shown(found.secretId) : undefined
    }),

    appRoleSecretIdAccessorDestroy: Effect.fnUntraced(function* (request) {
      const accessor = yield* required(ACCESSOR, request.fields[ACCESSOR] ?? request.query.get(ACCESSOR))
      const destroyed = yield* secretIds.destroyByAccessor(yield* roleOf(request, 404), accessor)
      return destroyed ? undefined : yield* plainError(404, appRoleTexts.accessorNotFound(accessor))
    }),

    appRoleSecretIdTidy: () =>
      Effect.as(secretIds.tidy(roles.ids), { status: 202, warnings: [tidyWarnings.tidyStarted] })
  } satisfies Partial<Handlers<"appRole">>
}
