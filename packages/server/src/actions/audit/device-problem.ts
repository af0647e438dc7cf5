import type { ProtocolError } from "../../values/protocol-error.ts"

/** Why a device is refused, and the option that is wrong, if it is one. */
export interface DeviceProblem {
  readonly option?: string | undefined
  readonly error: ProtocolError
}
