import type { Answer, Ask } from "./ask.ts"
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
  readonly write: (data: object, options?: object) => Promise<Answer>
  readonly read: (query?: string) => Promise<Answer>
  /** Asks below another name than `data`. */
  readonly ask: (method: string, below: string, more?: Partial<Ask>, query?: string) => Promise<Answer>
}

/** In a mount of the user's, unless another is named. Skips the case if there is none. */
export async function secretOf(context: Context, at?: string): Promise<Secret> {
  const [mount, name] = [at ?? (await context.kvMount(2)), context.unique("secret")]
  context.afterwards({ method: "DELETE", path: `${mount}/metadata/${name}` })
  const ask: Secret["ask"] = (method, below, more = {}, query = "") =>
    context.sendPrivileged({ method, path: `${mount}/${below}/${name}${query}`, ...more })
  return {
    context,
    mount,
    path: `${mount}/data/${name}`,
    ask,
    write: (data, options) => ask("POST", "data", { body: options === undefined ? { data } : { data, options } }),
    read: (query) => ask("GET", "data", {}, query)
  }
}

/** That version of the secret, with this data. */
export function expectVersion(answer: Answer, version: number, data: unknown): void {
  expectStatus(answer, 200)
  expectAt(answer, "data.metadata.version", version)
  expectAt(answer, "data.data", data)
}

/** That version of the secret, deleted or destroyed. */
export function expectGone(answer: Answer, version: number, destroyed: boolean): void {
  expectStatus(answer, 404)
  expectAt(answer, "data.data", null)
  expectAt(answer, "data.metadata.version", version)
  expectAt(answer, "data.metadata.destroyed", destroyed)
}
