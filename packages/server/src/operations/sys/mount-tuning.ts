import { errorTextFor, warningTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { enveloped, noContent, type Outcome } from "../../actions/outcome.ts"
import { MountChanges } from "../../actions/revocation/mount-changes.ts"
import { leaseTtlOf } from "../../state/mount/mount-entry.ts"
import { isAuthPath } from "../../state/mount/mount-paths.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import { plainError } from "../../values/protocol-error.ts"
import type { Failure, OutcomeEffect } from "../system-handler.ts"
import { tuningData } from "./mount-data.ts"
import { fits, parseSettings } from "./mount-settings.ts"

/** Reads and writes the tuning of a mount, for `sys/mounts/{path}/tune` and `sys/auth/{path}/tune`. */
export const mountTuning = Effect.gen(function* () {
  const changes = yield* MountChanges
  const mounts = yield* Mounts
  return {
    read: (path: string): OutcomeEffect =>
      Effect.suspend(() => {
        const mount = mounts.get(path)
        return mount === undefined
          ? Effect.fail(plainError(400, errorTextFor.noTuning(path)))
          : Effect.succeed(enveloped({ data: tuningData(mount.entry) }))
      }),
    write: Effect.fn("Mount.tune")(function* (
      path: string,
      fields: DecodedFields<"sysMountTuningWrite">
    ): Effect.fn.Return<Outcome, Failure> {
      const mount = mounts.get(path)
      if (mount === undefined) return yield* plainError(400, errorTextFor.noMountToTune(path))
      if (mount.kind === "built-in") return yield* plainError(400, errorTextFor.cannotTune(path))
      const { entry } = mount
      const config = { ...entry.config, ...(yield* parseSettings(fields, isAuthPath(path))) }
      if (!fits(config)) {
        const { max } = leaseTtlOf(config)
        return yield* plainError(400, errorTextFor.tunedMaxBelowDefault(max, config.defaultLeaseTtl))
      }
      const { description, options } = fields
      const from = entry.options?.["version"] ?? "1"
      const to = options?.["version"] ?? from
      if (Number(to) < Number(from)) return yield* plainError(400, errorTextFor.cannotDowngrade(from))
      yield* changes.tune(path, {
        config,
        ...(description === undefined ? undefined : { description }),
        ...(options === undefined ? undefined : { options: { ...entry.options, ...options } })
      })
      return to === from ? noContent : enveloped({ data: null, warnings: [warningTexts.mountUpgraded(from, to)] })
    })
  }
})
