import type { Precondition, StoredRecord } from "./port.ts"

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, i) => byte === b[i]))

/** Whether a precondition holds for the record that is at its place. */
export const preconditionHolds = (condition: Precondition, record: StoredRecord | undefined): boolean => {
  switch (condition.kind) {
    case "exists":
      return record !== undefined
    case "absent":
    case "new":
      return record === undefined
    case "unchanged":
      return record !== undefined && sameBytes(record.value, condition.value)
  }
}
