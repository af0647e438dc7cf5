import { errorTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { enveloped, type Outcome } from "../../actions/outcome.ts"
import { listedError, plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { CanonicalPath } from "../../state/mount/canonical-path.ts"
import { type Failure, type SystemHandlers, holderOf } from "../system-handler.ts"
import type { FoundToken } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import type { Acl } from "../../state/policy/acl.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"

interface PathFields {
  readonly paths?: ReadonlyArray<string>
  /** The older name of `paths`. */
  readonly path?: ReadonlyArray<string>
}

/** The paths in a request; there must be one. */
const pathsOf = ({ path = [], paths = path }: PathFields): Effect.Effect<ReadonlyArray<string>, ProtocolError> =>
  paths.length === 0 ? Effect.fail(plainError(400, errorTexts.pathsMissing)) : Effect.succeed(paths)

const capabilitiesOn = (acl: Acl, paths: ReadonlyArray<string>, canonicalPath: CanonicalPath): Outcome => {
  // Policies apply to the canonical spelling of a request's path, so its capabilities are looked up by the same spelling.
  const byPath = paths.map((path) => [path, acl.capabilities(canonicalPath(path.replace(/^\/+/, "")))] as const)
  const [first] = byPath
  return enveloped({
    data: Object.fromEntries(
      byPath.length === 1 && first !== undefined ? [["capabilities", first[1]] as const, ...byPath] : byPath
    )
  })
}

/** `sys/capabilities` and its siblings: what tokens may do. */
export const capabilitiesOperations = Effect.fnUntraced(function* (canonicalPath: CanonicalPath) {
  const policies = yield* PolicyStore
  const tokens = yield* TokenStore

  /** The capabilities of a token, or the error text `unknown`. */
  const ofToken = (
    found: FoundToken | undefined,
    paths: ReadonlyArray<string>,
    unknown: string
  ): Effect.Effect<Outcome, ProtocolError> =>
    found === undefined
      ? Effect.fail(listedError(400, unknown))
      : Effect.map(Clock.currentTimeMillis, (now) =>
          capabilitiesOn(policies.aclOf(found.entry.policies, now), paths, canonicalPath)
        )

  return {
    sysCapabilitiesRead: Effect.fn("Capabilities.ofToken")(function* ({ fields }): Effect.fn.Return<Outcome, Failure> {
      const paths = yield* pathsOf(fields)
      const token = fields.token ?? ""
      if (token === "") return yield* listedError(400, errorTexts.noTokenFound)
      return yield* ofToken(yield* tokens.find(token), paths, errorTexts.invalidToken)
    }),
    sysCapabilitiesSelfRead: (request) =>
      Effect.map(pathsOf(request.fields), (paths) => capabilitiesOn(holderOf(request).acl, paths, canonicalPath)),
    sysCapabilitiesAccessorRead: Effect.fn("Capabilities.ofAccessor")(function* ({
      fields
    }): Effect.fn.Return<Outcome, Failure> {
      const accessor = fields.accessor ?? ""
      if (accessor === "") return yield* plainError(400, errorTexts.missingAccessor)
      const paths = yield* pathsOf(fields)
      return yield* ofToken(yield* tokens.findByAccessor(accessor), paths, errorTexts.invalidAccessor)
    }),
    sysUiResultantAclRead: (request) =>
      Effect.sync(() => {
        const { root, rules } = holderOf(request).acl
        if (root) return enveloped({ data: { root } })
        const exact: Array<readonly [string, unknown]> = []
        const globs: Array<readonly [string, unknown]> = []
        for (const [pattern, capabilities] of rules()) {
          if (pattern.endsWith("*")) globs.push([pattern.slice(0, -1), { capabilities }])
          else if (pattern.split("/").includes("+")) globs.push([pattern, { capabilities }])
          else exact.push([pattern, { capabilities }])
        }
        return enveloped({
          data: { root, exact_paths: Object.fromEntries(exact), glob_paths: Object.fromEntries(globs) }
        })
      })
  } satisfies Partial<SystemHandlers<"sys">>
})
