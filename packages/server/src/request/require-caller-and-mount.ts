import * as Effect from "effect/Effect"
import type { Holder } from "../state/holder.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import { type Dependency, type RequestDependencies, dependingOn } from "../state/request-dependencies.ts"
import { type FoundToken, isWrappingToken } from "../state/token/token-entry.ts"
import type { TokenStore } from "../state/token/token-store.ts"
import { liveMountKey, tokenRecordKey } from "../state/records.ts"
import { invalidWrappingToken, unauthenticated } from "../values/denied.ts"
import type { ProtocolError } from "../values/protocol-error.ts"
import type { RequestContext } from "./context.ts"
import { noMount } from "./route.ts"

const NONE: ReadonlyArray<never> = []

/** The token itself, if it is stored, and all that it descends from. A wrapping token has no ancestors. */
const dependenciesOfToken = (
  tokens: typeof TokenStore.Service,
  { ancestors = NONE, entry, id, record }: FoundToken,
  lost: ProtocolError
): ReadonlyArray<Dependency> => {
  if (isWrappingToken(entry)) {
    const { key, space } = tokenRecordKey(id)
    return [{ condition: { kind: "unchanged", space, key, value: record.value }, lost }]
  }
  return (entry.type === "batch" ? ancestors : [...ancestors, entry]).map((token) => {
    const { key, space } = tokens.goodToken(token)
    return { condition: { kind: "exists", space, key }, lost }
  })
}

/** What a request depends on: its caller's token, and the mount that it leads to, unless that is the server's own. */
const dependenciesOf = (
  { request, services, wrappingToken }: RequestContext,
  mount: RunningMount,
  holder: Holder | undefined
): RequestDependencies | undefined => {
  const isEngine = mount.kind === "engine"
  if (holder === undefined && !isEngine) return undefined
  const { entry, group } = mount
  // The losers of concurrent unwraps get the same error as later unwraps.
  const lost = holder !== undefined && holder.found.id === wrappingToken?.id ? invalidWrappingToken : unauthenticated
  const ofCaller = holder === undefined ? NONE : dependenciesOfToken(services.tokens, holder.found, lost)
  const ofMount: ReadonlyArray<Dependency> = isEngine
    ? [{ condition: { kind: "exists", ...liveMountKey(entry) }, lost: noMount(request.path) }]
    : NONE
  const isBatch = holder?.found.entry.type === "batch"
  return {
    current: isEngine ? [...ofCaller, ...ofMount] : ofCaller,
    endsAtMs: isBatch ? holder.found.entry.expiresAtMs : undefined,
    renew: () =>
      holder === undefined
        ? Effect.succeed(ofMount)
        : Effect.map(services.tokens.find(holder.token), (found) =>
            // A later token with the same id is another token.
            found?.entry.accessor === holder.found.entry.accessor
              ? [...dependenciesOfToken(services.tokens, found, lost), ...ofMount]
              : undefined
          ),
    // Only requests that issue a token based on stored data: a login, a renewal of one, a role.
    reads: (isEngine && holder === undefined) || group === "token" ? new Map() : undefined
  }
}

/** Makes every commit of a request require that its caller's token and its mount still exist. */
export const requireCallerAndMount = <A, E>(
  context: RequestContext,
  work: Effect.Effect<A, E>
): Effect.Effect<A, E> => {
  const { holder, mount } = context
  const dependencies = mount === undefined ? undefined : dependenciesOf(context, mount, holder)
  return dependencies === undefined ? work : dependingOn(dependencies, work)
}
