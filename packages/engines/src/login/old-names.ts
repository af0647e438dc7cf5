/** Fields that have a new name, and can be written by the old one, too: new names by old ones. */
export type OldNames = Readonly<Record<string, string>>

/** Fields under their new names, and which of them were written, now or before, by their old ones. */
export interface RenamedFields<Fields> {
  readonly fields: Fields
  readonly byOldName: ReadonlyArray<string>
}

/**
 * Reads the fields of a request by their new names. An old name counts where the new one is absent. A field that was
 * written by its old name is shown under both, until it is written by the new one alone.
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

/** What is shown under old names: the fields that were written by them and are not empty. */
export const oldNamesData = <Value>(
  data: Readonly<Record<string, Value>>,
  oldNames: OldNames,
  byOldName: ReadonlyArray<string>
): Record<string, Value> =>
  Object.fromEntries(
    byOldName.flatMap((oldName) => {
      const value = data[oldNames[oldName]!]
      const empty = value === undefined || value === 0 || (Array.isArray(value) && value.length === 0)
      return empty ? [] : [[oldName, value]]
    })
  )
