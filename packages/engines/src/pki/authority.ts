import { pkiTexts } from "@enwrap/protocol/engine-texts"
import {
  plainError,
  type ProtocolError,
  type Storage,
  type StorageChange,
  type StoreFailure
} from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { isEntryName } from "../login/entry-name.ts"
import { refuse, refuseIf } from "../refuse.ts"
import { parseRecord } from "../stored-record.ts"
import { none } from "./fields.ts"
import type { KeyKind, KeyPair } from "./key-pair.ts"
import { certificatePem, fromBase64 } from "./pem.ts"
import { X509Certificate } from "./x509.ts"

/** The URLs in certificates, by the names of their fields, with their defaults. */
export const noUrls = {
  crl_distribution_points: none,
  delta_crl_distribution_points: none,
  enable_templating: false,
  issuing_certificates: none,
  ocsp_servers: none
}

export type AuthorityUrls = Readonly<typeof noUrls>

export const USAGES: ReadonlyArray<string> = ["crl-signing", "issuing-certificates", "ocsp-signing", "read-only"]

/** The settings of an issuer, by the names of their fields, with their defaults. */
export const issuerSettings = {
  ...noUrls,
  leaf_not_after_behavior: "err",
  usage: USAGES,
  revocation_signature_algorithm: ""
}

/** The certificate of a CA that issues certificates, or of a CA above it. */
export interface Issuer {
  readonly id: string
  /** Can be empty. */
  readonly name: string
  /** Empty if the mount does not have its key. */
  readonly keyId: string
  /** In base64. */
  readonly certificate: string
  readonly serial: string
  /** The IDs of the issuers above it, nearest first, without its own. */
  readonly parents: ReadonlyArray<string>
  /** The IDs of the issuers above it, if a client set them. */
  readonly manualChain: ReadonlyArray<string> | null
  readonly settings: Readonly<typeof issuerSettings>
}

/** A key without its private key. */
export interface KeyEntry {
  readonly id: string
  /** Can be empty. */
  readonly name: string
  readonly kind: KeyKind
  readonly publicKey: string
}

/** All issuers and keys of a mount, in one record, so that names, defaults and chains are always consistent. */
export interface Authority {
  readonly issuers: ReadonlyArray<Issuer>
  readonly keys: ReadonlyArray<KeyEntry>
  /** Empty if there is none. */
  readonly defaultIssuer: string
  readonly defaultKey: string
  readonly defaultFollowsLatest: boolean
}

export const noAuthority: Authority = {
  issuers: [],
  keys: [],
  defaultIssuer: "",
  defaultKey: "",
  defaultFollowsLatest: false
}
const KEY = "authority"

/** A change of the authority, with the private keys to store and to delete. */
export interface AuthorityChange {
  readonly authority: Authority
  readonly newKeys?: ReadonlyArray<{ readonly id: string; readonly privateKey: string }>
  readonly oldKeys?: ReadonlyArray<string>
  readonly puts?: ReadonlyArray<readonly [key: string, text: string]>
}

const decode = (text: string | undefined): Authority => parseRecord<Authority>(text) ?? noAuthority

const privateKeyOf = (id: string): string => `keys/${id}`

/** The stored issuers and keys of a mount. */
export class AuthorityStore {
  readonly #storage: Storage
  readonly read: Effect.Effect<Authority, StoreFailure>

  constructor(storage: Storage) {
    this.#storage = storage
    this.read = Effect.map(storage.get(KEY), decode)
  }

  /** The key of an entry with its private key. */
  keyPair(entry: KeyEntry): Effect.Effect<KeyPair | undefined, StoreFailure> {
    return Effect.map(this.#storage.get(privateKeyOf(entry.id)), (privateKey) =>
      privateKey === undefined ? undefined : { kind: entry.kind, publicKey: entry.publicKey, privateKey }
    )
  }

  /** Changes the authority in one step. `decide` runs again if it changed meanwhile. */
  change<A, E>(
    decide: (present: Authority) => Effect.Effect<readonly [result: A, change: AuthorityChange | undefined], E>
  ): Effect.Effect<A, E | StoreFailure> {
    return this.#storage.modify(KEY, (text) =>
      Effect.map(decide(decode(text)), ([result, change]) => [result, storageChange(change)] as const)
    )
  }
}

const storageChange = (change: AuthorityChange | undefined): StorageChange =>
  change === undefined
    ? {}
    : {
        puts: [
          [KEY, JSON.stringify(change.authority)],
          ...(change.newKeys ?? []).map(({ id, privateKey }) => [privateKeyOf(id), privateKey] as const),
          ...(change.puts ?? [])
        ],
        deletes: (change.oldKeys ?? []).map(privateKeyOf)
      }

const named = <A extends { readonly id: string; readonly name: string }>(
  entries: ReadonlyArray<A>,
  reference: string,
  standard: string
): A | undefined => {
  const id = reference === "default" ? standard : reference
  return id === "" ? undefined : entries.find((entry) => entry.id === id || entry.name === id)
}

/** An issuer by its ID, its name or `default`. */
export const findIssuer = ({ defaultIssuer, issuers }: Authority, reference: string): Issuer | undefined =>
  named(issuers, reference, defaultIssuer)

/** A key by its ID, its name or `default`. */
export const findKey = ({ defaultKey, keys }: Authority, reference: string): KeyEntry | undefined =>
  named(keys, reference, defaultKey)

/** The error text for an issuer that is not found. */
export const issuerProblem = (reference: string): string =>
  reference === "default" || reference === "" ? pkiTexts.noDefaultIssuer : pkiTexts.issuerNotFound(reference)

/** An issuer, or a 404. */
export const issuerOr404 = (authority: Authority, reference: string): Effect.Effect<Issuer, ProtocolError> => {
  const issuer = findIssuer(authority, reference)
  return issuer === undefined ? Effect.fail(plainError(404, issuerProblem(reference))) : Effect.succeed(issuer)
}

/** A key, or a 404. */
export const keyOr404 = (authority: Authority, reference: string): Effect.Effect<KeyEntry, ProtocolError> => {
  const key = findKey(authority, reference)
  if (key !== undefined) return Effect.succeed(key)
  const why = reference === "default" ? pkiTexts.noDefaultKey : pkiTexts.keyNotFound(reference)
  return Effect.fail(plainError(404, why))
}

/** Refuses an invalid name, and the name or ID of another entry. An empty name is allowed. */
export const checkName = (
  entries: ReadonlyArray<{ readonly id: string; readonly name: string }>,
  name: string,
  kind: "issuer" | "key",
  own?: string
): Effect.Effect<void, ProtocolError> => {
  if (name === "") return Effect.void
  if (name === "default") return refuse(pkiTexts.nameReserved(kind))
  if (!isEntryName(name)) return refuse(pkiTexts.nameInvalid(kind))
  const isInUse = entries.some((entry) => entry.id !== own && (entry.name === name || entry.id === name))
  return refuseIf(isInUse ? pkiTexts.nameInUse(kind) : undefined)
}

export const certificateOf = ({ certificate }: Pick<Issuer, "certificate">): X509Certificate =>
  new X509Certificate(fromBase64(certificate))

/** The issuer and those above it. */
export const chainOf = ({ issuers }: Authority, issuer: Issuer): ReadonlyArray<Issuer> => [
  issuer,
  ...(issuer.manualChain ?? issuer.parents).flatMap((id) => issuers.find((entry) => entry.id === id) ?? [])
]

export const chainPem = (authority: Authority, issuer: Issuer): ReadonlyArray<string> =>
  chainOf(authority, issuer).map(({ certificate }) => certificatePem(certificate))

/**
 * The certificate and the chain in the responses of `issuer/`. Each ends with a newline, as in the original, which the PEM of
 * other paths does not have.
 */
export const issuerCertificates = (authority: Authority, issuer: Issuer) => ({
  ca_chain: chainPem(authority, issuer).map((text) => `${text}\n`),
  certificate: `${certificatePem(issuer.certificate)}\n`
})
