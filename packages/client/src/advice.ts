/**
 * What to do next, for each verdict on a received token. A receipt of `client.receive` has the sentence that applies.
 *
 * @example
 * ```ts
 * import { adviceFor } from "@enwrap/client"
 *
 * console.log(adviceFor.tampered.path)
 * ```
 */
export const adviceFor = {
  received: "Use the secret. The token is used up.",
  expired:
    "The token may simply have expired: ask the sender to wrap the secret again. If it was used before, someone else has the secret: the sender can see that in the audit log.",
  intercepted:
    "Raise an alert: unless you used this token yourself, someone else may have unwrapped it. Tell the sender to revoke the " +
    "secret, not only the token, and give the accessor and the times of this receipt.",
  tampered: {
    path: "Raise an alert: the token was created for another path, so it may have been substituted. It was not unwrapped. Keep it as evidence.",
    ttl: "Raise an alert: the token has another TTL than expected, so its content may have been wrapped again by someone who has read it. It was not unwrapped.",
    age: "The token is older than expected, or was created in the future. It was not unwrapped. Compare the clocks, then raise an alert.",
    time: "Raise an alert: the token was not created when its wrap info says, so its content may have been wrapped again by someone who has read it. It was not unwrapped.",
    schema:
      "Raise an alert: the token wrapped other data than expected. The token is used up. Tell the sender to revoke the secret.",
    wrapped:
      "Raise an alert: the token wrapped another wrapping token, so its content may have been wrapped again by someone who has " +
      "read it. The token is used up. Do not unwrap the other one, and tell the sender to revoke the secret."
  },
  unknown:
    "Do not send it again: the token may be used up. Look the token up; if it is no longer valid, tell the sender to revoke the " +
    "secret and to wrap a new one.",
  refused:
    "The server did not unwrap the token, which was not used. The error says why; try again when that has changed.",
  unreachable: "Nothing was unwrapped. Check the address and the connection, then receive the token again.",
  wrappedError:
    "The token wrapped an error, such as that of a deleted version. It is used up: ask the sender for another one."
} as const
