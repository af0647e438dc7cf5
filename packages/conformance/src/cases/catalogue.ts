import type { ConformanceCase, Family, Profile } from "../conformance-case.ts"
import { accessors } from "./accessor.ts"
import { approle } from "./approle.ts"
import { authority } from "./authority.ts"
import { badInput } from "./unusual-requests.ts"
import { certificateLeases } from "./certificate-leases.ts"
import { certificates } from "./certificates.ts"
import { childBounds } from "./child-limits.ts"
import { creationPath } from "./creation-path.ts"
import { cubbyhole } from "./cubbyhole.ts"
import { errors } from "./errors.ts"
import { fidelity } from "./fidelity.ts"
import { keyValuePlain } from "./key-value-1.ts"
import { keyValueSettings } from "./key-value-settings.ts"
import { keyValueVersions } from "./key-value-2.ts"
import { keyValue } from "./key-value.ts"
import { leases } from "./leases.ts"
import { loginFields } from "./login-fields.ts"
import { lookups } from "./lookup.ts"
import { names } from "./literal-names.ts"
import { policies } from "./policies.ts"
import { policyBounds } from "./policy-limits.ts"
import { policyRules } from "./policy-evaluation.ts"
import { renewalBounds } from "./renewal-limits.ts"
import { rewraps } from "./rewrap.ts"
import { secretIds } from "./secret-ids.ts"
import { singleUse } from "./single-use.ts"
import { spelling } from "./path-spelling.ts"
import { strictAuthority } from "./strict-authority.ts"
import { strictLogins } from "./strict-logins.ts"
import { strict } from "./strict.ts"
import { timeToLive } from "./time-to-live.ts"
import { tokenLife } from "./token-life-cycle.ts"
import { tokenRoles } from "./token-roles.ts"
import { tokenTimes } from "./token-lifetimes.ts"
import { tokens } from "./tokens.ts"
import { unassignable } from "./unassignable.ts"
import { unwraps } from "./unwrap.ts"
import { userpass } from "./userpass.ts"
import { wrappedAnswers } from "./wrapped-responses.ts"

/** Every case there is, in the order in which they are played and reported. */
export const families: ReadonlyArray<Family> = [
  singleUse,
  unwraps,
  timeToLive,
  lookups,
  creationPath,
  fidelity,
  wrappedAnswers,
  accessors,
  rewraps,
  errors,
  badInput,
  tokens,
  tokenLife,
  tokenTimes,
  tokenRoles,
  authority,
  unassignable,
  childBounds,
  renewalBounds,
  cubbyhole,
  keyValue,
  keyValuePlain,
  keyValueVersions,
  keyValueSettings,
  certificates,
  leases,
  certificateLeases,
  policies,
  policyRules,
  policyBounds,
  names,
  spelling,
  approle,
  secretIds,
  userpass,
  loginFields,
  strict,
  strictLogins,
  strictAuthority
]

export const allCases: ReadonlyArray<ConformanceCase> = families.flatMap((family) => family.cases)

/** In the order of spec/protocol.md. */
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
