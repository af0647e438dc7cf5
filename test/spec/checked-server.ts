import type { EnwrapServer, ServerOptions } from "@enwrap/server"
import * as Effect from "effect/Effect"
import { ContractCheck, groupOf } from "./contract-check.ts"
import type { MountGroups } from "./find-operation.ts"

/** The default of a server. */
const defaultMounts: NonNullable<ServerOptions["mounts"]> = [{ path: "secret/", type: "kv", options: { version: "2" } }]

const groupsOf = (mounts: NonNullable<ServerOptions["mounts"]>): MountGroups =>
  new Map(mounts.map(({ path, ...mount }) => [path.replace(/\/$/, ""), groupOf(mount)]))

const decoder = new TextDecoder()

const textOf = (body: string | Uint8Array): string => (typeof body === "string" ? body : decoder.decode(body))

/** A server of which every response is compared with the spec. `check.findings` says how they differ. */
export const checkedServer = <Server extends Pick<EnwrapServer, "handle">>(
  server: Server,
  mounts: ServerOptions["mounts"] = defaultMounts
): { readonly server: Server; readonly check: ContractCheck } => {
  const check = new ContractCheck(groupsOf(mounts))
  const handle: EnwrapServer["handle"] = (request) =>
    Effect.tap(server.handle(request), ({ body, headers, status }) =>
      Effect.sync(() => {
        if (!request.target.startsWith("/v1/")) return
        check.see({
          method: request.method,
          path: request.target.slice("/v1/".length),
          body: textOf(request.body),
          status,
          contentType: headers["content-type"] ?? "",
          text: textOf(body)
        })
      })
    )
  return { server: { ...server, handle }, check }
}

/** A server that dies at the first response that is not a response of the spec. */
export const strictServer = <Server extends EnwrapServer>(made: Server, mounts: ServerOptions["mounts"]): Server => {
  const { check, server } = checkedServer(made, mounts)
  return {
    ...server,
    handle: (request) => Effect.tap(server.handle(request), () => Effect.sync(() => check.verify()))
  }
}
