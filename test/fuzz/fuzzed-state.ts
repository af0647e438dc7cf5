import { inOrder, isEnd, type Learned } from "../spec/examples.ts"
import { type SpecOperation, specOperations } from "../spec/spec-operations.ts"
import { newLease, newToken, newWrapping, ownServer, send } from "../spec/walk.ts"
import { mounts, type WalkedServer } from "../spec/walked-server.ts"

/** A part of the server's state: the group of operations that make it. */
export type Group = SpecOperation["group"]

/** The operations that make what other operations need, in the order in which they can be sent. */
const makers = inOrder(specOperations).filter(
  (operation) => operation.method === "POST" && ownServer(operation) === undefined && !isEnd(operation)
)

/** Mounts all engines, and makes what the operations of a group (or of all groups) find there, with the examples of the spec. */
export const makeState = async (server: WalkedServer, group?: Group): Promise<void> => {
  const headers = { "x-vault-token": server.rootToken }
  for (const [path, body] of Object.entries(mounts))
    await server.ask({ method: "POST", path: `/v1/${path}`, headers, body: JSON.stringify(body) })
  const learned: Learned = new Map()
  for (const operation of makers)
    if (group === undefined || operation.group === group) await send(server, operation, learned)
  // The second version, which the examples read.
  await server.ask({ method: "POST", path: "/v1/secret/data/ci/deploy-key", headers, body: '{"data":{"zip":"zap"}}' })
}

/** The examples of the spec that stand for something that only a server can make, and what makes it. */
const placeholders: Readonly<Record<string, (server: WalkedServer) => Promise<string>>> = {
  "s.WrappingTokenExample1234": async (server) => String((await newWrapping(server)).body?.["token"]),
  "s.CallerTokenExample123456": async (server) => (await newToken(server)).token,
  "s.InnerTokenExample1234567": async (server) => (await newToken(server)).token,
  InnerAccessorExample1234: async (server) => (await newToken(server)).accessor,
  WrappingAccessorExample1: async (server) => (await newToken(server)).accessor,
  "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd": newLease
}

/** The text with a live token, accessor or lease id in place of each placeholder. */
export const withLiveValues = async (server: WalkedServer, text: string): Promise<string> => {
  let filled = text
  for (const [placeholder, make] of Object.entries(placeholders))
    for (const spelled of new Set([placeholder, encodeURIComponent(placeholder)]))
      if (filled.includes(spelled)) filled = filled.replaceAll(spelled, await make(server))
  return filled
}
