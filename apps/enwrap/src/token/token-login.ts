import {
  type Client,
  INVALID_ARGUMENT,
  INVALID_REQUEST,
  isClientError,
  NOT_FOUND,
  PERMISSION_DENIED,
  WRAPPING_TOKEN_INVALID
} from "@enwrap/client-node"
import type { CommandInput } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { isJsonObject } from "../wrapping/json-text.ts"
import { OTHER_TOKEN } from "../wrapping/curl-command.ts"
import { type Connection, sendTo } from "../wrapping/send.ts"

/**
 * Logs in with a token that exists: looks it up, so that only a valid one is stored.
 *
 * @throws Failure if there is none, it is not valid, or it is a wrapping token
 */
export const logInWithToken = async (
  input: CommandInput,
  connection: Connection,
  io: Io
): Promise<{ readonly text: string; readonly token: string }> => {
  const token = input.has("output-curl") ? OTHER_TOKEN : await readLoginToken(input, io)
  const send = sendTo({ ...connection, token }, io)
  if (!input.has("output-curl") && (await sendTo(connection, io)((to) => isWrappingToken(token, to))).value)
    throw usageFailure(
      "this is a wrapping token, not a token to log in with. It was not used.",
      "`enwrap unwrap` prints what it wraps. If that is a token: enwrap unwrap --field=token | enwrap login -"
    )
  const { text, value } = await send((to) =>
    to.operations.tokenLookupSelf().catch((error: unknown) => {
      if (!isClientError(error) || error.code !== PERMISSION_DENIED) throw error
      throw new Failure("the login was refused: permission denied.", [
        "The token is not valid, has expired, or may not look itself up. Nothing was stored."
      ])
    })
  )
  const { data } = value
  const auth = {
    client_token: token,
    accessor: data.accessor,
    lease_duration: data.ttl,
    renewable: data.renewable ?? false,
    token_policies: data.policies,
    policies: data.policies,
    metadata: isJsonObject(data.meta) ? data.meta : null
  }
  return { text: text === "" ? "" : JSON.stringify({ request_id: "", data: null, auth, warnings: null }), token }
}

/** On some servers, any other request with a wrapping token would use it up. A lookup does not. */
const isWrappingToken = async (token: string, client: Client): Promise<boolean> => {
  try {
    await client.lookup(token)
    return true
  } catch (error) {
    if (isClientError(error) && notForLookup.has(error.code)) return false
    throw error
  }
}

const notForLookup: ReadonlySet<string> = new Set([
  INVALID_ARGUMENT,
  INVALID_REQUEST,
  NOT_FOUND,
  PERMISSION_DENIED,
  WRAPPING_TOKEN_INVALID
])

const readLoginToken = async (input: CommandInput, io: Io): Promise<string> => {
  const [argument, ...others] = input.operands
  if (others.length > 0 || /^[a-z_]+=/.test(argument ?? ""))
    throw usageFailure(
      "the method token takes only a token.",
      "Choose another method with --method=approle or userpass."
    )
  const typed =
    argument === undefined && !io.inputIsPiped() ? await io.askSecret("Token (will be hidden): ") : undefined
  const given =
    typed ??
    (argument === "-" || (argument === undefined && io.inputIsPiped())
      ? new TextDecoder().decode(await io.readInput())
      : argument)
  const token = (given ?? "").trim()
  if (/^[\x21-\x7e]+$/.test(token)) return token
  throw usageFailure(
    token === "" ? "no token." : "this is not a token: a token is one word without spaces.",
    "Type it when you are asked for it, or pass it on standard input: enwrap login - <token-file"
  )
}
