import type { OperationId, ResponseData } from "@enwrap/protocol"
import type { Envelope, OperationParameters } from "./operation-types.ts"
import type { StandardSchema } from "./standard-schema.ts"

/** What somebody stored, if its type is not known. */
export type StoredData = Readonly<Record<string, unknown>>

/** The parameters of an operation that returns stored data, and a schema that checks the data at run time. */
export type TypedParameters<Id extends OperationId, Data> = OperationParameters<Id> & {
  /** Checks the stored data at run time, and determines its type. */
  readonly schema?: StandardSchema<Data> | undefined
}

/** A version of an entry of kv version 2: `data.data` is what was stored, `data.metadata` is about the version. */
export type KvV2Secret<Data> = Envelope<{
  data: Data
  metadata: ResponseData<"kvV2Read">["metadata"]
}>
