/** New names of fields, by the old names under which they can be written too. */
export type OldNames = Readonly<Record<string, string>>

/** Fields under their new names, and the old names that were used to write them, now or before. */
export interface RenamedFields<Fields> {
  readonly fields: Fields
  readonly byOldName: ReadonlyArray<string>
}

/**
 * Moves the fields of a request to their new names. A field under its old name applies if the new name is absent. A field that
 * was written under its old name is shown under both names, until a request uses the new name alone.
 */
export const renameFields = <Fields extends object>(
  fields: Fields,
  oldNames: OldNames,
  before: ReadonlyArray<string>
): RenamedFields<Fields> => {
  const renamed: Record<string, unknown> = Object.fromEntries(Object.entries(fields))
  const byOldName = new Set(before)
  for (const [oldName, newName] of Object.entries(oldNames)) {
    const byOld = renamed[oldName] !== undefined
    if (renamed[newName] === undefined && byOld) renamed[newName] = renamed[oldName]
    else if (renamed[newName] !== undefined && !byOld) byOldName.delete(oldName)
    if (byOld) byOldName.add(oldName)
  }
  return { fields: renamed as Fields, byOldName: [...byOldName] }
}

/** The fields to show under old names: those that were written so and are not empty. */
export const oldNamesData = (
  data: Readonly<Record<string, unknown>>,
  oldNames: OldNames,
  byOldName: ReadonlyArray<string>
): Record<string, unknown> =>
  Object.fromEntries(
    byOldName.flatMap((oldName) => {
      const value = data[oldNames[oldName]!]
      const empty = value === undefined || value === 0 || (Array.isArray(value) && value.length === 0)
      return empty ? [] : [[oldName, value]]
    })
  )
