import type { ApiResponse, ApiRequest } from "./ask.ts"
import type { Context } from "./context.ts"
import { expectAt, expectStatus } from "./expect.ts"

/** The content type that a patch must have. */
export const MERGE_PATCH = { "content-type": "application/merge-patch+json" }

/** A secret of version 2 that is not there yet. */
export interface Secret {
  readonly context: Context
  readonly mount: string
  /** Of its data. */
  readonly path: string
  readonly write: (data: object, options?: object) => Promise<ApiResponse>
  readonly read: (query?: string) => Promise<ApiResponse>
  /** Asks below another name than `data`. */
  readonly request: (method: string, below: string, more?: Partial<ApiRequest>, query?: string) => Promise<ApiResponse>
}

/** In a mount of the user's, unless another is named. Skips the case if there is none. */
export async function newSecret(context: Context, at?: string): Promise<Secret> {
  const [mount, name] = [at ?? (await context.kvMount(2)), context.unique("secret")]
  context.defer({ method: "DELETE", path: `${mount}/metadata/${name}` })
  const request: Secret["request"] = (method, below, more = {}, query = "") =>
    context.sendPrivileged({ method, path: `${mount}/${below}/${name}${query}`, ...more })
  return {
    context,
    mount,
    path: `${mount}/data/${name}`,
    request,
    write: (data, options) => request("POST", "data", { body: options === undefined ? { data } : { data, options } }),
    read: (query) => request("GET", "data", {}, query)
  }
}

/** That version of the secret, with this data. */
export function expectVersion(response: ApiResponse, version: number, data: unknown): void {
  expectStatus(response, 200)
  expectAt(response, "data.metadata.version", version)
  expectAt(response, "data.data", data)
}

/** That version of the secret, deleted or destroyed. */
export function expectGone(response: ApiResponse, version: number, destroyed: boolean): void {
  expectStatus(response, 404)
  expectAt(response, "data.data", null)
  expectAt(response, "data.metadata.version", version)
  expectAt(response, "data.metadata.destroyed", destroyed)
}
