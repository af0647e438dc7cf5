import type { EngineCrypto } from "@enwrap/server/engine"
import * as Hex from "effect/encoding/Hex"

/** A random UUID (version 4), from the engine's own source of randomness. */
export const randomUuid = ({ randomBytes }: Pick<EngineCrypto, "randomBytes">): string => {
  const bytes = randomBytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return uuidOf(bytes)
}

/** 16 bytes in the form of a UUID. */
export const uuidOf = (bytes: Uint8Array): string =>
  Hex.encode(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")

/** Whether a string has the form of a UUID. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
