import type { OperationGroup, OperationId } from "@enwrap/protocol"
import type { EngineEffect, EngineResponse, MountedEngine, OperationRequest } from "../../ports/engine/port.ts"
import type { MountConfig, MountEntry } from "./mount-entry.ts"

/** An engine's handlers as the dispatch sees them: it gives each handler the operation that the handler is for. */
export type EngineHandlers = Readonly<
  Record<string, (request: OperationRequest<OperationId>) => EngineEffect<EngineResponse | undefined>>
>

/** A mount with its running engine. */
export interface EngineMount extends Omit<MountedEngine<OperationGroup>, "handlers"> {
  readonly kind: "engine"
  readonly entry: MountEntry
  readonly group: OperationGroup
  /** The handlers of the group, by operation id. */
  readonly handlers: EngineHandlers
}

/** A mount that always exists and is served by the server itself. */
export interface BuiltInMount {
  readonly kind: "built-in"
  readonly entry: MountEntry
  readonly group: OperationGroup
}

export type RunningMount = EngineMount | BuiltInMount

/** A request to enable a mount. */
export interface MountRequest {
  /** Ends in `/`; a login method's begins with `auth/`. */
  readonly path: string
  readonly type: string
  readonly description?: string | undefined
  readonly options?: Readonly<Record<string, string>> | undefined
  readonly config?: Partial<MountConfig> | undefined
  readonly local?: boolean | undefined
  readonly sealWrap?: boolean | undefined
}

/** What can be changed of a mount. */
export type MountChange = Partial<Pick<MountEntry, "description" | "options" | "config">>
