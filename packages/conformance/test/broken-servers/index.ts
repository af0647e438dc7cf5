import { accessors } from "./accessors.ts"
import { indistinguishableResponses } from "./indistinguishable-responses.ts"
import { policyAssignment } from "./policy-assignment.ts"
import { callers } from "./callers.ts"
import { certificates } from "./certificates.ts"
import { combinations } from "./combinations.ts"
import { consumingRequests } from "./consuming-requests.ts"
import { creationPath } from "./creation-path.ts"
import { cubbyholes } from "./cubbyholes.ts"
import { endedTokens } from "./ended-tokens.ts"
import { errors } from "./errors.ts"
import { everyResponse } from "./every-response.ts"
import { keyValueSettings } from "./key-value-settings.ts"
import { keyValue } from "./key-value.ts"
import { leases } from "./leases.ts"
import { limits } from "./limits.ts"
import { loginFields } from "./login-fields.ts"
import { logins } from "./logins.ts"
import { mounts } from "./mounts.ts"
import { names } from "./names.ts"
import { wrappingTokenPermissions } from "./wrapping-token-permissions.ts"
import { policyLimits } from "./policy-limits.ts"
import { policies } from "./policies.ts"
import { requestForms } from "./request-forms.ts"
import { singleUse } from "./single-use.ts"
import { strictPermissions } from "./strict-permissions.ts"
import { strictOperations } from "./strict-operations.ts"
import { strictSystem } from "./strict-system.ts"
import { tokens } from "./tokens.ts"
import { ttl } from "./ttl.ts"
import { unusualRequests } from "./unusual-requests.ts"
import { unwrapping } from "./unwrapping.ts"
import { wrappedEffects } from "./wrapped-effects.ts"
import { wrappedOperations } from "./wrapped-operations.ts"
import { wrappedTokens } from "./wrapped-tokens.ts"
import { wrapping } from "./wrapping.ts"
import type { BrokenServer } from "./broken-server.ts"

/** The broken servers that concern wrapping: run in one test file, and the others in another, in parallel. */
export const wrappingServers: ReadonlyArray<BrokenServer> = [
  ...singleUse,
  ...consumingRequests,
  ...unwrapping,
  ...callers,
  ...accessors,
  ...creationPath,
  ...cubbyholes,
  ...endedTokens,
  ...errors,
  ...everyResponse,
  ...ttl,
  ...wrapping,
  ...wrappedEffects,
  ...wrappedTokens,
  ...indistinguishableResponses,
  ...wrappingTokenPermissions,
  ...unusualRequests,
  ...requestForms
]

export const otherServers: ReadonlyArray<BrokenServer> = [
  ...policyAssignment,
  ...certificates,
  ...keyValue,
  ...keyValueSettings,
  ...leases,
  ...limits,
  ...loginFields,
  ...logins,
  ...mounts,
  ...names,
  ...policies,
  ...policyLimits,
  ...strictPermissions,
  ...strictOperations,
  ...strictSystem,
  ...tokens,
  ...wrappedOperations
]

/** The broken servers whose faults show in some combinations only: run in a test file of their own. */
export const combinedServers: ReadonlyArray<BrokenServer> = combinations

/** All broken servers. */
export const brokenServers: ReadonlyArray<BrokenServer> = [...wrappingServers, ...combinedServers, ...otherServers]
