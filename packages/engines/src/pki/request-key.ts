import { certificateTexts, pkiTexts } from "@enwrap/protocol/engine-texts"
import type { ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { refuse, refuseIf } from "../refuse.ts"
import { kindOfPublicKey } from "./key-pair.ts"
import type { Role } from "./role.ts"
import type { Pkcs10CertificateRequest } from "./x509.ts"

/** Refuses the key of a signing request that is too weak, or that the role does not allow. A CA can have any type. */
export const checkRequestKey = (
  role: Pick<Role, "key_type" | "key_bits">,
  csr: Pkcs10CertificateRequest
): Effect.Effect<void, ProtocolError> => {
  const kind = kindOfPublicKey(csr.publicKey)
  if (kind === undefined) return refuse(certificateTexts.csrKeyUnsupported)
  if (kind.type === "rsa" && kind.bits < 2048) return refuse(pkiTexts.rsaTooShort(kind.bits))
  if (role.key_type === "any") return Effect.void
  if (kind.type !== role.key_type) return refuse(certificateTexts.keyTypeNotAllowed(role.key_type))
  return refuseIf(kind.bits < role.key_bits ? certificateTexts.keyTooShort(role.key_bits, kind.bits) : undefined)
}
