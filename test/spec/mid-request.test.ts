import { describe, expect, it } from "vitest"
import { type GatedStore, makeGatedStore } from "./gated-store.ts"
import type { Learned } from "./examples.ts"
import type { SpecOperation } from "./spec-operations.ts"
import { eachOperation, prepare, send } from "./walk.ts"
import { startWalkedServer, type WalkedServer } from "./walked-server.ts"

interface GatedServer extends WalkedServer {
  readonly store: GatedStore
}

const startGatedServer = async (): Promise<GatedServer> => {
  const store = makeGatedStore()
  return { ...(await startWalkedServer(store.layer)), store }
}

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "LIST", "SCAN"])

/** A request's answer, and what it changed after its caller's token had been revoked. */
interface Tried {
  readonly operation: string
  /** At which call of the store the request waited for the revocation. */
  readonly call: string
  readonly nth: number
  readonly status: number
  readonly text: string
  readonly left: ReadonlyArray<string>
}

const post = ({ ask, rootToken }: WalkedServer, path: string, body: object) =>
  ask({
    method: "POST",
    path: `/v1/${path}`,
    headers: { "x-vault-token": rootToken, "content-type": "application/json" },
    body: JSON.stringify(body)
  })

/** Makes anew what an operation takes away, where another operation has done so before. */
const restore = async (server: WalkedServer, { id, variables }: SpecOperation): Promise<void> => {
  if (id === "sysDisableMount") await post(server, `sys/mounts/${variables["path"]}`, { type: "kv" })
  if (/^appRoleDelete(?!Role)/.test(id)) await post(server, `auth/approle/role/${variables["role_name"]}`, {})
}

/** They change nothing that is stored: they look something up, compute it, pass it on, or find nothing to do. */
const CHANGE_NOTHING: ReadonlyArray<string> = [
  "appRoleLookupSecretId",
  "appRoleLookupSecretIdAccessor",
  "httpDelete",
  "httpPatch",
  "httpWrite",
  "leaseLookup",
  "pkiCancelTidy",
  "sysAuditHash",
  "sysCapabilities",
  "sysCapabilitiesAccessor",
  "sysCapabilitiesSelf",
  "sysDisableAudit",
  "sysEnableAudit",
  "sysStepDown",
  "sysToolsHash",
  "sysToolsHashBy",
  "sysToolsRandom",
  "sysToolsRandomFrom",
  "sysToolsRandomOf",
  "tokenLookup",
  "tokenLookupAccessor",
  "tokenLookupSelfUpdate",
  "tokenTidy"
]

/** No lease of the walk can be renewed; `leases.test.ts` of the server has those that can. */
const NOT_HERE: ReadonlyArray<string> = ["leaseRenew", "leaseRenewById"]

/**
 * Sends an operation's good request with a token of its own, stops it at one of its calls of the store, revokes the token, and
 * lets the request go on. Gives nothing back where the request does not get as far as this call.
 */
const revokeMidway = async (
  { ask, rootToken, store, ...server }: GatedServer,
  operation: SpecOperation,
  learned: Learned,
  nth: number,
  only?: "commit",
  wrapTtl?: string
): Promise<Tried | undefined> => {
  const whole = { ...server, ask, rootToken, store }
  await restore(whole, operation)
  const good = await prepare(whole, operation, learned)
  const made = await post(whole, "auth/token/create", { policies: ["root"], ttl: "1h" })
  if (made.status !== 200) throw new Error(`${operation.id}: ${made.text}`)
  const token =
    good.headers["x-vault-token"] === rootToken
      ? (JSON.parse(made.text).auth.client_token as string)
      : good.headers["x-vault-token"]!
  const stopped = store.stopAt(nth, only)
  const answer = ask({
    method: good.method,
    path: good.path,
    headers: { ...good.headers, "x-vault-token": token, ...(wrapTtl !== undefined && { "x-vault-wrap-ttl": wrapTtl }) },
    body: good.body && JSON.stringify(good.body)
  })
  const reached = await Promise.race([stopped, answer.then(() => undefined)])
  store.disarm()
  if (reached === undefined) return undefined
  expect((await post(whole, "auth/token/revoke", { token })).status).toBe(204)
  const before = await store.snapshot()
  reached.letGo()
  const { status, text } = await answer
  const after = await store.snapshot()
  const left = [
    ...[...after].flatMap(([key, value]) => (before.get(key) === value ? [] : [key])),
    ...[...before.keys()].filter((key) => !after.has(key))
  ]
  return { operation: operation.id, call: reached.call, nth, status, text, left }
}

const isRefusal = ({ left, operation, status, text }: Tried): boolean =>
  // Somebody else was faster in revoking the caller's token.
  (operation === "tokenRevokeSelf" && status === 204 && left.length === 0) ||
  (status === 403 && text === '{"errors":["permission denied"]}\n' && left.length === 0)

describe("a token that is revoked while a request of it is under way", () => {
  it("RW-CO-1: no writing operation of the spec, stopped at any call of the store, leaves anything", async () => {
    const wrong: Array<Tried> = []
    let changing = 0
    const idle: Array<string> = []
    await eachOperation(async (server, operation, learned) => {
      if (!operation.unauthenticated && !operation.bare && !READS.has(operation.method)) {
        const tries: Array<Tried> = []
        for (let nth = 1; tries.at(-1)?.call !== "commit"; nth++) {
          const tried = await revokeMidway(server, operation, learned, nth)
          if (tried === undefined) break
          tries.push(tried)
        }
        if (tries.at(-1)?.call !== "commit") idle.push(operation.id)
        else {
          changing++
          wrong.push(...tries.filter((tried) => !isRefusal(tried)))
        }
      }
      await send(server, operation, learned)
    }, startGatedServer)
    expect(wrong).toEqual([])
    expect([...new Set(idle)].sort()).toEqual([...CHANGE_NOTHING, ...NOT_HERE].sort())
    expect(changing).toBeGreaterThan(100)
  }, 600_000)

  it("RW-CO-1: what it was answered is not wrapped, whatever the operation", async () => {
    const wrong: Array<Tried> = []
    let wrapped = 0
    await eachOperation(async (server, operation, learned) => {
      if (!operation.unauthenticated && !operation.bare && READS.has(operation.method)) {
        const tried = await revokeMidway(server, operation, learned, 1, "commit", "60")
        if (tried !== undefined) {
          wrapped++
          if (!isRefusal(tried)) wrong.push(tried)
        }
      }
      await send(server, operation, learned)
    }, startGatedServer)
    expect(wrong).toEqual([])
    expect(wrapped).toBeGreaterThan(40)
  }, 600_000)
})
