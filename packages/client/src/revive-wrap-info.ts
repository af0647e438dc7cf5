import { InvalidArgumentError } from "./errors.ts"
import { readArgument } from "./read-argument.ts"
import { Redacted } from "./redacted.ts"
import { field, toWrapInfo, type WrapInfo } from "./wrap-info.ts"

/**
 * Reads the wrap info in the JSON of a backend: the `wrap_info` of an envelope, of any object in it, or a wrap info itself.
 *
 * @throws InvalidArgumentError if there is none, or more than one
 *
 * @example
 * ```ts
 * import { createClient, readWrapInfo } from "@enwrap/client"
 *
 * const response = await fetch("https://shop.example/orders/7/key")
 * const info = readWrapInfo<{ data: { key: string } }>(await response.json())
 * console.log(info.creationPath, info.expiresAt)
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", fetch })
 * const { data } = await client.unwrap(info)
 * console.log(data.key.length)
 * ```
 *
 * @see RW-ENV-3
 */
export const readWrapInfo = <Content = unknown>(json: unknown): WrapInfo<Content> => {
  const found = readArgument("JSON", () => [...wrapInfosIn(json, 0)])
  const [info] = found
  if (info === undefined || found.length > 1) {
    throw new InvalidArgumentError(
      info === undefined
        ? "The JSON has no wrap_info that is complete"
        : `The JSON has ${found.length} wrap_info: pass the part with the right one`
    )
  }
  return info as WrapInfo<Content>
}

/**
 * A reviver for `JSON.parse`: each `wrap_info` becomes a {@link WrapInfo}, whose token is not printed. One that is not complete,
 * or whose times cannot exist, stays as it is, except for its token, which is not printed either.
 *
 * @example
 * ```ts
 * import { reviveWrapInfo, type WrapInfo } from "@enwrap/client"
 *
 * export const parseOrder = (text: string): { id: string; wrap_info: WrapInfo } => JSON.parse(text, reviveWrapInfo)
 * ```
 */
export const reviveWrapInfo = (key: string, value: unknown): unknown =>
  key === "wrap_info" ? (toWrapInfo(value) ?? withHiddenToken(value)) : value

const withHiddenToken = (value: unknown): unknown => {
  const token = field(value, "token")
  return typeof token === "string" ? { ...(value as object), token: new Redacted(token, "wrapping token") } : value
}

/** As deep as any backend nests its responses. */
const MAX_DEPTH = 8

function* wrapInfosIn(value: unknown, depth: number): Generator<WrapInfo> {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return
  const own = isRevived(value) ? value : toWrapInfo(value)
  if (own !== undefined) yield own
  else for (const held of Object.values(value)) yield* wrapInfosIn(held, depth + 1)
}

const isRevived = (value: object): value is WrapInfo =>
  field(value, "token") instanceof Redacted && field(value, "creationPath") !== undefined
