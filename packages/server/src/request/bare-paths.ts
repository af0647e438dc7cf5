import { groupTable, type OperationGroup, operationTable } from "@enwrap/protocol"

const BARE: ReadonlySet<string> = new Set(
  Object.values(operationTable)
    .filter(({ bare }) => bare)
    .map(({ group, path }) => `${groupTable[group as OperationGroup].mount}/${path}`)
)

/** Whether a path is outside the logical layer: no envelope, no token, no wrapping. */
export const isBare = (path: string): boolean => BARE.has(path)
