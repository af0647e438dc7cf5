import { profiles as allProfiles } from "./cases/catalogue.ts"
import type { ConformanceCase, Profile } from "./conformance-case.ts"
import { RunError } from "./run-error.ts"

/** The options that select cases. */
export interface Selection {
  /** Ids or patterns. */
  readonly cases?: ReadonlyArray<string> | undefined
  /** Ids or patterns of cases that do not run. */
  readonly skip?: ReadonlyArray<string> | undefined
  readonly profiles?: ReadonlyArray<Profile> | undefined
  readonly slow?: boolean | undefined
}

/** Why a case was not selected. */
export type Unselected = "profile" | "case" | "skip" | "slow"

/** The requested profiles. By default, all but `strict`; if single cases are requested, all. */
export function profilesOf({ profiles, cases }: Selection): ReadonlyArray<Profile> {
  return profiles ?? allProfiles.filter((profile) => profile !== "strict" || cases !== undefined)
}

/** Whether the selection is only a part of its profiles, so that the run cannot be a verdict on a profile. */
export const isPartial = ({ cases, skip = [], slow }: Selection): boolean =>
  cases !== undefined || skip.length > 0 || slow === false

/**
 * The ids of the selected cases. Throws a RunError if there are none, or if an id or a pattern matches no case.
 */
export function select(cases: ReadonlyArray<ConformanceCase>, options: Selection): ReadonlySet<string> {
  for (const pattern of [...(options.cases ?? []), ...(options.skip ?? [])]) {
    if (!cases.some((one) => matches(one.id, pattern)))
      throw new RunError("usage", `no case matches ${pattern}: --list shows all cases`)
  }
  const selected = cases.filter((one) => whyUnselected(one, options) === undefined)
  if (selected.length === 0)
    throw new RunError("usage", "no case is selected: choose other cases or profiles, or omit --skip and --no-slow")
  return new Set(selected.map((one) => one.id))
}

/** The reason why a case is not selected; undefined if it is. */
export function whyUnselected(one: ConformanceCase, options: Selection): Unselected | undefined {
  if (options.cases !== undefined && !options.cases.some((pattern) => matches(one.id, pattern))) return "case"
  if (!profilesOf(options).includes(one.profile)) return "profile"
  if ((options.skip ?? []).some((pattern) => matches(one.id, pattern))) return "skip"
  return options.slow === false && one.waits !== undefined ? "slow" : undefined
}

/** The reason why a case is disabled, as text. */
export function describeUnselected(one: ConformanceCase, why: Unselected): string {
  switch (why) {
    case "case":
      return "not one of the requested cases"
    case "profile":
      return `the profile ${one.profile} was not requested`
    case "skip":
      return "excluded with --skip"
    case "slow":
      return "slow cases were excluded"
  }
}

/** Whether an id matches a pattern, in which `*` stands for any characters and `?` for one. Upper and lower case are the same. */
export function matches(id: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll("*", ".*")
    .replaceAll("?", ".")
  return new RegExp(`^${source}$`, "i").test(id)
}
