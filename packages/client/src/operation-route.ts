import type { OperationId, Verb } from "@enwrap/protocol"
import type { StandardSchema } from "./standard-schema.ts"

/** What a client needs to know about an operation to call it. */
export interface AnyRoute {
  /** Names the operation in errors. */
  readonly id: string
  /** The verb, and the path with the names of its parameters: `read {mount}/data/{path*}`. */
  readonly route: `${Verb} ${string}`
  /** The response has no envelope: it is a certificate, a CRL, or what an upstream server sent. */
  readonly raw?: true
  /** Checks the `data` of the response. */
  readonly schema?: StandardSchema | undefined
}

/** An operation of the spec. `@enwrap/client/operations` exports one for each. */
export interface OperationRoute<Id extends OperationId = OperationId> extends AnyRoute {
  readonly id: Id
}

/** Operations by their ids, as a client takes them: `{ kvV2Read, kvV2Write }`. */
export type OperationRoutes<Ids extends OperationId> = { readonly [Id in Ids]: OperationRoute<Id> }
