import { errorTexts } from "@enwrap/protocol"
import { lifetimeTexts, policyOperationTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, type Outcome } from "../../actions/outcome.ts"
import { listedError, plainError, type ProtocolError } from "../../values/protocol-error.ts"
import { canonicalPath } from "../../state/mount/canonical-path.ts"
import { Mounts } from "../../state/mount/mounts.ts"
import { now } from "../../values/now.ts"
import { type SystemHandlers, holderOf } from "../system-handler.ts"
import { type FoundToken, unlessUsedUp } from "../../state/token/token-entry.ts"
import { TokenStore } from "../../state/token/token-store.ts"
import { type Acl, capabilityNames } from "../../state/policy/acl.ts"
import type { ParameterValue, ParameterValues } from "../../state/policy/parameter-rules.ts"
import { capabilityBits, type Permissions } from "../../state/policy/path-rule.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"

interface PathFields {
  readonly paths?: ReadonlyArray<string>
  /** The older name of `paths`. */
  readonly path?: ReadonlyArray<string>
}

/** Characters of all paths together. Each path is compared with all policies, and is in the response. */
const MOST_CHARACTERS = 1_048_576

const areTooLong = (paths: ReadonlyArray<string>): boolean =>
  paths.reduce((characters, path) => characters + path.length, 0) > MOST_CHARACTERS

/** The paths in a request; there must be one. */
const pathsOf = ({ path = [], paths = [] }: PathFields): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const given = paths.length === 0 ? path : paths
  if (given.length === 0) return Effect.fail(plainError(400, policyOperationTexts.pathsMissing))
  if (areTooLong(given)) return Effect.fail(plainError(400, policyOperationTexts.pathsTooLong))
  return given.includes("") ? Effect.fail(listedError(400, errorTexts.missingPath)) : Effect.succeed(given)
}

const shownValue = (value: ParameterValue): unknown => {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, item]) => [name, shownValue(item)]))
  return Array.isArray(value) ? value.map(shownValue) : value
}

const shownValues = (values: ParameterValues | undefined) =>
  values === undefined || values.size === 0 ? undefined : shownValue(values)

/** What a rule grants, and its limits. A `deny` has none. */
const shownPermissions = (permissions: Permissions): Record<string, unknown> => {
  const { allowedParameters, deniedParameters, maxWrappingTtl, minWrappingTtl, requiredParameters } = permissions
  const capabilities = capabilityNames(permissions.capabilities)
  if ((permissions.capabilities & capabilityBits.deny) !== 0) return { capabilities }
  const limits = {
    min_wrapping_ttl: minWrappingTtl === 0 ? undefined : Math.floor(minWrappingTtl),
    max_wrapping_ttl: maxWrappingTtl === 0 ? undefined : Math.floor(maxWrappingTtl),
    allowed_parameters: shownValues(allowedParameters),
    denied_parameters: shownValues(deniedParameters),
    required_parameters: requiredParameters.length === 0 ? undefined : requiredParameters
  }
  return { capabilities, ...limits }
}

/** `sys/capabilities` and its siblings: what tokens may do. */
export const capabilitiesOperations = Effect.gen(function* () {
  const mounts = yield* Mounts
  const policies = yield* PolicyStore
  const tokens = yield* TokenStore

  const capabilitiesOn = (acl: Acl, paths: ReadonlyArray<string>): Outcome => {
    // Policies apply to the canonical spelling of a request's path, so its capabilities are looked up by the same spelling.
    const capabilities = (path: string) => acl.capabilities(canonicalPath(mounts, path.replace(/^\/+/, "")))
    const byPath = paths.map((path) => [path, capabilities(path)] as const)
    const alone = byPath.length === 1 ? [["capabilities", byPath[0]![1]] as const] : []
    return enveloped({ data: Object.fromEntries([...alone, ...byPath]) })
  }

  /** The capabilities of a token, or the error text `unknown`. */
  const ofToken = (
    any: FoundToken | undefined,
    paths: ReadonlyArray<string>,
    unknown: string
  ): Effect.Effect<Outcome, ProtocolError> => {
    const found = unlessUsedUp(any)
    return found === undefined
      ? Effect.fail(listedError(400, unknown))
      : Effect.map(now, (nowMs) => capabilitiesOn(policies.aclOf(found.entry.policies, nowMs), paths))
  }

  return {
    sysCapabilitiesRead: Effect.fnUntraced(function* ({ fields }) {
      const paths = yield* pathsOf(fields)
      if (!fields.token) return yield* listedError(400, policyOperationTexts.noTokenFound)
      return yield* ofToken(yield* tokens.find(fields.token), paths, errorTexts.invalidToken)
    }),
    sysCapabilitiesSelfRead: (request) =>
      Effect.map(pathsOf(request.fields), (paths) => capabilitiesOn(holderOf(request).acl, paths)),
    sysCapabilitiesAccessorRead: Effect.fnUntraced(function* ({ fields }) {
      if (!fields.accessor) return yield* plainError(400, lifetimeTexts.missingAccessor)
      const paths = yield* pathsOf(fields)
      return yield* ofToken(yield* tokens.findByAccessor(fields.accessor), paths, lifetimeTexts.invalidAccessor)
    }),
    sysUiResultantAclRead: (request) => {
      const { root, rules } = holderOf(request).acl
      if (root) return Effect.succeed(enveloped({ data: { root } }))
      const exact: Array<readonly [string, unknown]> = []
      const globs: Array<readonly [string, unknown]> = []
      for (const [pattern, permissions] of rules()) {
        // As in the original, whose response has exact paths and prefixes only.
        if (pattern.split("/").includes("+")) continue
        if (pattern.endsWith("*")) globs.push([pattern.slice(0, -1), shownPermissions(permissions)])
        else exact.push([pattern, shownPermissions(permissions)])
      }
      const data = { root, exact_paths: Object.fromEntries(exact), glob_paths: Object.fromEntries(globs) }
      return Effect.succeed(enveloped({ data }))
    }
  } satisfies Partial<SystemHandlers<"sys">>
})
