import type { DecodedFields, ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { oldNamesData, renameFields } from "../login/old-names.ts"
import { withOldPolicies } from "../login/policy-names.ts"
import { defaultTokenFields, parseTokenFields, type TokenFields } from "../login/token-fields.ts"

/** The stored record of a user. */
export interface User {
  readonly passwordHash: string
  readonly token: TokenFields
  readonly byOldName: ReadonlyArray<string>
}

/** The fields of a request without the password. */
export type UserFields = Omit<DecodedFields<"userpassUserWrite">, "password" | "password_hash">

const OLD_NAMES = {
  policies: "token_policies",
  ttl: "token_ttl",
  max_ttl: "token_max_ttl",
  bound_cidrs: "token_bound_cidrs"
}

export const newUser = (passwordHash: string): User => ({ passwordHash, token: defaultTokenFields, byOldName: [] })

/** A user with the changes of a request. */
export const changeUser = (user: User, input: UserFields): Effect.Effect<User, ProtocolError> => {
  const { byOldName, fields } = renameFields(withOldPolicies(input), OLD_NAMES, user.byOldName)
  return Effect.map(parseTokenFields(fields, user.token), (token) => ({ ...user, token, byOldName }))
}

/** The user as a response shows it: without the password's hash. @see RW-UP-2 */
export const userData = ({ byOldName, token }: User) => ({ ...token, ...oldNamesData(token, OLD_NAMES, byOldName) })
