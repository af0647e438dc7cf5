import type { WireRequest, WireResponse } from "@enwrap/server"
import type { Sender } from "./mock-server.ts"
import { redactPath } from "./redact-path.ts"
import { decodePath } from "./request-parts.ts"
import type { Effects } from "./token-ledger.ts"
import type { FaultKind } from "./respond-with-faults.ts"

/** What happened to a mock, as lines for a person: without tokens, queries and payloads. */
export interface EventLog {
  readonly lines: () => ReadonlyArray<string>
  readonly request: (sender: Sender, request: WireRequest, response: WireResponse, effects: Effects) => void
  readonly faults: (method: string, path: string, kinds: ReadonlyArray<FaultKind>) => void
}

/** Creates an empty log. `now` is the time in milliseconds since 1970; the lines show the time since the log began. */
export const makeEventLog = (now: () => number): EventLog => {
  const start = now()
  const lines: Array<string> = []
  const add = (who: string, text: string): void => {
    const seconds = ((now() - start) / 1000).toFixed(3)
    lines.push(`${`+${seconds}s`.padEnd(12)}${who.padEnd(10)}${text}`)
  }

  return {
    lines: () => [...lines],
    request: (sender, { method, target }, { status }, { created, used }) => {
      const path = redactPath(decodePath(target.split("?", 1)[0]!.slice("/v1/".length)))
      const effects = [
        ...(used === undefined ? [] : [` with wrapping token ${used.number}`]),
        ...(created === undefined ? [] : [`: ${describe(created)}`])
      ]
      add(sender, `${method} ${path} ${status}${effects.join("")}`)
    },
    faults: (method, path, kinds) => {
      if (kinds.length > 0) add("fault", `${kinds.join(", ")} on ${method} ${redactPath(path)}`)
    }
  }
}

const describe = ({ info, number }: NonNullable<Effects["created"]>): string =>
  `wrapping token ${number}, ${info.ttl}s, from ${redactPath(info.creation_path)}`
