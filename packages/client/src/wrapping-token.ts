import { InvalidArgumentError } from "./errors.ts"
import type { Envelope } from "./operation-types.ts"
import { readArgument } from "./read-argument.ts"
import { Redacted, reveal } from "./redacted.ts"
import { headerText } from "./request.ts"
import type { WrapInfo, WrappingTokenText } from "./wrap-info.ts"

/** A wrapping token: a string, a `Redacted`, or its wrap info, which knows the type of the wrapped response. */
export type WrappingToken<Content = Envelope> = WrappingTokenText | Redacted | WrapInfo<Content>

/**
 * The token or the accessor, given as such or in a wrap info. JavaScript may pass anything.
 *
 * @throws InvalidArgumentError unless it is a non-empty string
 */
export const stringOf = (given: WrappingToken<unknown>, name: "token" | "accessor"): string => {
  const held = readArgument(name, () =>
    typeof given === "object" && !(given instanceof Redacted) ? (given as Partial<WrapInfo> | null)?.[name] : given
  )
  const text = held instanceof Redacted ? held.reveal() : held
  if (typeof text !== "string" || text === "") throw new InvalidArgumentError(`The ${name} must be a non-empty string`)
  return text
}

/**
 * The text of a wrapping token. What is certainly none is rejected before it is sent.
 *
 * @param callerToken the client's own token
 */
export const wrappingTokenOf = (given: WrappingToken<unknown>, callerToken: string | Redacted | undefined): string => {
  const token = stringOf(given, "token")
  if (/^<.*>$/s.test(token)) {
    throw new InvalidArgumentError("This is the placeholder that a token prints as", {
      hint: "Pass on info.token.reveal(), not String(info.token) or JSON.stringify(info)."
    })
  }
  // Tokens of all servers have a prefix, such as s. or hvs., or are UUIDs or JWTs. An accessor may end in a namespace's id.
  if (/^[A-Za-z0-9]{24}(\.[A-Za-z0-9]{5,6})?$/.test(token)) {
    throw new InvalidArgumentError("This is an accessor, not a wrapping token", {
      hint: "Pass on the token of the wrap info."
    })
  }
  if (callerToken !== undefined && token === reveal(callerToken)) {
    throw new InvalidArgumentError("This is the client's own token, not a wrapping token", {
      hint: "Check which variable was passed."
    })
  }
  // Only an unwrap sends it in a header. A lookup would find it invalid, as if it had been used.
  return headerText(token, "wrapping token")
}

/**
 * The text of an accessor. Servers report success for an accessor that no token has: a token that was passed as one would stay valid.
 */
export const accessorOf = (given: string | WrapInfo<unknown>): string => {
  const accessor = stringOf(given, "accessor")
  if (/^(<|eyJ|(hv)?[sbr]\.)/.test(accessor)) throw new InvalidArgumentError("This is a token, not an accessor")
  return accessor
}
