import { pkiTexts, certificateTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { parseRfc3339, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { goDuration } from "../go-duration.ts"
import type { Role } from "./role.ts"

/** When a certificate is valid, in milliseconds since 1970. */
export interface Validity {
  readonly notBefore: number
  readonly notAfter: number
  readonly warnings: ReadonlyArray<string>
}

/** The times in a request; 0 and empty strings mean none. */
export type ValidityRequest = Pick<Role, "ttl" | "not_before" | "not_after">

/** The times of a role. */
export type ValidityRules = ValidityRequest &
  Pick<Role, "max_ttl" | "not_before_duration" | "not_before_bound" | "not_after_bound">

/** The times that X.509 can represent. */
const EARLIEST = Date.UTC(1950, 0, 1)
const LATEST = Date.UTC(9999, 11, 31, 23, 59, 59)

/**
 * The validity of a certificate: that which the role fixes, else that of the request, else of the role's TTL, else of the mount. A
 * TTL that exceeds what the role and the mount allow is shortened, with a warning. @see RW-PKI-4
 */
export const validityOf = Effect.fn("pki.validityOf")(function* (
  request: ValidityRequest,
  rules: ValidityRules,
  mount: { readonly default: number; readonly max: number }
): Effect.fn.Return<Validity, ProtocolError> {
  const refused = (why: string) => plainError(400, why)
  const now = Math.floor((yield* Clock.currentTimeMillis) / 1000) * 1000
  const warnings: Array<string> = []
  for (const name of ["not_before", "not_after"] as const) {
    if (request[name] === "") continue
    if (parseRfc3339(request[name]) === undefined) return yield* refused(pkiTexts.timeInvalid(name))
    if (rules[`${name}_bound`] === "forbid") return yield* refused(certificateTexts.timeNotAllowed(name))
    if (rules[name] !== "") warnings.push(pkiWarnings.timeFixed(name))
  }
  if (request.ttl > 0 && (rules.not_after !== "" || request.not_after !== ""))
    return yield* refused(certificateTexts.ttlAndNotAfter)

  const earliest = now - rules.not_before_duration * 1000
  const notBefore = parseRfc3339(rules.not_before || request.not_before) ?? earliest
  if (rules.not_before_bound === "duration" && rules.not_before === "" && notBefore < earliest)
    return yield* refused(certificateTexts.notBeforeTooEarly)

  const maxTtl = rules.max_ttl > 0 ? Math.min(rules.max_ttl, mount.max) : mount.max
  const ttl = request.ttl || rules.ttl || mount.default
  const allowed = Math.min(ttl, maxTtl)
  const fixedEnd = parseRfc3339(rules.not_after || request.not_after)
  if (fixedEnd === undefined && ttl > maxTtl) warnings.push(pkiWarnings.ttlCapped(goDuration(ttl), goDuration(maxTtl)))
  const notAfter = fixedEnd ?? now + allowed * 1000
  const isLimited = rules.not_after_bound === "ttl-limited" && rules.not_after === ""
  if (isLimited && notAfter > now + allowed * 1000)
    return yield* refused(certificateTexts.beyondTtl(timeText(notAfter), goDuration(allowed)))
  const latest = parseRfc3339(rules.not_after_bound)
  if (latest !== undefined && notAfter > latest)
    return yield* refused(certificateTexts.beyondBound(timeText(notAfter), timeText(latest)))
  if (notBefore < EARLIEST) return yield* refused(certificateTexts.beginsBefore1950)
  if (notAfter > LATEST) return yield* refused(certificateTexts.endsAfter9999)
  if (notAfter <= notBefore) return yield* refused(certificateTexts.endsBeforeItBegins)
  return { notBefore, notAfter, warnings }
})

const timeText = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, "Z")

/**
 * Ends a certificate no later than its issuer, unless the issuer permits it. A certificate that would then not be valid for any
 * time to come is refused. @see RW-PKI-4
 */
export const withinIssuer = Effect.fn("pki.withinIssuer")(function* (
  validity: Validity,
  issuerNotAfter: number,
  behavior: string
): Effect.fn.Return<Validity, ProtocolError> {
  if (validity.notAfter <= issuerNotAfter || behavior === "permit") return validity
  if (behavior !== "truncate")
    return yield* plainError(
      400,
      certificateTexts.outlivesIssuer(timeText(validity.notAfter), timeText(issuerNotAfter))
    )
  if (issuerNotAfter <= (yield* Clock.currentTimeMillis)) return yield* plainError(400, certificateTexts.issuerExpired)
  if (issuerNotAfter <= validity.notBefore) return yield* plainError(400, certificateTexts.endsBeforeItBegins)
  return { ...validity, notAfter: issuerNotAfter }
})
