import { errorTextFor } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import { liveMountKey } from "../state/records.ts"
import type { RunningMount } from "../state/mount/running-mount.ts"
import { plainError } from "../values/protocol-error.ts"
import type { Holder } from "../state/holder.ts"
import type { FoundToken } from "../state/token/token-entry.ts"
import { goodTokenKey } from "../state/records.ts"
import type { TokenStore } from "../state/token/token-store.ts"
import { unauthenticated } from "../values/denied.ts"
import type { ParsedRequest } from "./parsed-request.ts"
import type { Ground, RequestBasis } from "../state/request-basis.ts"

const goodToken = (accessor: string): Ground => ({
  condition: { kind: "exists", ...goodTokenKey(accessor) },
  lost: unauthenticated
})

/** The token itself, if a store knows of it, and all that it descends from. */
const ofToken = ({ ancestors = [], entry }: FoundToken): Array<Ground> => {
  const grounds = ancestors.map(({ accessor }) => goodToken(accessor))
  if (entry.type !== "batch") grounds.push(goodToken(entry.accessor))
  return grounds
}

/** What a request rests on: its caller's token, and the mount that it leads to, unless that is the server's own. */
export const makeBasis =
  (tokens: typeof TokenStore.Service) =>
  (mount: RunningMount, request: ParsedRequest, holder: Holder | undefined): RequestBasis | undefined => {
    const isEngine = mount.kind === "engine"
    if (holder === undefined && !isEngine) return undefined
    const { entry, group } = mount
    const grounds = holder === undefined ? [] : ofToken(holder.found)
    const ofMount: ReadonlyArray<Ground> = isEngine
      ? [
          {
            condition: { kind: "exists", ...liveMountKey(entry) },
            lost: plainError(404, errorTextFor.noHandler(request.path))
          }
        ]
      : []
    const isBatch = holder?.found.entry.type === "batch"
    return {
      grounds: isEngine ? [...grounds, ...ofMount] : grounds,
      endsAtMs: isBatch ? holder.found.entry.expiresAtMs : undefined,
      renew: Effect.suspend(() =>
        holder === undefined
          ? Effect.succeed(ofMount)
          : Effect.map(tokens.find(holder.token), (found) =>
              // One that was given the same name since is another token.
              found?.entry.accessor === holder.found.entry.accessor ? [...ofToken(found), ...ofMount] : undefined
            )
      ),
      // What gives out a token by what is stored: a login, a renewal of one, a role.
      reads: (isEngine && holder === undefined) || group === "token" ? new Map() : undefined
    }
  }
