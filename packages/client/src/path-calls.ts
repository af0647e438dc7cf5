import type { Verb } from "@enwrap/protocol"
import type { Call, CallOptions } from "./call.ts"
import type { AnyRoute } from "./operation-route.ts"
import type { Envelope, Payload } from "./operation-types.ts"
import type { AnyParameters } from "./request.ts"
import type { StandardSchema } from "./standard-schema.ts"

/** The options of a call by path. */
export interface PathCallOptions<Data = unknown> extends CallOptions {
  /** The query of the request. It must not contain a token. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>> | undefined
  /** Checks the `data` of the response at run time, and determines its type. */
  readonly schema?: StandardSchema<Data> | undefined
}

/** The `data` of a list. */
export interface ListedKeys {
  readonly keys: Array<string>
  readonly key_info?: Readonly<Record<string, unknown>>
}

/**
 * Calls by path, for operations that are not in the spec: engines and login methods of other servers, and plugins. The path
 * has no leading slash and no `v1`: `database/creds/app`.
 */
export interface PathCalls {
  /**
   * Reads a path (GET).
   *
   * Without a `schema`, `Data` is what you claim about the response. It is not checked.
   *
   * @throws NotFoundError if there is nothing at the path
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const databaseUser = async (client: Client<never>): Promise<string> => {
   *   const { data, lease_id } = await client.read<{ username: string }>("database/creds/app")
   *   console.log("the lease is", lease_id)
   *   return data.username
   * }
   * ```
   */
  read<Data = Payload>(path: string, options?: PathCallOptions<Data>): Call<Envelope<Data>>
  /**
   * Writes to a path (POST). Without a type or a `schema`, the result is `undefined` if the server responds with 204.
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const encrypt = async (client: Client<never>, plaintext: string): Promise<string> => {
   *   const { data } = await client.write<{ ciphertext: string }>("transit/encrypt/app", { plaintext })
   *   return data.ciphertext
   * }
   * ```
   */
  write(path: string, body?: object, options?: PathCallOptions<never>): Call<Envelope | undefined, Envelope>
  write<Data>(path: string, body?: object, options?: PathCallOptions<Data>): Call<Envelope<Data>>
  /**
   * Lists the keys below a path.
   *
   * @throws NotFoundError if there are none
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const roles = async (client: Client<never>): Promise<ReadonlyArray<string>> =>
   *   (await client.list("database/roles")).data.keys
   * ```
   */
  list<Data = ListedKeys>(path: string, options?: PathCallOptions<Data>): Call<Envelope<Data>>
  /**
   * Deletes what is at a path (DELETE). The result is `undefined` if the server responds with 204.
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const dropRole = async (client: Client<never>, role: string): Promise<void> => {
   *   await client.delete(`database/roles/${role}`)
   * }
   * ```
   */
  delete(path: string, options?: PathCallOptions<never>): Call<Envelope | undefined, Envelope>
  delete<Data>(path: string, options?: PathCallOptions<Data>): Call<Envelope<Data>>
  /**
   * Changes some fields of what is at a path (PATCH with a JSON merge patch).
   *
   * @example
   * ```ts
   * import type { Client } from "@enwrap/client"
   *
   * export const rename = async (client: Client<never>, owner: string): Promise<void> => {
   *   await client.patch("secret/metadata/db", { custom_metadata: { owner } })
   * }
   * ```
   */
  patch(path: string, body: object, options?: PathCallOptions<never>): Call<Envelope | undefined, Envelope>
  patch<Data>(path: string, body: object, options?: PathCallOptions<Data>): Call<Envelope<Data>>
}

/** Makes the calls of a function that calls a route. */
export const makePathCalls = (
  call: (route: AnyRoute, parameters: AnyParameters, options?: CallOptions) => Call<unknown>
): PathCalls => {
  const send = (verb: Verb, path: string, body: unknown, { query, schema, ...options }: PathCallOptions = {}) =>
    call({ id: `${verb} ${path}`, route: `${verb} {path*}`, schema }, { path, query, body }, options)
  const calls: Record<keyof PathCalls, (path: string, ...rest: Array<never>) => Call<unknown>> = {
    read: (path, options?: PathCallOptions) => send("read", path, undefined, options),
    write: (path, body?: object, options?: PathCallOptions) => send("update", path, body, options),
    list: (path, options?: PathCallOptions) => send("list", path, undefined, options),
    delete: (path, options?: PathCallOptions) => send("delete", path, undefined, options),
    patch: (path, body: object, options?: PathCallOptions) => send("patch", path, body, options)
  }
  return calls as unknown as PathCalls
}
