import { errorTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { answer, type Outcome } from "../../actions/outcome.ts"
import { listedError, plainError, type ProtocolError } from "../../values/protocol-error.ts"
import type { CanonicalPath } from "../../state/mount/canonical-path.ts"
import type { StoreFailure } from "../../ports/store/port.ts"
import type { SystemHandlers } from "../system-handler.ts"
import type { FoundToken } from "../../state/token/token-entry.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import type { Acl } from "../../state/policy/index.ts"
import type { PolicyStore } from "../../state/policy/policy-store.ts"

type CapabilitiesOperationId =
  | "sysCapabilities"
  | "sysCapabilitiesSelf"
  | "sysCapabilitiesAccessor"
  | "sysUiResultantAcl"

export interface CapabilitiesDependencies {
  readonly canonicalPath: CanonicalPath
  readonly policies: typeof PolicyStore.Service
  readonly tokens: typeof TokenStore.Service
}

interface Asked {
  readonly paths?: ReadonlyArray<string>
  /** The older name of `paths`. */
  readonly path?: ReadonlyArray<string>
}

/** The paths that are asked about; none is a mistake of the caller. */
const pathsOf = ({ path = [], paths = path }: Asked): Effect.Effect<ReadonlyArray<string>, ProtocolError> =>
  paths.length === 0 ? Effect.fail(plainError(400, errorTexts.pathsMissing)) : Effect.succeed(paths)

const capabilitiesAnswer = (acl: Acl, paths: ReadonlyArray<string>, canonicalPath: CanonicalPath): Outcome => {
  // A request for a path in another spelling is judged by the canonical one, and so is the question.
  const byPath = paths.map((path) => [path, acl.capabilities(canonicalPath(path.replace(/^\/+/, "")))] as const)
  const [first] = byPath
  return answer({
    data: Object.fromEntries(
      byPath.length === 1 && first !== undefined ? [["capabilities", first[1]] as const, ...byPath] : byPath
    )
  })
}

/** `sys/capabilities` and its siblings: what tokens may do. */
export const makeCapabilitiesOperations = ({
  canonicalPath,
  policies,
  tokens
}: CapabilitiesDependencies): Pick<SystemHandlers<"sys">, CapabilitiesOperationId> => {
  const ofToken = (
    found: FoundToken | undefined,
    paths: ReadonlyArray<string>,
    unknown: string
  ): Effect.Effect<Outcome, ProtocolError> =>
    found === undefined
      ? Effect.fail(listedError(400, unknown))
      : Effect.map(Clock.currentTimeMillis, (now) =>
          capabilitiesAnswer(policies.aclOf(found.entry.policies, now), paths, canonicalPath)
        )

  return {
    sysCapabilities: Effect.fnUntraced(function* ({ fields }): Effect.fn.Return<Outcome, ProtocolError | StoreFailure> {
      const paths = yield* pathsOf(fields)
      const token = fields.token ?? ""
      if (token === "") return yield* listedError(400, errorTexts.noTokenFound)
      return yield* ofToken(yield* tokens.find(token), paths, errorTexts.invalidToken)
    }),
    // Who asks about itself has a token: the path needs one.
    sysCapabilitiesSelf: ({ fields, holder }) =>
      Effect.map(pathsOf(fields), (paths) => capabilitiesAnswer(holder!.acl, paths, canonicalPath)),
    sysCapabilitiesAccessor: Effect.fnUntraced(function* ({
      fields
    }): Effect.fn.Return<Outcome, ProtocolError | StoreFailure> {
      const accessor = fields.accessor ?? ""
      if (accessor === "") return yield* plainError(400, errorTexts.missingAccessor)
      const paths = yield* pathsOf(fields)
      return yield* ofToken(yield* tokens.findByAccessor(accessor), paths, errorTexts.invalidAccessor)
    }),
    sysUiResultantAcl: ({ holder }) =>
      Effect.sync(() => {
        const { root, rules } = holder!.acl
        if (root) return answer({ data: { root } })
        const exact: Array<readonly [string, unknown]> = []
        const globs: Array<readonly [string, unknown]> = []
        for (const [pattern, capabilities] of rules()) {
          if (pattern.endsWith("*")) globs.push([pattern.slice(0, -1), { capabilities }])
          else if (pattern.split("/").includes("+")) globs.push([pattern, { capabilities }])
          else exact.push([pattern, { capabilities }])
        }
        return answer({
          data: { root, exact_paths: Object.fromEntries(exact), glob_paths: Object.fromEntries(globs) }
        })
      })
  }
}
