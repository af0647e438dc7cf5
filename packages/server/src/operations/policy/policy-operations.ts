import { fieldProblems } from "@enwrap/protocol"
import { operationWarnings, policyOperationTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import { enveloped, noContent } from "../../actions/outcome.ts"
import { fieldError, plainError, silentError } from "../../values/protocol-error.ts"
import { now } from "../../values/now.ts"
import { parseRfc3339, rfc3339 } from "../../values/rfc3339.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { SystemHandlers, OutcomeEffect } from "../system-handler.ts"
import { DamagedRecord } from "../../state/damaged-records.ts"
import type { PolicyEntry } from "../../state/policy/policy-entry.ts"
import { PolicyStore } from "../../state/policy/policy-store.ts"
import { POLICIES } from "../../state/records.ts"
import { policyText } from "./policy-text.ts"

/** A policy as `sys/policies/acl` shows it, or `sys/policy`, where its text is called `rules`. */
const policyData = (
  { casRequired, expiresAtMs, modified, name, text, version }: PolicyEntry,
  textName: "policy" | "rules" = "policy"
): Record<string, unknown> => ({
  allow_slashes_in_identity_templates: false,
  allow_wildcards_in_identity_templates: false,
  cas_required: casRequired ?? false,
  ...(expiresAtMs === undefined ? undefined : { expiration: rfc3339(expiresAtMs) }),
  ...(modified === undefined ? undefined : { modified }),
  name,
  [textName]: text,
  version
})

/** When a policy expires, in milliseconds since 1970. */
const expiryOf = Effect.fnUntraced(function* ({ expiration, ttl = 0 }: DecodedFields<"policyWrite">) {
  if (expiration === undefined || expiration === "") return ttl === 0 ? undefined : (yield* now) + ttl * 1000
  if (ttl !== 0) return yield* plainError(400, policyOperationTexts.policyExpirationAndTtl)
  return parseRfc3339(expiration) ?? (yield* fieldError("expiration", fieldProblems.time))
})

/** `sys/policies/*`, and the older `sys/policy/*`. */
export const policyOperations = Effect.gen(function* () {
  const policies = yield* PolicyStore

  const read = (name: string, textName: "policy" | "rules"): OutcomeEffect => {
    if (policies.isDamaged(name)) return Effect.fail(new DamagedRecord(POLICIES, name))
    const entry = policies.read(name)
    return entry === undefined
      ? Effect.fail(silentError(404))
      : Effect.succeed(enveloped({ data: policyData(entry, textName) }))
  }

  const write = Effect.fnUntraced(function* (
    { name, sentPath }: { readonly name: string; readonly sentPath: string },
    fields: DecodedFields<"policyWrite">,
    warnings: ReadonlyArray<string>
  ) {
    if (fields.policy === undefined || fields.policy === "")
      return yield* plainError(400, policyOperationTexts.policyNotSupplied)
    yield* policies.write({
      name,
      text: yield* policyText(fields.policy),
      expiresAtMs: yield* expiryOf(fields),
      casRequired: fields.cas_required ?? false,
      cas: fields.cas
    })
    const all = sentPath.endsWith(name) ? warnings : [operationWarnings.policyNameConverted(name), ...warnings]
    return all.length === 0 ? noContent : enveloped({ warnings: all })
  })

  const remove = (name: string): OutcomeEffect => Effect.as(policies.delete(name), noContent)

  const oldList = (): OutcomeEffect => {
    const names = policies.names()
    return Effect.succeed(enveloped({ data: { keys: names, policies: names } }))
  }

  /** The policies whose names begin with a prefix, by the rest of their names. */
  const listDetailed = (prefix: string): OutcomeEffect => {
    const details = policies.names().flatMap((name) => {
      const entry = name.startsWith(prefix) ? policies.read(name) : undefined
      return entry === undefined ? [] : [[name.slice(prefix.length), policyData(entry)] as const]
    })
    const data = { keys: details.map(([name]) => name), key_info: Object.fromEntries(details) }
    return details.length === 0 ? Effect.fail(silentError(404)) : Effect.succeed(enveloped({ data }))
  }

  return {
    policyList: () => Effect.succeed(enveloped({ data: { keys: policies.names() } })),
    policyListDetailed: () => listDetailed(""),
    policyListDetailedBelow: ({ parameters }) => listDetailed(`${parameters.prefix}/`),
    policyRead: ({ parameters }) => read(parameters.name, "policy"),
    policyWrite: ({ fields, parameters, sentPath }) => write({ name: parameters.name, sentPath }, fields, []),
    policyDelete: ({ parameters }) => remove(parameters.name),
    policyLegacyList: oldList,
    policyLegacyListGet: oldList,
    policyLegacyRead: ({ parameters }) => read(parameters.name, "rules"),
    policyLegacyWrite: ({ fields, parameters, sentPath }) => {
      const named = { name: parameters.name, sentPath }
      const { policy = "", rules = "", ...others } = fields
      return policy === ""
        ? write(named, { ...others, policy: rules }, [operationWarnings.rulesDeprecated])
        : write(named, { ...others, policy }, [])
    },
    policyLegacyDelete: ({ parameters }) => remove(parameters.name)
  } satisfies Partial<SystemHandlers<"sys">>
})
