import { loginTexts } from "@enwrap/protocol"
import { isInCidrs, normalizeCidr, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"

/** A list that may also be written as one text with commas; empty items do not count. */
export const stringItems = (value: string | ReadonlyArray<string>): ReadonlyArray<string> =>
  (typeof value === "string" ? value.split(",") : value).map((item) => item.trim()).filter((item) => item !== "")

/** Blocks as they were written, each with its prefix length: `10.0.0.0/8`. An address alone is none: 400. */
export const cidrBlocks = (
  field: string,
  value: string | ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const blocks = stringItems(value)
  return blocks.every((block) => block.includes("/") && normalizeCidr(block) !== undefined)
    ? Effect.succeed(blocks)
    : Effect.fail(plainError(400, loginTexts.cidrInvalid(field)))
}

/** Blocks or single addresses, as tokens are bound to them: `10.0.0.0/8`, `::1`. What is neither is 400. */
export const boundAddresses = (
  field: string,
  value: string | ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const addresses = stringItems(value).map(normalizeCidr)
  return addresses.every((address) => address !== undefined)
    ? Effect.succeed(addresses as ReadonlyArray<string>)
    : Effect.fail(plainError(400, loginTexts.addressInvalid(field)))
}

/** An address alone is a block of one. */
const prefixLength = (block: string): number => Number(block.split("/")[1] ?? (block.includes(":") ? 128 : 32))

/** Whether each block lies within one of the others. */
export const areWithin = (blocks: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean =>
  blocks.every((block) =>
    others.some((other) => isInCidrs(block.split("/")[0]!, [other]) && prefixLength(block) >= prefixLength(other))
  )
