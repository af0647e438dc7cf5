import {
  appRole,
  INVALID_REQUEST,
  isClientError,
  type LoginMethod,
  PERMISSION_DENIED,
  storeToken,
  UNEXPECTED_RESPONSE,
  userpass
} from "@enwrap/client-node"
import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { requireOutput, whenOutputIsLost } from "../cli/lost-output.ts"
import { readConnection } from "../input/connection.ts"
import { readData } from "../input/wrap-data.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { printResponse } from "../output/print-response.ts"
import { hiddenToken } from "../output/rows.ts"
import { WRAPPING_TOKEN } from "../wrapping/curl-command.ts"
import { sendTo } from "../wrapping/send.ts"
import { logInWithToken } from "./token-login.ts"

/** Logs in, stores the token, and prints what the server said about it. */
export const run: RunCommand = async (input, io) => {
  const output = readOutputOptions(input, io)
  const connection = readConnection(input, io)
  const method = input.flag("method") ?? "token"
  // The token of the method `token` is the caller's already.
  const isOnlyPrinted =
    method !== "token" && (input.has("token-only") || (input.has("no-store") && !input.has("no-print")))
  if (isOnlyPrinted) requireOutput(io)
  const { text, token } =
    method === "token"
      ? await logInWithToken(input, connection, io)
      : await logInWith(method === "approle" ? await readAppRole(input, io) : await readUserpass(input, io))
  async function logInWith(login: LoginMethod) {
    const send = sendTo(connection, io)
    const sent = await send((to) => login(to).catch((error: unknown) => Promise.reject(refusal(error, method, input))))
    return { text: sent.text, token: sent.value.token.reveal() }
  }
  if (isOnlyPrinted) whenOutputIsLost(io, "You are logged in, and the token is lost: log in again.")
  if (input.has("token-only")) {
    io.write(io.outputIsTerminal ? `${token}\n` : token)
    return 0
  }
  const isStored = !input.has("no-store")
  if (isStored) store(token, io, input.has("no-print"))
  if (input.has("no-print")) return 0
  printResponse(text, output, io, isStored ? { rows: hiddenToken("(stored)") } : { isOnlyCopy: true })
  return 0
}

/** A refused login has another reason than a refused request. */
const refusal = (error: unknown, method: string, input: CommandInput): unknown => {
  if (isClientError(error) && error.code === UNEXPECTED_RESPONSE && error.status === undefined)
    return new Failure(`${error.message}.`, error.hint === undefined ? [] : [error.hint])
  if (!isClientError(error) || (error.code !== PERMISSION_DENIED && error.code !== INVALID_REQUEST)) return error
  const said = error.errors.map((text) => text.trim()).join("; ")
  return new Failure(`the login was refused: ${said === "" ? `status ${error.status}` : said}`, [
    `Check the credentials, and that the method is mounted at auth/${mountOf(input).mount ?? method} (--path).`
  ])
}

const store = (token: string, io: Io, isQuiet: boolean): void => {
  const place = tryToStore(token, io)
  if (!isQuiet) io.warn(`You are logged in. Your token is stored (${place}).\n`)
  const variable = ["BAO_TOKEN", "VAULT_TOKEN"].find((name) => io.env[name])
  if (variable !== undefined)
    io.warn(
      `enwrap: ${variable} is set, and takes precedence over the stored token: unset it, or commands will not use it.\n`
    )
}

const tryToStore = (token: string, io: Io): string => {
  try {
    return storeToken(token, { ...io.env, HOME: io.homeDirectory() })
  } catch (error) {
    if (!isClientError(error)) throw error
    throw new Failure(`logged in, but cannot store the token: ${error.message}.`, [
      "Use --no-store or --token-only to print it instead."
    ])
  }
}

type Credentials = Readonly<Record<string, string>>

const readCredentials = async (input: CommandInput, io: Io, names: ReadonlyArray<string>): Promise<Credentials> => {
  const data = await readData(input.operands, io)
  for (const [name, value] of Object.entries(data)) {
    if (!names.includes(name))
      throw usageFailure(`this login has no key of this name.`, `Keys of this method: ${names.join(", ")}.`)
    if (typeof value !== "string") throw usageFailure(`the value of \`${name}\` is not a string.`)
  }
  // A file often ends in a line feed.
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, (value as string).replace(/\r?\n$/, "")])
  )
}

const required = (credentials: Credentials, name: string): string => {
  const value = credentials[name]
  if (value !== undefined && value !== "") return value
  throw usageFailure(`no ${name}.`, `Pass ${name}=…, ${name}=@FILE, or ${name}=- for standard input.`)
}

const mountOf = (input: CommandInput): { readonly mount?: string } => {
  const mount = input.flag("path")
  return mount === undefined || mount === "" ? {} : { mount: mount.replace(/^auth\//, "") }
}

const readAppRole = async (input: CommandInput, io: Io): Promise<LoginMethod> => {
  const credentials = await readCredentials(input, io, ["role_id", "secret_id", "wrapped_secret_id", "role"])
  const { role, wrapped_secret_id: wrapped } = credentials
  if (wrapped !== undefined && role === undefined)
    throw usageFailure("a wrapped secret id needs role=NAME: the token must have been created for this role.")
  return appRole({
    ...mountOf(input),
    roleId: required(credentials, "role_id"),
    secretId:
      wrapped !== undefined && role !== undefined
        ? { wrapped: input.has("output-curl") ? WRAPPING_TOKEN : wrapped, role }
        : required(credentials, "secret_id")
  })
}

const readUserpass = async (input: CommandInput, io: Io): Promise<LoginMethod> => {
  const credentials = await readCredentials(input, io, ["username", "password"])
  const username = required(credentials, "username")
  const typed =
    credentials["password"] === undefined && !input.has("output-curl")
      ? await io.askSecret("Password (will be hidden): ")
      : undefined
  const password = typed ?? (input.has("output-curl") ? "shown as its type" : required(credentials, "password"))
  return userpass({ ...mountOf(input), username, password })
}
