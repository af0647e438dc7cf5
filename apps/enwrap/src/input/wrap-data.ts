import { readFileSync } from "node:fs"
import { exactJson } from "@enwrap/client-node"
import { Failure, usageFailure } from "../cli/failure.ts"
import type { Io } from "../cli/io.ts"
import { isJsonObject } from "../wrapping/json-text.ts"

/** What is to be wrapped. It has no prototype, so that `__proto__` is just a key. */
export type WrapData = Record<string, unknown>

/**
 * Reads what to wrap from the words of the command line: `key=value`, `key=@file`, `key=-`, `@file` and `-`, as Vault's
 * command has them. A value is text, an `@` at its beginning is written `\@`; numbers in JSON keep every digit.
 *
 * @throws Failure that names the word by its key or place, and never quotes a value
 */
export const readWrapData = async (words: ReadonlyArray<string>, io: Io): Promise<WrapData> => {
  if (words.length === 0) {
    throw usageFailure("nothing to wrap.", "Give key=value pairs, or `-` for a JSON object on standard input.")
  }
  if (words.filter(readsInput).length > 1) throw usageFailure("standard input can be read only once: keep one `-`.")
  const data: WrapData = Object.create(null)
  for (const [index, word] of words.entries()) {
    const entries = await readWord(word, index, io)
    for (const [key, value] of entries) {
      if (Object.hasOwn(data, key)) throw usageFailure(`the key \`${key}\` is given twice.`)
      data[key] = value
    }
  }
  return data
}

const readsInput = (word: string): boolean =>
  word === "-" || (word.endsWith("=-") && word.indexOf("=") === word.length - 2)

const readWord = async (word: string, index: number, io: Io): Promise<ReadonlyArray<readonly [string, unknown]>> => {
  // What the shell gave and was not UTF-8 came in with this in its place: what it was is lost already.
  if (word.includes("\ufffd")) throw notText(`argument ${index + 1}`)
  if (word === "-") return readObject(await readInputText(io), "standard input")
  if (word.startsWith("@"))
    return readObject(
      readFileText(word.slice(1), `the file of argument ${index + 1}`),
      `the file of argument ${index + 1}`
    )
  const at = word.indexOf("=")
  if (at < 0)
    throw usageFailure(`argument ${index + 1} is no key=value pair.`, "Write key=value, key=@file, key=-, @file or -.")
  if (at === 0) throw usageFailure(`argument ${index + 1} has no key before its \`=\`.`)
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
    // The parser's message would quote the text.
    throw usageFailure(`${source} is not valid JSON.`, 'It should hold one JSON object, such as {"password":"…"}.')
  }
  if (!isJsonObject(value))
    throw usageFailure(`${source} is JSON, but no object.`, 'Only an object can be wrapped: {"key": …}.')
  return Object.entries(value)
}

const readInputText = async (io: Io): Promise<string> => decode(await io.readInput(), "standard input")

/** The path is not said again: it may be a password that begins with `@`. */
const readFileText = (path: string, source: string): string => {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Failure(`cannot read ${source}: ${code === "ENOENT" ? "there is none" : (code ?? "unknown reason")}.`, [
      "`@` names a file; a value that begins with `@` is written `\\@`, in quotes: 'key=\\@value'."
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
  new Failure(`${source} is not UTF-8 text, which is all that JSON can hold.`, [
    "Encode it first: base64 < FILE | enwrap wrap key=-"
  ])
