import type { CommandInput, RunCommand } from "../cli/command-spec.ts"
import { environmentValue } from "../cli/environment.ts"
import { usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { requireOutput, requireOutputFor, whenOutputIsLost } from "../cli/lost-output.ts"
import { readCallerConnection } from "../input/connection.ts"
import { checkPath } from "../input/path.ts"
import { noData, readData, readShownData, type WrapData } from "../input/wrap-data.ts"
import { readOutputOptions } from "../output/output-options.ts"
import { type Printing, printResponse } from "../output/print-response.ts"
import type { ShownBody } from "../wrapping/curl-command.ts"
import { existsOnce, mayExistOnce } from "./exists-once.ts"
import { type PathRequest, type PathVerb, sendToPath } from "./path-calls.ts"

/** Reads, writes, lists, deletes or changes what is at a path, and prints the response. */
export const pathCommand =
  (verb: PathVerb): RunCommand =>
  async (input, io) => {
    const output = readOutputOptions(input, io)
    const path = checkPath(input.operands[0] ?? "")
    const wrapTtl = readWrapTtl(input, io)
    const connection = readCallerConnection(input, io)
    const { shown, ...given } = await readRequest(verb, input, io)
    const isKnownToBe = wrapTtl !== undefined || mayExistOnce(verb, path)
    if (isKnownToBe) requireOutput(io)
    const response = await sendToPath(verb, { path, wrapTtl, ...given }, { ...connection, shownBody: shown }, io)
    const isOnlyCopy = isKnownToBe || existsOnce(verb, response)
    if (isOnlyCopy) requireOutputFor(io, lostText(verb, isOnlyCopy))
    if (isOnlyCopy || verb in changed) whenOutputIsLost(io, lostText(verb, isOnlyCopy), isOnlyCopy)
    printResponse(response, output, io, { ...printingOf(verb, path), isList: verb === "list", isOnlyCopy })
    return 0
  }

/** What a request has done, except for those that only read. */
const changed: Readonly<Partial<Record<PathVerb, string>>> = { update: "written", patch: "changed", delete: "deleted" }

const lostText = (verb: PathVerb, isOnlyCopy: boolean): string => {
  const done = changed[verb]
  const lost = done === undefined ? "The response is lost" : `The data was ${done}, and the response is lost`
  return isOnlyCopy ? `${lost}: the server may not return it again.` : `${lost}.`
}

const printingOf = (verb: PathVerb, path: string): Printing => {
  if (verb === "delete") return { done: `Success! Data deleted (if it existed) at: ${path}` }
  return verb === "update" || verb === "patch" ? { done: `Success! Data written to: ${path}` } : {}
}

/** `--wrap-ttl`, or the variable. Zero does not wrap, as for the server. */
const readWrapTtl = (input: CommandInput, io: Io): string | undefined => {
  const ttl = input.flag("wrap-ttl") ?? environmentValue(io, "WRAP_TTL")
  return ttl === undefined || /^0+[a-z]*$/.test(ttl) ? undefined : ttl
}

type Data = Pick<PathRequest, "query" | "body"> & { readonly shown: ShownBody }

/** The data of a request: its query if it reads, or else its body. */
const readRequest = async (verb: PathVerb, input: CommandInput, io: Io): Promise<Data> => {
  const words = input.operands.slice(1)
  if (verb !== "update" && verb !== "patch") return { query: queryOf(await readData(words, io, 2)), shown: {} }
  if (words.length === 0) {
    if (verb === "update" && input.has("force")) return { shown: {} }
    throw noData("no data to write.", ...(verb === "update" ? ["A request without data is sent with --force."] : []))
  }
  if (!input.has("output-curl")) return { body: await readData(words, io, 2), shown: {} }
  const { data, shown } = await readShownData(words, io, 2)
  return { body: data, shown }
}

const queryOf = (data: WrapData): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (name === "token") throw usageFailure("a token must not be in a query: servers and proxies log it.")
      if (typeof value === "object" && value !== null && !("rawJSON" in value))
        throw usageFailure(`the value of \`${name}\` is not a single value, which a query needs.`)
      return [name, typeof value === "string" ? value : JSON.stringify(value)]
    })
  )
