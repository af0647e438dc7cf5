import { userpassTexts } from "@enwrap/protocol/engine-texts"
import {
  type Handlers,
  type MountContext,
  type OperationRequest,
  plainError,
  type ProtocolError,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { entryName } from "../login/entry-name.ts"
import { policyFields } from "../login/policy-names.ts"
import { pageListing } from "../lists.ts"
import { orNotFound } from "../refuse.ts"
import type { PasswordHasher } from "./password-hash.ts"
import { parseBcryptHash } from "./password-kind.ts"
import { changeUser, newUser, type User, userData } from "./user.ts"
import type { UserStore } from "./user-store.ts"

type PasswordRequest = Pick<
  OperationRequest<"userpassUserWrite" | "userpassPasswordWrite">,
  "caller" | "hasLeft" | "remoteAddress"
> & { readonly fields: { readonly password?: string; readonly password_hash?: string } }

const noPassword = plainError(400, userpassTexts.noPassword)

/** The operations on users. */
export const userHandlers = (users: UserStore, passwords: PasswordHasher, { path, queues }: MountContext) => {
  /** The hash to store, or `undefined` if the request has no password. */
  const hashOf = ({
    caller,
    fields: { password, password_hash: hash },
    hasLeft,
    remoteAddress
  }: PasswordRequest): Effect.Effect<string | undefined, ProtocolError> => {
    if (password !== undefined && hash !== undefined) return Effect.fail(plainError(400, userpassTexts.passwordAndHash))
    if (password === "" || hash === "") return Effect.fail(noPassword)
    if (hash !== undefined) return parseBcryptHash(hash)
    if (password === undefined) return Effect.succeed(undefined)
    const owner = { remoteAddress, hasLeft, name: `${path}users/:${caller?.accessor}` }
    return queues.passwords(owner, passwords.hash(password))
  }

  /** A user with the fields of a request: a new one, or one that exists. */
  const written = (
    present: User | undefined,
    passwordHash: string | undefined,
    fields: OperationRequest<"userpassUserWrite">["fields"]
  ): Effect.Effect<User, ProtocolError> => {
    if (present === undefined && passwordHash === undefined) return Effect.fail(noPassword)
    const before = present ?? newUser(passwordHash!)
    return changeUser(passwordHash === undefined ? before : { ...before, passwordHash }, fields)
  }

  /** Changes an existing user. An unknown user is a 404. @see RW-UP-3 */
  const changeExisting = (
    name: string,
    change: (user: User) => Effect.Effect<User, ProtocolError>
  ): Effect.Effect<undefined, ProtocolError | StoreFailure> =>
    users.change(name, (present) =>
      present === undefined ? Effect.fail(plainError(404, userpassTexts.userMissing)) : change(present)
    )

  return {
    userpassUserList: (request) => Effect.flatMap(users.names, (names) => pageListing(names, request)),

    userpassUserRead: Effect.fnUntraced(function* ({ parameters }) {
      return { data: userData(yield* orNotFound(users.get(yield* entryName(parameters.username)))) }
    }),

    userpassUserWrite: Effect.fnUntraced(function* (request) {
      const { fields, parameters } = request
      const name = yield* entryName(parameters.username)
      // Hashing is slow: no password is hashed for a user who cannot be written.
      yield* written(yield* users.get(name), fields.password ?? fields.password_hash, fields)
      const passwordHash = yield* hashOf(request)
      yield* users.change(name, (present) => written(present, passwordHash, fields))
      return undefined
    }),

    userpassUserDelete: Effect.fnUntraced(function* ({ parameters }) {
      yield* users.remove(yield* entryName(parameters.username))
      return undefined
    }),

    userpassPasswordWrite: Effect.fnUntraced(function* (request) {
      const name = yield* entryName(request.parameters.username)
      const passwordHash = yield* hashOf(request)
      if (passwordHash === undefined) return yield* noPassword
      return yield* changeExisting(name, (user) => Effect.succeed({ ...user, passwordHash }))
    }),

    userpassPoliciesWrite: Effect.fnUntraced(function* ({ fields, parameters }) {
      const name = yield* entryName(parameters.username)
      return yield* changeExisting(name, (user) => changeUser(user, policyFields(fields)))
    })
  } satisfies Partial<Handlers<"userpass">>
}
