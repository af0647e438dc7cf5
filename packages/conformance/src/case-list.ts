import { families } from "./cases/catalogue.ts"
import { whyUnselected, type Selection } from "./selection.ts"
import type { Format } from "./report/formats.ts"
import { RunError } from "./run-error.ts"

/** Renders the selected cases, for `enwrap conformance --list`. Without `--profile`, those of all profiles. */
export function renderCaseList(selection: Selection, format: Format): string {
  if (format !== "text" && format !== "json")
    throw new RunError("usage", `the list of cases has no format ${format}: expected text, json`)
  const profiles = selection.profiles ?? [
    ...new Set(families.flatMap(({ cases }) => cases.map(({ profile }) => profile)))
  ]
  const shown = families
    .map((family) => ({
      ...family,
      cases: family.cases.filter((one) => whyUnselected(one, { ...selection, profiles }) === undefined)
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
              `  ${one.id}  ${one.title}  [${one.profile}${one.level === "should" ? ", should" : ""}${one.waits !== undefined ? ", slow" : ""}; ${one.requirements.join(", ")}]`
          )
        ].join("\n")
      )
      .join("\n\n") + "\n"
  )
}
