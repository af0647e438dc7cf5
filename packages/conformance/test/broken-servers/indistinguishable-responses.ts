import { REWRAP, UNWRAP } from "../../src/endpoints.ts"
import type { WireResponse } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { editText, fieldOf, isPath, isWrapped, tokenOf, valueIn, type MakeTamper } from "./tampering.ts"

type Ending = "used" | "expired" | "revoked" | "rewrapped"

/** Changes the errors about tokens that ended in this way. */
const telling =
  (ending: Ending, tell: (response: WireResponse) => WireResponse): MakeTamper =>
  () => {
    const endings = new Map<string, Ending>()
    const byAccessor = new Map<unknown, string>()
    return async (request, forward) => {
      const response = await forward(request)
      const token = tokenOf(request) ?? ""
      if (response.status >= 400) return endings.get(token) === ending ? tell(response) : response
      if (isPath(request, UNWRAP)) endings.set(token, "used")
      if (isPath(request, REWRAP)) endings.set(token, "rewrapped")
      if (isPath(request, "auth/token/revoke")) endings.set(token, "revoked")
      const revoked = byAccessor.get(fieldOf(request, "accessor"))
      if (isPath(request, "auth/token/revoke-accessor") && revoked !== undefined) endings.set(revoked, "revoked")
      if (isWrapped(response)) {
        const wrapping = valueIn(response, "token") ?? ""
        byAccessor.set(valueIn(response, "accessor"), wrapping)
        // Only one that has expired is sent again.
        if (request.headers["x-vault-wrap-ttl"] === "1") endings.set(wrapping, "expired")
      }
      return response
    }
  }

const FAILS: Readonly<Record<Ending, ReadonlyArray<string>>> = {
  used: ["RWC-EA-01", "RWC-EA-05"],
  expired: ["RWC-EA-02"],
  revoked: ["RWC-EA-03", "RWC-EA-05"],
  rewrapped: ["RWC-EA-04"]
}

/** Faults of answers that show more than they must. */
export const indistinguishableResponses: ReadonlyArray<BrokenServer> = [
  ...(Object.keys(FAILS) as ReadonlyArray<Ending>).flatMap((ending): ReadonlyArray<BrokenServer> => [
    {
      fault: `adds to the error that the token was ${ending}`,
      fails: FAILS[ending],
      passes: ["RWC-SU-01", "RWC-SU-02", "RWC-UN-08", "RWC-TTL-02"],
      tamper: telling(ending, (response) => editText(response, (text) => text.replace(/"\]\}/, ` (${ending})"]}`)))
    },
    {
      fault: `says in another error that the token was ${ending}`,
      fails: FAILS[ending],
      passes: ["RWC-SU-01", "RWC-UN-08"],
      tamper: telling(ending, (response) =>
        editText(response, (text) => text.replace(/"\]\}/, `","the token was ${ending}"]}`))
      )
    },
    {
      fault: `says in another field that the token was ${ending}`,
      fails: FAILS[ending],
      passes: ["RWC-SU-01", "RWC-UN-08"],
      tamper: telling(ending, (response) =>
        editText(response, (text) => text.replace(/\}\s*$/, `,"reason":"${ending}"}`))
      )
    }
  ]),
  {
    fault: "says when the token was used, but only where a token is denied",
    fails: ["RWC-EA-01", "RWC-EA-05"],
    passes: ["RWC-SU-01", "RWC-SU-02"],
    tamper: telling("used", (response) =>
      response.status === 403
        ? editText(response, (text) => text.replace('["permission denied"]', '["permission denied, used at 12:00"]'))
        : response
    )
  },
  {
    fault: "explains that it did not wrap a response",
    fails: ["RWC-EA-06"],
    passes: ["RWC-WE-05", "RWC-ER-14"],
    tamper: () => async (request, forward) => {
      const response = await forward(request)
      return response.status === 404 && request.headers["x-vault-wrap-ttl"] !== undefined
        ? editText(response, (text) => text.replace('"errors":[]', '"errors":["nothing to wrap"]'))
        : response
    }
  }
]
