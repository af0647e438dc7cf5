import { profiles as allProfiles } from "./cases/catalogue.ts"
import type { ConformanceCase, Profile } from "./conformance-case.ts"
import { RunError } from "./run-error.ts"

/** The options that select cases. */
export interface Selection {
  readonly cases?: ReadonlyArray<string> | undefined
  readonly profiles?: ReadonlyArray<Profile> | undefined
  readonly slow?: boolean | undefined
}

/** The requested profiles. By default, all but `strict`; if single cases are requested, all. */
export function profilesOf({ profiles, cases }: Selection): ReadonlyArray<Profile> {
  return profiles ?? allProfiles.filter((profile) => profile !== "strict" || cases !== undefined)
}

/** The ids of the selected cases. Throws a RunError if there are none, or if a requested case does not exist. */
export function select(cases: ReadonlyArray<ConformanceCase>, options: Selection): ReadonlySet<string> {
  for (const id of options.cases ?? []) {
    if (!cases.some((one) => one.id === id)) throw new RunError("usage", `unknown case ${id}: --list shows all cases`)
  }
  const selected = cases.filter((one) => whyDisabled(one, options) === undefined)
  if (selected.length === 0)
    throw new RunError("usage", "no case is selected: choose other cases or profiles, or omit --no-slow")
  return new Set(selected.map((one) => one.id))
}

/** The reason why a case is disabled; undefined if it is selected. */
export function whyDisabled(one: ConformanceCase, options: Selection): string | undefined {
  if (options.cases !== undefined && !options.cases.includes(one.id)) return "not one of the requested cases"
  if (!profilesOf(options).includes(one.profile)) return `the profile ${one.profile} was not requested`
  if (options.slow === false && one.slow === true) return "slow cases were excluded"
  return undefined
}
