/** Every operation of the spec in groups: `kvV2.read` for `kvV2Read`. */
export { groupOperations } from "./grouped-operations.ts"
export type * from "./gen/groups.ts"
export type { KvV2Secret, StoredData, TypedParameters } from "./grouped-types.ts"
