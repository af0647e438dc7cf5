import { appRoleWarnings } from "@enwrap/protocol/engine-texts"
import type { RoleFields } from "./role.ts"

/** A login cannot ask for a token type, so a default for its choice is the type itself: the original says so. */
export const adjustTokenType = (
  fields: RoleFields
): { readonly fields: RoleFields; readonly warnings: ReadonlyArray<string> } => {
  const type = /^default-(service|batch)$/.exec(fields.token_type ?? "")?.[1]
  return type === undefined
    ? { fields, warnings: [] }
    : { fields: { ...fields, token_type: type }, warnings: [appRoleWarnings.tokenTypeAdjusted(type)] }
}
