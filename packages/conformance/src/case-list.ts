import { families } from "./cases/catalogue.ts"
import type { Profile } from "./conformance-case.ts"

/** Renders the cases of these profiles and ids, for `enwrap conformance --list`. */
export function renderCaseList(
  profiles: ReadonlyArray<Profile> | undefined,
  cases: ReadonlyArray<string> | undefined,
  format: string
): string {
  const shown = families
    .map((family) => ({
      ...family,
      cases: family.cases.filter(
        (one) => (profiles?.includes(one.profile) ?? true) && (cases?.includes(one.id) ?? true)
      )
    }))
    .filter((family) => family.cases.length > 0)
  if (format === "json") {
    return `${JSON.stringify(
      shown.flatMap((family) => family.cases.map(({ run: _, ...rest }) => rest)),
      undefined,
      2
    )}\n`
  }
  return (
    shown
      .map((family) =>
        [
          family.title,
          ...family.cases.map(
            (one) =>
              `  ${one.id}  ${one.title}  [${one.profile}${one.level === "should" ? ", should" : ""}${one.slow === true ? ", slow" : ""}; ${one.requirements.join(", ")}]`
          )
        ].join("\n")
      )
      .join("\n\n") + "\n"
  )
}
