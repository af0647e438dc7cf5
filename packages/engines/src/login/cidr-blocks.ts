import { loginTexts } from "@enwrap/protocol/engine-texts"
import { isInCidrs, normalizeCidr, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuse } from "../refuse.ts"

/** The items of a list without the white space around them and without empty ones. */
export const trimmedItems = (items: ReadonlyArray<string>): ReadonlyArray<string> =>
  items.map((item) => item.trim()).filter((item) => item !== "")

/** The items without the white space around them. An empty one stays, and is no address: without it, the list might bind nothing. */
const addressItems = (items: ReadonlyArray<string>): ReadonlyArray<string> => items.map((item) => item.trim())

/** CIDR blocks as they were written, each with its prefix length: `10.0.0.0/8`. An address without one is a 400. */
export const cidrBlocks = (
  field: string,
  value: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const blocks = addressItems(value)
  return blocks.every((block) => block.includes("/") && normalizeCidr(block) !== undefined)
    ? Effect.succeed(blocks)
    : refuse(loginTexts.cidrInvalid(field))
}

/** Addresses and CIDR blocks as they were written, without the white space around them. Anything else is a 400. */
export const addressesAsWritten = (
  field: string,
  value: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> => Effect.as(boundAddresses(field, value), addressItems(value))

/** The addresses and CIDR blocks that tokens are bound to: `10.0.0.0/8`, `::1`. Anything else is a 400. */
export const boundAddresses = (
  field: string,
  value: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, ProtocolError> => {
  const addresses = addressItems(value).map(normalizeCidr)
  return addresses.every((address) => address !== undefined)
    ? Effect.succeed(addresses as ReadonlyArray<string>)
    : refuse(loginTexts.addressInvalid(field))
}

/** An address alone is a block of one address. */
const prefixLength = (block: string): number => Number(block.split("/")[1] ?? (block.includes(":") ? 128 : 32))

const stored = (block: string): string => normalizeCidr(block) ?? block

/** Blocks that were stored as they were written, in the form of {@link boundAddresses}. */
export const normalBlocks = (blocks: ReadonlyArray<string>): ReadonlyArray<string> => blocks.map(stored)

/** Whether each block is inside one of the others. */
export const areWithin = (blocks: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean => {
  const outer = normalBlocks(others)
  return normalBlocks(blocks).every((block) =>
    outer.some((other) => isInCidrs(block.split("/")[0]!, [other]) && prefixLength(block) >= prefixLength(other))
  )
}
