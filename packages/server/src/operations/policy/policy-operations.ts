import { errorTexts, fieldProblems, warningTexts } from "@enwrap/protocol"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { enveloped, noContent, type Outcome } from "../../actions/outcome.ts"
import { fieldError, plainError, silentError } from "../../values/protocol-error.ts"
import type { DecodedFields } from "../../values/decoded-fields.ts"
import type { Failure, SystemHandlers, OutcomeEffect } from "../system-handler.ts"
import { type PolicyEntry, PolicyStore } from "../../state/policy/policy-store.ts"

/** A policy as `sys/policies/acl` shows it, or `sys/policy`, where its text is called `rules`. */
const policyData = (
  { casRequired, expiresAtMs, modified, name, text, version }: PolicyEntry,
  textName: "policy" | "rules" = "policy"
): Record<string, unknown> => ({
  allow_slashes_in_identity_templates: false,
  allow_wildcards_in_identity_templates: false,
  cas_required: casRequired ?? false,
  ...(expiresAtMs === undefined ? undefined : { expiration: new Date(expiresAtMs).toISOString() }),
  ...(modified === undefined ? undefined : { modified }),
  name,
  [textName]: text,
  version
})

const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

/** When a policy expires, in milliseconds since 1970. */
const expiryOf = Effect.fnUntraced(function* ({ expiration, ttl = 0 }: DecodedFields<"policyWrite">) {
  if (expiration === undefined || expiration === "")
    return ttl === 0 ? undefined : (yield* Clock.currentTimeMillis) + ttl * 1000
  if (ttl !== 0) return yield* plainError(400, errorTexts.policyExpirationAndTtl)
  const time = RFC3339.test(expiration) ? Date.parse(expiration) : NaN
  return Number.isNaN(time) ? yield* fieldError("expiration", fieldProblems.time) : time
})

/** `sys/policies/*`, and the older `sys/policy/*`. */
export const policyOperations = Effect.gen(function* () {
  const policies = yield* PolicyStore

  const read = (name: string, textName: "policy" | "rules"): OutcomeEffect =>
    Effect.suspend(() => {
      const entry = policies.read(name)
      return entry === undefined
        ? Effect.fail(silentError(404))
        : Effect.succeed(enveloped({ data: policyData(entry, textName) }))
    })

  const write = Effect.fn("Policy.write")(function* (
    { name, sentPath }: { readonly name: string; readonly sentPath: string },
    fields: DecodedFields<"policyWrite">,
    warnings: ReadonlyArray<string>
  ): Effect.fn.Return<Outcome, Failure> {
    if (fields.policy === undefined || fields.policy === "") return yield* plainError(400, errorTexts.policyNotSupplied)
    yield* policies.write({
      name,
      text: fields.policy,
      expiresAtMs: yield* expiryOf(fields),
      casRequired: fields.cas_required ?? false,
      cas: fields.cas
    })
    const all = sentPath.endsWith(name) ? warnings : [warningTexts.policyNameConverted(name), ...warnings]
    return all.length === 0 ? noContent : enveloped({ warnings: all })
  })

  const remove = (name: string): OutcomeEffect => Effect.as(policies.delete(name), noContent)

  const oldList = (): OutcomeEffect =>
    Effect.sync(() => {
      const names = policies.names()
      return enveloped({ data: { keys: names, policies: names } })
    })

  /** The policies whose names begin with a prefix, by the rest of their names. */
  const listDetailed = (prefix: string): OutcomeEffect =>
    Effect.suspend(() => {
      const details = policies.names().flatMap((name) => {
        const entry = name.startsWith(prefix) ? policies.read(name) : undefined
        return entry === undefined ? [] : [[name.slice(prefix.length), policyData(entry)] as const]
      })
      if (details.length === 0) return Effect.fail(silentError(404))
      return Effect.succeed(
        enveloped({ data: { keys: details.map(([name]) => name), key_info: Object.fromEntries(details) } })
      )
    })

  return {
    policyList: () => Effect.sync(() => enveloped({ data: { keys: policies.names() } })),
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
      const { rules, ...others } = fields
      return fields.policy !== undefined || rules === undefined
        ? write(named, { ...others, policy: fields.policy ?? "" }, [])
        : write(named, { ...others, policy: rules }, [warningTexts.rulesDeprecated])
    },
    policyLegacyDelete: ({ parameters }) => remove(parameters.name)
  } satisfies Partial<SystemHandlers<"sys">>
})
