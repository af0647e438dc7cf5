import type { ConformanceCase, Family, Profile } from "../conformance-case.ts"
import { accessor } from "./accessors.ts"
import { indistinguishableResponses } from "./indistinguishable-responses.ts"
import { approle } from "./approle.ts"
import { policyAssignment } from "./policy-assignment.ts"
import { unusualRequests } from "./unusual-requests.ts"
import { certificateLeases } from "./certificate-leases.ts"
import { certificates } from "./certificates.ts"
import { consumingRequests } from "./consuming-requests.ts"
import { childLimits } from "./child-limits.ts"
import { creationPath } from "./creation-path.ts"
import { cubbyhole } from "./cubbyhole.ts"
import { endedTokens } from "./ended-tokens.ts"
import { everyResponse } from "./every-response.ts"
import { errors } from "./errors.ts"
import { everyAccessor } from "./every-accessor.ts"
import { everyTtl } from "./every-ttl.ts"
import { everyOpening } from "./every-opening.ts"
import { fidelity } from "./fidelity.ts"
import { keptResponses } from "./kept-responses.ts"
import { keyValue1 } from "./key-value-1.ts"
import { keyValueSettings } from "./key-value-settings.ts"
import { keyValue2 } from "./key-value-2.ts"
import { keyValueWrapped } from "./key-value-wrapped.ts"
import { leases } from "./leases.ts"
import { loginFields } from "./login-fields.ts"
import { lookups } from "./lookups.ts"
import { literalNames } from "./literal-names.ts"
import { mounts } from "./mounts.ts"
import { policies } from "./policies.ts"
import { policyLimits } from "./policy-limits.ts"
import { policyEvaluation } from "./policy-evaluation.ts"
import { wrappingTokenPermissions } from "./wrapping-token-permissions.ts"
import { renewalLimits } from "./renewal-limits.ts"
import { requestForms } from "./request-forms.ts"
import { rewrapping } from "./rewrapping.ts"
import { secretIds } from "./secret-ids.ts"
import { singleUse } from "./single-use.ts"
import { pathSpelling } from "./path-spelling.ts"
import { strictPermissions } from "./strict-permissions.ts"
import { strictLogins } from "./strict-logins.ts"
import { strictSystem } from "./strict-system.ts"
import { strictOperations } from "./strict-operations.ts"
import { strict } from "./strict.ts"
import { system } from "./system.ts"
import { timeToLive } from "./time-to-live.ts"
import { tokenLifeCycle } from "./token-life-cycle.ts"
import { tokenRoles } from "./token-roles.ts"
import { tokenLifetimes } from "./token-lifetimes.ts"
import { wrappingTokens } from "./wrapping-tokens.ts"
import { unassignablePolicies } from "./unassignable-policies.ts"
import { unpredictable } from "./unpredictable.ts"
import { unwrapping } from "./unwrapping.ts"
import { userpass } from "./userpass.ts"
import { wrappedNothing } from "./wrapped-nothing.ts"
import { wrappedOperations } from "./wrapped-operations.ts"
import { wrappedResponses } from "./wrapped-responses.ts"

/**
 * All cases by family, in the order in which they run and are reported.
 *
 * @example
 * ```ts
 * import { families } from "@enwrap/conformance"
 *
 * for (const { title, cases } of families)
 *   for (const { id, requirements } of cases) console.log(title, id, requirements.join(", "))
 * ```
 */
export const families: ReadonlyArray<Family> = [
  singleUse,
  consumingRequests,
  unwrapping,
  timeToLive,
  endedTokens,
  indistinguishableResponses,
  unpredictable,
  lookups,
  creationPath,
  fidelity,
  wrappedResponses,
  wrappedOperations,
  wrappedNothing,
  wrappingTokenPermissions,
  accessor,
  rewrapping,
  everyOpening,
  keptResponses,
  everyTtl,
  everyAccessor,
  errors,
  requestForms,
  unusualRequests,
  system,
  mounts,
  wrappingTokens,
  tokenLifeCycle,
  tokenLifetimes,
  tokenRoles,
  policyAssignment,
  unassignablePolicies,
  childLimits,
  renewalLimits,
  cubbyhole,
  keyValueWrapped,
  keyValue1,
  keyValue2,
  keyValueSettings,
  certificates,
  leases,
  certificateLeases,
  policies,
  policyEvaluation,
  policyLimits,
  literalNames,
  pathSpelling,
  approle,
  secretIds,
  userpass,
  loginFields,
  everyResponse,
  strict,
  strictLogins,
  strictPermissions,
  strictSystem,
  strictOperations
]

export const allCases: ReadonlyArray<ConformanceCase> = families.flatMap((family) => family.cases)

/** All profiles, in the order of spec/protocol.md. */
export const profiles: ReadonlyArray<Profile> = [
  "core",
  "accessor",
  "rewrap",
  "tokens",
  "cubbyhole",
  "kv",
  "pki",
  "leases",
  "policy",
  "approle",
  "userpass",
  "strict"
]
