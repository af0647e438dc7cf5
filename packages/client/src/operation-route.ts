import type { OperationId, Verb } from "@enwrap/protocol"

/** What a client needs to know of an operation to call it. `@enwrap/client/operations` has that of each operation. */
export interface OperationRoute<Id extends OperationId = OperationId> {
  readonly id: Id
  /** Its verb, and its path with the variables that its parameters fill: `read {mount}/data/{path*}`. */
  readonly route: `${Verb} ${string}`
  /** The answer is no envelope, but the thing itself: a certificate, a CRL, what an upstream sent. */
  readonly raw?: true
}

/** Operations by their ids, to be given to a client: `{ kvV2Read, kvV2Write }`. */
export type OperationRoutes<Ids extends OperationId> = { readonly [Id in Ids]: OperationRoute<Id> }
