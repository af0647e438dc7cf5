import { errorTexts, fieldProblems, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import { Crypto } from "../../ports/crypto/port.ts"
import { hasUnprintable } from "../../values/names.ts"
import { fieldError, plainError, type ProtocolError, silentError } from "../../values/protocol-error.ts"
import { randomUuid } from "../../values/text.ts"
import type { SystemHandlers } from "../system-handler.ts"

/** Whether no request can have this path. */
const isImpossible = (path: string): boolean =>
  hasUnprintable(path) || path.split("/").some((segment) => ["", ".", ".."].includes(segment))

/** The path of a mount in the field of a body. */
const mountPath = (field: string, path: string): Effect.Effect<string, ProtocolError> => {
  const bare = path.replace(/^\/|\/$/g, "")
  return isImpossible(bare) ? Effect.fail(fieldError(field, fieldProblems.mountPath)) : Effect.succeed(`${bare}/`)
}

/** `sys/remount` */
export const remountOperations = Effect.gen(function* () {
  const changes = yield* MountChanges
  const crypto = yield* Crypto
  /** The moves since the server was started, by their ids. The move is complete when the server responds. */
  const moves = new Map<string, { readonly source_mount: string; readonly target_mount: string }>()

  return {
    sysRemount: Effect.fn("Mount.move")(function* ({ fields }) {
      if (!fields.from || !fields.to) return yield* plainError(400, errorTexts.remountPathsMissing)
      const from = yield* mountPath("from", fields.from)
      const to = yield* mountPath("to", fields.to)
      yield* changes.move(from, to)
      const id = randomUuid(crypto.randomBytes)
      moves.set(id, { source_mount: from, target_mount: to })
      return enveloped({ data: { migration_id: id }, warnings: [warningTexts.mountMoved] })
    }),
    sysRemountStatusRead: ({ parameters: { migration_id: id } }) =>
      Effect.suspend(() => {
        const move = moves.get(id)
        return move === undefined
          ? Effect.fail(silentError(404))
          : Effect.succeed(enveloped({ data: { migration_id: id, migration_info: { ...move, status: "success" } } }))
      })
  } satisfies Partial<SystemHandlers<"sys">>
})
