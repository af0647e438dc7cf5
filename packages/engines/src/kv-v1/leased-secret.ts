import { asSeconds } from "../fields.ts"

/** A secret as it is kept: its text, and the lease that it names, which is read once, when it is written. */
export interface LeasedSecret {
  /** A JSON object without white space between its tokens. */
  readonly data: string
  /** Seconds; absent where the mount's default counts. */
  readonly lease: number | undefined
}

/** The lease that a secret names in its own `ttl`, or else in its `lease`; what is no duration names none. @see RW-KV-2 */
export const secretLease = (members: ReadonlyMap<string, string>): number | undefined => {
  const text = members.get("ttl") ?? members.get("lease")
  const seconds = text === undefined || /^[[{ntf]/.test(text) ? undefined : asSeconds(JSON.parse(text))
  return seconds === undefined || seconds < 0 ? undefined : seconds
}

export const printLeasedSecret = ({ data, lease }: LeasedSecret): string => `${lease ?? ""}\n${data}`

export const parseLeasedSecret = (text: string): LeasedSecret => {
  const end = text.indexOf("\n")
  return { data: text.slice(end + 1), lease: end === 0 ? undefined : Number(text.slice(0, end)) }
}
