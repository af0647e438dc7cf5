import type { ConformanceCase, Family, Profile } from "../conformance-case.ts"
import { accessors } from "./accessor.ts"
import { creationPath } from "./creation-path.ts"
import { cubbyhole } from "./cubbyhole.ts"
import { errors } from "./errors.ts"
import { fidelity } from "./fidelity.ts"
import { keyValue } from "./key-value.ts"
import { lookups } from "./lookup.ts"
import { rewraps } from "./rewrap.ts"
import { singleUse } from "./single-use.ts"
import { strict } from "./strict.ts"
import { timeToLive } from "./time-to-live.ts"
import { tokens } from "./tokens.ts"
import { unwraps } from "./unwrap.ts"
import { wrappedAnswers } from "./wrapped-answers.ts"

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
  tokens,
  cubbyhole,
  keyValue,
  strict
]

export const allCases: ReadonlyArray<ConformanceCase> = families.flatMap((family) => family.cases)

/** In the order of spec/protocol.md. */
export const profiles: ReadonlyArray<Profile> = ["core", "accessor", "rewrap", "tokens", "cubbyhole", "kv", "strict"]
