import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { readProblem, type Surroundings } from "./surroundings.ts"

const KEY_BYTES = 32

/** A key of 32 bytes. It is never printed. */
export type SecretKey = Redacted.Redacted<Uint8Array>

/**
 * Reads a key: from a file (`file:///path`), from an environment variable (`env://NAME`), or from the configuration itself. It
 * is given as 32 bytes, or in hexadecimal or base64. Messages never contain it.
 */
export const readKey = (
  reference: string,
  { env, exposure, readFile }: Surroundings
): Result.Result<SecretKey, string> => {
  const decode = (bytes: Uint8Array, from: string): Result.Result<SecretKey, string> => {
    const key = decodeKey(bytes)
    return key === undefined
      ? Result.fail(`must be ${KEY_BYTES} bytes, or their hexadecimal or base64 form${from}`)
      : Result.succeed(Redacted.make(key, { label: "key" }))
  }
  const path = afterPrefix(reference, "file://")
  if (path !== undefined) {
    try {
      const key = decode(readFile(path), `: see the file ${path}`)
      // Not before: the file of another program must not get other permissions.
      const exposed = Result.isSuccess(key) ? exposure(path) : undefined
      return exposed === undefined ? key : Result.fail(`is not protected: ${exposed}`)
    } catch (error) {
      return Result.fail(`cannot be read from ${path}: ${readProblem(error)}`)
    }
  }
  const name = afterPrefix(reference, "env://")
  if (name === undefined) return decode(new TextEncoder().encode(reference), "")
  const value = env[name]
  return value === undefined
    ? Result.fail(`refers to the environment variable ${name}, which is not set`)
    : decode(new TextEncoder().encode(value), `: see the environment variable ${name}`)
}

const afterPrefix = (text: string, prefix: string): string | undefined =>
  text.startsWith(prefix) ? text.slice(prefix.length) : undefined

const decodeKey = (bytes: Uint8Array): Uint8Array | undefined => {
  if (bytes.length === KEY_BYTES) return Uint8Array.from(bytes)
  const text = Buffer.from(bytes).toString("latin1").trim()
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Uint8Array.from(Buffer.from(text, "hex"))
  // Standard or URL-safe, with or without padding.
  if (/^[\w+/-]{43}=?$/.test(text)) return Uint8Array.from(Buffer.from(text, "base64"))
  return text.length === KEY_BYTES ? Uint8Array.from(Buffer.from(text, "latin1")) : undefined
}
