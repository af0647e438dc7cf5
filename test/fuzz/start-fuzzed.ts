import { engines } from "@enwrap/engines"
import { type EnwrapServer, type NewServer, layerMemory, makeServer } from "@enwrap/server"
import { layerNodeCrypto, listen } from "@enwrap/server-node"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import type { SeenAnswer } from "../spec/response-check.ts"
import { auditOfWalkedServer, type WalkedServer, walkedServerAt } from "../spec/walked-server.ts"
import { makeState } from "./fuzzed-state.ts"
import { KeptServer, statusOfRoot, type Target } from "./kept-server.ts"
import { remoteTarget } from "./remote-target.ts"

/** A server that can be fuzzed at an address of this machine. */
export interface FuzzedServer {
  readonly address: string
  readonly kept: KeptServer
  readonly close: () => Promise<void>
}

/** A server elsewhere that is fuzzed, with a token that may do everything. */
export interface Remote {
  readonly url: string
  readonly token: string
}

const ROOT_TOKEN = "root-of-the-fuzzed-server"

const makeFresh = (): Promise<NewServer> =>
  Effect.runPromise(
    makeServer({ engines, rootToken: ROOT_TOKEN, audit: auditOfWalkedServer() }).pipe(
      Effect.provide([layerMemory, layerNodeCrypto])
    )
  )

/** Sends a request to a server in this process, without a connection. */
const askDirectly = async (
  server: EnwrapServer,
  { body = "", headers = {}, method, path }: Parameters<WalkedServer["ask"]>[0]
): Promise<SeenAnswer> => {
  const request = {
    method,
    target: path,
    header: (name: string) => headers[name],
    body: new TextEncoder().encode(body),
    remoteAddress: "127.0.0.1"
  }
  const response = await Effect.runPromise(server.handle(request))
  const text = typeof response.body === "string" ? response.body : new TextDecoder().decode(response.body)
  return { status: response.status, contentType: response.headers["content-type"] ?? "", text }
}

/** A server in this process. If its root token is revoked, a new server takes its place. */
const localTarget = async (): Promise<Target> => {
  let server = await makeFresh()
  const ask: WalkedServer["ask"] = (request) => askDirectly(server, request)
  const nowhere = { address: "", rootToken: ROOT_TOKEN, close: () => Promise.resolve() }
  const walked = await walkedServerAt(nowhere, ask)
  return {
    handle: (request) => Effect.runPromise(server.handle(request)),
    walked,
    revive: async () => {
      const status = await statusOfRoot(walked)
      if (status === 503) await ask({ method: "POST", path: "/v1/sys/unseal", body: unsealBody(server) })
      else if (status !== 200) {
        server = await makeFresh()
        await makeState(walked)
      }
    }
  }
}

const unsealBody = ({ unsealKey }: NewServer): string => JSON.stringify({ key: unsealKey })

/** Starts a server for the fuzzer: over a new server in this process, or over one that runs elsewhere. */
export const startFuzzed = async (remote?: Remote): Promise<FuzzedServer> => {
  const scope = Effect.runSync(Scope.make())
  const target = remote === undefined ? await localTarget() : await remoteTarget(remote)
  await makeState(target.walked)
  const kept = new KeptServer(target)
  const maxRequestSize = 32 * 1024 * 1024
  const server: EnwrapServer = {
    handle: (request) => kept.handle(request),
    admit: () => Effect.succeed({ maxBytes: maxRequestSize, beyond: { status: 413, headers: {}, body: "" } }),
    maintain: Effect.void,
    reopenAudit: Effect.void,
    reloadAudit: Effect.void,
    freeRequestSize: maxRequestSize,
    maxRequestSize
  }
  const { address } = await Effect.runPromise(Effect.provideService(listen({ server, port: 0 }), Scope.Scope, scope))
  const close = async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    await target.walked.close()
  }
  return { address, kept, close }
}
