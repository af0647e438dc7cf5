import type { Verb } from "@enwrap/protocol"
import type { CallOptions } from "./call.ts"
import type { AnyRoute } from "./operation-route.ts"
import type { Envelope, Flat, IsOptional } from "./operation-types.ts"
import type { StandardSchema } from "./standard-schema.ts"

declare const types: unique symbol

/** The parameters in the path of a route, such as `mount` and `key` of `update {mount}/encrypt/{key}`. */
type PathParametersOf<Route extends string> = Route extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [_ in Name extends `${infer Plain}*` ? Plain : Name]: string } & PathParametersOf<Rest>
  : unknown

/** An operation that is not in the spec, with its types. See {@link defineOperation}. */
export interface DefinedOperation<Parameters, Result = Envelope | undefined> extends AnyRoute {
  readonly [types]?: { readonly parameters: Parameters; readonly result: Result }
  /** The operation with the type of its body. */
  withBody<Body extends object>(): DefinedOperation<Flat<Parameters & { readonly body: Body }>, Result>
  /** The operation with the type of its `data`, which a schema checks at run time if there is one. */
  withData<Data>(schema?: StandardSchema<Data>): DefinedOperation<Parameters, Envelope<Data>>
}

/** The arguments of a call of a defined operation. */
export type DefinedArguments<Parameters> =
  IsOptional<Parameters> extends true
    ? [parameters?: Parameters, options?: CallOptions]
    : [parameters: Parameters, options?: CallOptions]

/**
 * Defines an operation that is not in the spec, for `client.call`: of an engine of another server, or of your own plugin.
 * The names in braces are its parameters. The last one may end in `*`, and then contains slashes.
 *
 * @param route the verb (`read`, `update`, `list`, `scan`, `patch` or `delete`) and the path
 *
 * @example
 * ```ts
 * import { createClient, defineOperation } from "@enwrap/client"
 *
 * const transitEncrypt = defineOperation("update {mount}/encrypt/{key}")
 *   .withBody<{ plaintext: string }>()
 *   .withData<{ ciphertext: string; key_version: number }>()
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", token: "s.the-token", fetch })
 * const call = client.call(transitEncrypt, { mount: "transit", key: "app", body: { plaintext: btoa("Hi") } })
 * console.log((await call).data.ciphertext)
 * ```
 */
export const defineOperation = <const Route extends `${Verb} ${string}`>(
  route: Route
): DefinedOperation<Flat<PathParametersOf<Route>>> => define(route, undefined)

const define = (route: AnyRoute["route"], schema: StandardSchema | undefined): DefinedOperation<never, never> => ({
  id: route,
  route,
  schema,
  withBody: () => define(route, schema),
  withData: (given) => define(route, given)
})
