import { type ClientError, INVALID_REQUEST, isClientError, PERMISSION_DENIED } from "@enwrap/client-node"
import { Failure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { type Connection, sendTo } from "../wrapping/send.ts"

/**
 * Revokes a token by its accessor.
 *
 * @throws Failure if there is no such token
 */
export const revokeByAccessor = async (accessor: string, connection: Connection, io: Io): Promise<void> => {
  const send = sendTo({ ...connection, shownBody: { plainFields: ["accessor"] } }, io)
  const { text } = await send((to) =>
    to.operations.tokenRevokeAccessor({ body: { accessor } }).catch((error: unknown) => {
      if (isClientError(error) && isUnknown(error)) throw unknownAccessor()
      throw error
    })
  )
  if (text.includes("No token found")) throw unknownAccessor()
}

/** Servers answer an unknown accessor with 400 or 403, or with 200 and a warning. */
const isUnknown = ({ code, errors }: ClientError): boolean =>
  (code === INVALID_REQUEST || code === PERMISSION_DENIED) && errors.some((text) => text.includes("invalid accessor"))

const unknownAccessor = (): Failure =>
  new Failure("the server has no token with this accessor, so there is nothing to revoke.", [
    "The token was used, has expired, was revoked before, or the accessor is mistyped.",
    "If it wrapped a secret and its recipient has not unwrapped it, someone else may have: revoke the secret too."
  ])
