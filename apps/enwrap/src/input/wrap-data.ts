import { readFileSync } from "node:fs"
import { exactJson } from "@enwrap/client-node"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import type { ShownBody } from "../wrapping/curl-command.ts"
import { isJsonObject } from "../wrapping/json-text.ts"

/** The data to wrap. It has no prototype, so that `__proto__` is an ordinary key. */
export type WrapData = Record<string, unknown>

/**
 * Reads the data to wrap from arguments in the syntax of Vault's command: `key=value`, `key=@file`, `key=-`, `@file` and
 * `-`. Values are strings; a leading `@` is written `\@`. Numbers in JSON keep all digits.
 *
 * @throws Failure that names the argument by its key or position, and never quotes a value
 */
export const readWrapData = async (words: ReadonlyArray<string>, io: Io): Promise<WrapData> => {
  if (words.length === 0) throw noData("no data to wrap.")
  return readData(words, io)
}

/** A usage error: there is no data. */
export const noData = (message: string, ...advice: ReadonlyArray<string>): Failure =>
  usageFailure(message, "Pass key=value pairs, or `-` to read a JSON object from standard input.", ...advice)

/**
 * Reads data for a request that is shown as a curl command and not sent. Standard input and a file that have all of it are not
 * read: curl is told to read them.
 */
export const readShownData = async (
  words: ReadonlyArray<string>,
  io: Io,
  first = 1
): Promise<{ readonly data: WrapData; readonly shown: ShownBody }> => {
  const [word = ""] = words
  const isWhole = words.length === 1 && (word === "-" || word.startsWith("@"))
  if (isWhole) return { data: {}, shown: { file: word === "-" ? "@-" : word } }
  const data = await readData(words, io, first)
  if (Object.keys(data).length > 0) io.warn("enwrap: the values are shown as their types, since they may be secrets.\n")
  return { data, shown: {} }
}

/**
 * Reads data as {@link readWrapData} does. It may be empty.
 *
 * @param first the position of the first word among the arguments
 * @throws Failure that names the argument by its key or position, and never quotes a value
 */
export const readData = async (words: ReadonlyArray<string>, io: Io, first = 1): Promise<WrapData> => {
  if (words.filter(readsInput).length > 1) throw usageFailure("standard input can be read only once: use only one `-`.")
  const data: WrapData = Object.create(null)
  for (const [index, word] of words.entries()) {
    const entries = await readWord(word, first + index, io)
    for (const [key, value] of entries) {
      if (Object.hasOwn(data, key)) throw usageFailure(`the key \`${key}\` is given twice.`)
      data[key] = value
    }
  }
  return data
}

const readsInput = (word: string): boolean =>
  word === "-" || (word.endsWith("=-") && word.indexOf("=") === word.length - 2)

const readWord = async (word: string, position: number, io: Io): Promise<ReadonlyArray<readonly [string, unknown]>> => {
  // Node.js replaces bytes of an argument that are not UTF-8 with U+FFFD: the original bytes are lost.
  if (word.includes("\ufffd")) throw notText(`argument ${position}`)
  if (word === "-") return readObject(await readInputText(io), "standard input")
  if (word.startsWith("@"))
    return readObject(
      readFileText(word.slice(1), `the file of argument ${position}`),
      `the file of argument ${position}`
    )
  const at = word.indexOf("=")
  if (at < 0)
    throw usageFailure(`argument ${position} is not a key=value pair.`, "Use key=value, key=@FILE, key=-, @FILE or -.")
  if (at === 0) throw usageFailure(`argument ${position} has no key before the \`=\`.`)
  const key = word.slice(0, at)
  const value = word.slice(at + 1)
  if (value === "-") return [[key, await readInputText(io)]]
  if (value.startsWith("@")) return [[key, readFileText(value.slice(1), `the file of the key \`${key}\``)]]
  return [[key, value.startsWith("\\@") ? value.slice(1) : value]]
}

const readObject = (text: string, source: string): ReadonlyArray<readonly [string, unknown]> => {
  let value: unknown
  try {
    value = exactJson.parse(text)
  } catch (error) {
    if (error instanceof RangeError) throw usageFailure(`${source} is nested too deeply for this command.`)
    // The parser's message would quote the input.
    throw usageFailure(`${source} is not valid JSON.`, 'It must contain one JSON object, such as {"password":"…"}.')
  }
  if (!isJsonObject(value))
    throw usageFailure(`${source} is JSON, but not an object.`, 'Wrap the value in an object: {"key": …}.')
  return Object.entries(value)
}

const readInputText = async (io: Io): Promise<string> => decode(await io.readInput(), "standard input")

/** Error messages do not contain the path: it may be a password that starts with `@`. */
const readFileText = (path: string, source: string): string => {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Failure(`cannot read ${source}: ${code === "ENOENT" ? "no such file" : (code ?? "unknown error")}.`, [
      "`@` reads a file. For a value that starts with `@`, write `\\@`, in quotes: 'key=\\@value'."
    ])
  }
  return decode(bytes, source)
}

const decode = (bytes: Uint8Array, source: string): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw notText(source)
  }
}

const notText = (source: string): Failure =>
  new Failure(`${source} is not UTF-8 text, and JSON cannot contain anything else.`, [
    "Encode it first: base64 < FILE | enwrap wrap key=-"
  ])
