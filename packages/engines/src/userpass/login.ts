import { errorTexts } from "@enwrap/protocol"
import { userpassTexts } from "@enwrap/protocol/engine-texts"
import {
  type Handlers,
  isInCidrs,
  type LoginLimits,
  type MountContext,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { displayName, renewalLimits, tokenPart } from "../login/token-fields.ts"
import type { PasswordHasher } from "./password-hash.ts"
import type { User } from "./user.ts"
import type { UserStore } from "./user-store.ts"

/** What a renewal needs to know about the login: the token can be renewed only while the user has the same policies. */
interface LoginRecord {
  readonly username: string
  readonly policies: ReadonlyArray<string>
}

/** The login. @see RW-UP-4 to RW-UP-7, RW-UP-11, RW-UP-12 */
export const loginHandler = (users: UserStore, passwords: PasswordHasher, { path, queues }: MountContext) => {
  /** The user is read at the login's turn, so that a change made while it waited applies. */
  const check = Effect.fnUntraced(function* (username: string, password: string) {
    const user: User | undefined = yield* users.get(username)
    const verified = yield* passwords.verify(password, user?.passwordHash, yield* users.lesserKinds)
    return { ...verified, user }
  })

  return {
    userpassLogin: Effect.fnUntraced(function* ({ fields, hasLeft, parameters, remoteAddress }) {
      const username = yield* entryName(parameters.username)
      const { password } = fields
      if (!password) return yield* plainError(400, userpassTexts.missingPassword)
      const owner = { remoteAddress, hasLeft, name: `${path}login/${username}` }
      const { renewed, right, user } = yield* queues.passwords(owner, check(username, password))
      if (user === undefined || !right) return yield* plainError(400, userpassTexts.invalidLogin)
      const { token_bound_cidrs: boundCidrs, token_policies: policies } = user.token
      if (boundCidrs.length > 0 && !isInCidrs(remoteAddress, boundCidrs))
        return yield* plainError(403, errorTexts.permissionDenied)
      if (renewed !== undefined) yield* users.renewHash(username, user.passwordHash, renewed)
      const record: LoginRecord = { username, policies }
      return {
        auth: {
          ...(yield* tokenPart(user.token, remoteAddress)),
          displayName: displayName(path, username),
          metadata: { username },
          alias: username,
          internal: JSON.stringify(record)
        }
      }
    })
  } satisfies Partial<Handlers<"userpass">>
}

/** The limits for renewing a login's token, or a 400 if it cannot be renewed. @see RW-UP-8 */
export const renewLogin = (users: UserStore) =>
  Effect.fnUntraced(function* (internal: string): Effect.fn.Return<LoginLimits, ProtocolError | StoreFailure> {
    const { policies, username } = JSON.parse(internal) as LoginRecord
    const user = yield* users.get(username)
    if (user === undefined) return yield* plainError(400, userpassTexts.userGone(username))
    if (!sameNames(user.token.token_policies, policies)) return yield* plainError(400, userpassTexts.policiesChanged)
    return renewalLimits(user.token)
  })

const sameNames = (one: ReadonlyArray<string>, other: ReadonlyArray<string>): boolean =>
  one.every((name) => other.includes(name)) && other.every((name) => one.includes(name))
