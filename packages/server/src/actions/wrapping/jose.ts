/** What `wrapping-jwt.ts` needs of jose, as one module that is loaded lazily. */
export { JOSEAlgNotAllowed, JWSSignatureVerificationFailed, JWTExpired } from "jose/errors"
export { jwtVerify } from "jose/jwt/verify"
export { SignJWT } from "jose/jwt/sign"
export { exportJWK } from "jose/key/export"
export { generateKeyPair } from "jose/key/generate/keypair"
export { importJWK } from "jose/key/import"
