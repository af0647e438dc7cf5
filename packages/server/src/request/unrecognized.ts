import { type OperationId, operationTable, warningTexts } from "@enwrap/protocol"
import type { ParsedRequest } from "./parsed-request.ts"

/** Query variables that belong to the method. */
const METHOD_FLAGS = new Set(["list", "scan"])

/** The warning about fields that an operation ignores, if there are any. A body that is stored unchanged has no such fields. */
export const unrecognizedWarning = (operation: OperationId, { payload, query }: ParsedRequest): string | undefined => {
  const { opaqueBody, queryFields, requestFields } = operationTable[operation]
  if ((opaqueBody || payload.members.size === 0) && query.size === 0) return undefined
  const known: ReadonlyArray<string> = [...requestFields, ...queryFields]
  const unknown = [...(opaqueBody ? [] : payload.members.keys()), ...query.keys()].filter(
    (name) => !known.includes(name) && !METHOD_FLAGS.has(name)
  )
  return unknown.length === 0 ? undefined : warningTexts.ignoredParameters(unknown.sort())
}
