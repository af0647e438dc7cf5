import type { OperationId, Verb } from "@enwrap/protocol"

/** What a client needs to know about an operation to call it. `@enwrap/client/operations` exports one for each operation. */
export interface OperationRoute<Id extends OperationId = OperationId> {
  readonly id: Id
  /** The verb, and the path with the names of its parameters: `read {mount}/data/{path*}`. */
  readonly route: `${Verb} ${string}`
  /** The response has no envelope: it is a certificate, a CRL, or what an upstream server sent. */
  readonly raw?: true
}

/** Operations by their ids, as a client takes them: `{ kvV2Read, kvV2Write }`. */
export type OperationRoutes<Ids extends OperationId> = { readonly [Id in Ids]: OperationRoute<Id> }
