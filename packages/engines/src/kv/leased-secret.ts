import { parseDuration } from "@enwrap/protocol"

/** Where version 1 keeps its secrets in the mount's storage. Version 2 reads them when a mount is upgraded. */
export const V1_SECRETS = "secrets/"

/** A secret of version 1: its text, and the lease that it names, which is read once, when the secret is written. */
export interface LeasedSecret {
  /** A JSON object without white space between its tokens. */
  readonly data: string
  /** Seconds; `undefined` means the mount's default. */
  readonly lease: number | undefined
}

/** The lease that a secret names in its `ttl`, or else in its `lease`. A value that is not a duration is ignored. @see RW-KV-2 */
export const secretLease = (members: ReadonlyMap<string, string>): number | undefined => {
  const text = members.get("ttl") ?? members.get("lease")
  if (text === undefined || /^[[{ntf]/.test(text)) return undefined
  const duration = parseDuration(JSON.parse(text) as string | number)
  return duration.ok && duration.seconds >= 0 ? duration.seconds : undefined
}

export const printLeasedSecret = ({ data, lease }: LeasedSecret): string => `${lease ?? ""}\n${data}`

export const parseLeasedSecret = (text: string): LeasedSecret => {
  const end = text.indexOf("\n")
  return { data: text.slice(end + 1), lease: end === 0 ? undefined : Number(text.slice(0, end)) }
}
