import { pkiTexts } from "@enwrap/protocol/engine-texts"
import { type EngineEffect, plainError, type ProtocolError, type StoreFailure } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import { randomUuid } from "../uuid.ts"
import { type Authority, type AuthorityChange, checkName, type KeyEntry, keyOr404 } from "./authority.ts"
import { generateKeyPair, keyKind, type KeyPair } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"

/** The origin of a new CA's key. */
export type KeyOrigin = "internal" | "exported" | "existing"

/** Reads the variable `exported` of a path. Fails with a 400. */
export const keyOrigin = (exported: string): EngineEffect<KeyOrigin> =>
  exported === "internal" || exported === "exported" || exported === "existing"
    ? Effect.succeed(exported)
    : Effect.fail(plainError(400, pkiTexts.keyOriginInvalid))

/** A CA's key, new or existing. */
export interface AuthorityKey {
  readonly entry: KeyEntry
  readonly pair: KeyPair
  /** Whether it is new. A new key is stored by the change that uses it. */
  readonly isNew: boolean
}

/** Generates the key that a request describes, or finds the existing one that it names. */
export const authorityKey = Effect.fn("pki.authorityKey")(function* (
  mount: PkiMount,
  origin: KeyOrigin,
  fields: { readonly key_type: string; readonly key_bits: number; readonly key_name: string; readonly key_ref: string }
): Effect.fn.Return<AuthorityKey, ProtocolError | StoreFailure> {
  const authority = yield* mount.authority.read
  if (origin === "existing") {
    const entry = yield* keyOr404(authority, fields.key_ref)
    const pair = yield* mount.authority.keyPair(entry)
    if (pair === undefined) return yield* plainError(404, pkiTexts.keyNotFound(fields.key_ref))
    return { entry, pair, isNew: false }
  }
  yield* checkName(authority.keys, fields.key_name, "key")
  const pair = yield* Effect.flatMap(keyKind(fields.key_type, fields.key_bits), generateKeyPair)
  const id = randomUuid(mount.context.crypto)
  const entry: KeyEntry = { id, name: fields.key_name, kind: pair.kind, publicKey: pair.publicKey }
  return { entry, pair, isNew: true }
})

/** The change that stores a new key. The first key becomes the default. A name in use is a 400. */
export const keyChange = (
  present: Authority,
  { entry, isNew, pair }: AuthorityKey
): Effect.Effect<AuthorityChange, ProtocolError> => {
  if (!isNew) return Effect.succeed({ authority: present })
  const keys = [...present.keys, entry]
  return Effect.as(checkName(present.keys, entry.name, "key"), {
    authority: { ...present, keys, defaultKey: present.defaultKey || entry.id },
    newKeys: [{ id: entry.id, privateKey: pair.privateKey }]
  })
}

/** Stores a key that is new. */
export const addKey = (mount: PkiMount, key: AuthorityKey): EngineEffect<void> =>
  mount.authority.change((present) => Effect.map(keyChange(present, key), (change) => [undefined, change] as const))
