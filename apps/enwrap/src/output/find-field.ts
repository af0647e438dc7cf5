import { isJsonObject } from "../wrapping/json-text.ts"
import type { Row } from "./rows.ts"

/**
 * The value of a field: one with this name, or a nested one, to which a dot leads: `data.password`, `policies.0`. `undefined` if
 * there is none.
 */
export const findField = (rows: ReadonlyArray<Row>, field: string): unknown => {
  const row = rows.find((candidate) => candidate.name === field) ?? rows.find((candidate) => candidate.alias === field)
  if (row !== undefined) return row.value ?? null
  return within(Object.fromEntries(rows.map(({ name, value }) => [name, value])), field)
}

/** A name may have dots itself: the longest name that exists leads on. */
const within = (value: unknown, field: string): unknown => {
  const held = isJsonObject(value) || Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined
  if (held === undefined) return undefined
  if (Object.hasOwn(held, field)) return held[field]
  for (let end = field.lastIndexOf("."); end > 0; end = field.lastIndexOf(".", end - 1)) {
    const name = field.slice(0, end)
    const found = Object.hasOwn(held, name) ? within(held[name], field.slice(end + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
