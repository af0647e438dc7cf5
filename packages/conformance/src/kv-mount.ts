import type { ApiResponse, ApiRequest } from "./api-request.ts"
import { memberOf } from "./exact-json.ts"
import { Skip } from "./verdict.ts"

/** The part of a context that is needed to create a mount. */
interface KvMountOptions {
  readonly send: (request: ApiRequest) => Promise<ApiResponse>
  readonly unique: (name: string) => string
  readonly wait: (milliseconds: number) => Promise<void>
  readonly defer: (request: ApiRequest) => void
}

/**
 * Returns a key-value mount of a version: the given one, `secret/`, or a new one.
 * Skips the case if there is none, and the token is not permitted to create one.
 */
export async function findKvMount(
  version: 1 | 2,
  { path: given, ...options }: KvMountOptions & { readonly path: string | undefined }
): Promise<string> {
  for (const path of given === undefined ? ["secret"] : [given.replace(/^\/+|(?<!\/)\/+$/g, "")]) {
    const response = await options.send({ method: "GET", path: `sys/internal/ui/mounts/${path}` })
    if (response.status === 200 && versionOf(response) === version) return path
  }
  return createKvMount(version, options)
}

/** Creates a key-value mount of a version, and returns its path. Skips the case if the token is not permitted to. */
export async function createKvMount(version: 1 | 2, { send, unique, wait, defer }: KvMountOptions): Promise<string> {
  const path = unique(`kv${version}`)
  // Deferred before the mount exists, so that it is removed even if the case is interrupted.
  defer({ method: "DELETE", path: `sys/mounts/${path}` })
  const made = await send({
    method: "POST",
    path: `sys/mounts/${path}`,
    body: { type: "kv", options: { version: String(version) } }
  })
  if (made.status >= 300) {
    throw made.status === 403
      ? new Skip(
          `no key-value mount of version ${version} was found, and the given token is not permitted to POST sys/mounts/*: name a mount with --kv-mount`
        )
      : new Skip(`needs the engine kv of version ${version}, which cannot be mounted (${made.status})`, "kv")
  }
  // OpenBao and Vault upgrade a new mount of version 2 in the background, and refuse writes for a moment.
  const probe = version === 1 ? `${path}/probe` : `${path}/data/probe`
  for (let attempt = 0; attempt < 50; attempt++) {
    const response = await send({
      method: "POST",
      path: probe,
      body: version === 1 ? { probe: true } : { data: { probe: true } }
    })
    if (response.status === 200 || response.status === 204) break
    await wait(100)
  }
  return path
}

/** A mount without options has version 1. */
function versionOf(response: ApiResponse): 1 | 2 | undefined {
  const data = memberOf(response.json, "data")
  if (memberOf(data, "type") !== "kv") return undefined
  return memberOf(memberOf(data, "options"), "version") === "2" ? 2 : 1
}
