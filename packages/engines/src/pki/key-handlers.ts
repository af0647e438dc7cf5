import { pkiTexts, pkiWarnings } from "@enwrap/protocol/engine-texts"
import { type EngineResponse, type Handlers, plainError, type ProtocolError } from "@enwrap/server/engine"
import * as Effect from "effect/Effect"
import * as Hex from "effect/encoding/Hex"
import { infoListing } from "../lists.ts"
import { type Authority, type AuthorityChange, checkName, findKey, type KeyEntry, keyOr404 } from "./authority.ts"
import { formFields, readFields } from "./fields.ts"
import { privateKeyForm, publicKeyOf } from "./key-pair.ts"
import type { PkiMount } from "./mount.ts"
import { addKey, authorityKey, keyOrigin } from "./new-key.ts"
import { colons } from "./serial-number.ts"

const generateFields = { key_type: "rsa", key_bits: 0, key_name: "" }

const dataOf = ({ id, kind, name }: KeyEntry) => ({ key_id: id, key_name: name, key_type: kind.type })

/** The operations on keys. @see RW-PKI-1 */
export const keyHandlers = (mount: PkiMount) =>
  ({
    pkiKeyList: (request) =>
      Effect.flatMap(mount.authority.read, ({ defaultKey, keys }) =>
        infoListing(keys, request, ({ id, name }) => ({ is_default: id === defaultKey, key_name: name }))
      ),

    pkiKeyGenerate: Effect.fnUntraced(function* ({ fields: given, parameters }) {
      const origin = yield* keyOrigin(parameters.exported)
      if (origin === "existing") return yield* plainError(400, pkiTexts.newKeyOriginInvalid)
      const fields = yield* readFields(generateFields, given)
      const key = yield* authorityKey(mount, origin, { ...fields, key_ref: "" })
      yield* addKey(mount, key)
      const privateKey = origin === "exported" ? privateKeyForm(key.pair, formFields) : undefined
      return { data: { ...dataOf(key.entry), ...(privateKey === undefined ? {} : { private_key: privateKey }) } }
    }),

    pkiKeyRead: Effect.fnUntraced(function* ({ parameters }) {
      const entry = yield* keyOr404(yield* mount.authority.read, parameters.key_ref)
      const identifier = yield* Effect.promise(() => publicKeyOf(entry).getKeyIdentifier())
      return { data: { ...dataOf(entry), subject_key_id: colons(Hex.encode(new Uint8Array(identifier))) } }
    }),

    pkiKeyWrite: ({ fields: given, parameters }) =>
      mount.authority.change(
        Effect.fnUntraced(function* (authority) {
          const entry = yield* keyOr404(authority, parameters.key_ref)
          const { key_name: name } = yield* readFields({ key_name: entry.name }, given)
          yield* checkName(authority.keys, name, "key", entry.id)
          const changed = { ...entry, name }
          const keys = authority.keys.map((other) => (other.id === entry.id ? changed : other))
          return [{ data: dataOf(changed) }, { authority: { ...authority, keys } }] as const
        })
      ),

    pkiKeyDelete: ({ parameters }) =>
      mount.authority.change(
        Effect.fnUntraced(function* (authority): Effect.fn.Return<
          readonly [EngineResponse | undefined, AuthorityChange | undefined],
          ProtocolError
        > {
          const entry = findKey(authority, parameters.key_ref)
          if (entry === undefined) return [undefined, undefined]
          const user = authority.issuers.find(({ keyId }) => keyId === entry.id)
          if (user !== undefined) return yield* plainError(400, pkiTexts.keyInUse(user.id))
          const wasDefault = entry.id === authority.defaultKey
          const next: Authority = {
            ...authority,
            defaultKey: wasDefault ? "" : authority.defaultKey,
            keys: authority.keys.filter(({ id }) => id !== entry.id)
          }
          const warning = pkiWarnings.deletedDefault("key", entry.id, parameters.key_ref)
          const result = wasDefault ? { warnings: [warning] } : undefined
          return [result, { authority: next, oldKeys: [entry.id] }]
        })
      ),

    pkiDefaultKeyRead: () => Effect.map(mount.authority.read, ({ defaultKey }) => ({ data: { default: defaultKey } })),
    pkiDefaultKeyWrite: ({ fields: given }) =>
      mount.authority.change(
        Effect.fnUntraced(function* (authority) {
          const { default: reference } = yield* readFields({ default: "" }, given)
          if (reference === "" || reference === "default") return yield* plainError(400, pkiTexts.keyInvalid)
          const entry = findKey(authority, reference)
          if (entry === undefined)
            return yield* plainError(400, pkiTexts.keyUnresolved(pkiTexts.keyNotFound(reference)))
          return [{ data: { default: entry.id } }, { authority: { ...authority, defaultKey: entry.id } }] as const
        })
      )
  }) satisfies Partial<Handlers<"pki">>
