import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import {
  type GatedStore,
  differences,
  makeGatedStore,
  type StoppedCall
} from "../../packages/server/test/gated-store.ts"
import type { SeenAnswer } from "./response-check.ts"
import { inOrder, type Learned } from "./examples.ts"
import { type SpecOperation, specOperations } from "./spec-operations.ts"
import { eachOperation, prepare, send } from "./walk.ts"
import { mounts, startWalkedServer, type WalkedServer, type WalkedState } from "./walked-server.ts"

interface GatedServer extends WalkedServer {
  readonly store: GatedStore
}

const startGatedServer = async (state?: WalkedState): Promise<GatedServer> => {
  const store = makeGatedStore()
  return { ...(await startWalkedServer(store.layer, state)), store }
}

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "LIST", "SCAN"])

/** The response to a request, and what the request changed after its caller's token was revoked. */
interface Tried {
  readonly operation: string
  /** The call of the store at which the request was stopped. */
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

/** Creates again what an operation removes, if another operation has removed it before. */
const restore = async (server: WalkedServer, { id, variables }: SpecOperation): Promise<void> => {
  if (id === "sysMountDisable") await post(server, `sys/mounts/${variables["path"]}`, { type: "kv" })
  if (/^appRole(?!Role).*Delete$/.test(id)) await post(server, `auth/approle/role/${variables["role"]}`, {})
}

/** Operations that store nothing: they look something up, compute it, forward it, or have nothing to do. */
const CHANGE_NOTHING: ReadonlyArray<string> = [
  "appRoleSecretIdLookup",
  "appRoleSecretIdAccessorLookup",
  "httpDelete",
  "httpPatch",
  "httpWrite",
  "leaseLookup",
  "pkiTidyCancel",
  "sysAuditHash",
  "sysCapabilitiesRead",
  "sysCapabilitiesAccessorRead",
  "sysCapabilitiesSelfRead",
  "sysRecoveryRekeyBackupDelete",
  "sysRekeyBackupDelete",
  "sysRootRotationBackupDelete",
  "sysRecoveryRotationBackupDelete",
  "sysRootTokenGenerationStart",
  "sysRootTokenGenerationCancel",
  "sysRootRotationStart",
  "sysRootRotationCancel",
  "sysRootRotationVerificationRestart",
  "sysRecoveryRotationStart",
  "sysRecoveryRotationCancel",
  "sysRecoveryRotationVerificationRestart",
  "sysStepDown",
  "sysHashGenerate",
  "sysHashGenerateBy",
  "sysRandomGenerate",
  "sysRandomGenerateFrom",
  "sysRandomGenerateOf",
  "tokenLookup",
  "tokenLookupAccessor",
  "tokenLookupSelfPost",
  "tokenTidy"
]

/** No lease of this walk can be renewed. The server's `leases.test.ts` has renewable ones. */
const NOT_HERE: ReadonlyArray<string> = ["leaseRenew", "leaseRenewById"]

/** Lets a stopped request continue, and finds what it changes. */
const resume = async (
  { store }: GatedServer,
  { id }: SpecOperation,
  { call, letGo }: StoppedCall,
  nth: number,
  answer: Promise<SeenAnswer>
): Promise<Tried> => {
  const before = await Effect.runPromise(store.snapshot)
  letGo()
  const { status, text } = await answer
  const after = await Effect.runPromise(store.snapshot)
  return { operation: id, call, nth, status, text, left: differences(before, after) }
}

/**
 * Sends a request of an operation with a new token, stops it at one of its calls of the store, revokes the token, and lets the
 * request continue. Returns `undefined` if the request does not reach this call.
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
  return resume(whole, operation, reached, nth, answer)
}

const isRefusal = ({ left, operation, status, text }: Tried): boolean =>
  // The caller's token had been revoked before.
  (operation === "tokenRevokeSelf" && status === 204 && left.length === 0) ||
  (status === 403 && text === '{"errors":["permission denied"]}\n' && left.length === 0)

describe("a token that is revoked during its request", () => {
  it("RW-CO-1: no writing operation of the spec stores anything, wherever it is stopped", async () => {
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

  it("RW-CO-1: no reading operation of the spec gets a wrapped response", async () => {
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

/** The path at which an operation's mount is managed, and the body that mounts it. */
const mountOf = ({ mountParameter, template, variables }: SpecOperation): readonly [path: string, body: object] => {
  const path = `sys/${template.startsWith("/auth/") ? "auth" : "mounts"}/${variables[mountParameter ?? ""]}`
  return [path, mounts[path] ?? { type: "kv", options: { version: "2" } }]
}

/** Like {@link revokeMidway}, but meanwhile the mount is disabled, and another one is enabled at its path. */
const remountMidway = async (
  server: GatedServer,
  operation: SpecOperation,
  learned: Learned
): Promise<Tried | undefined> => {
  const { ask, rootToken, store } = server
  await restore(server, operation)
  const good = await prepare(server, operation, learned)
  const stopped = store.stopAt(1, "commit")
  const answer = ask({ ...good, body: good.body && JSON.stringify(good.body) })
  const reached = await Promise.race([stopped, answer.then(() => undefined)])
  store.disarm()
  if (reached === undefined) return undefined
  const [path, body] = mountOf(operation)
  const disabled = await ask({ method: "DELETE", path: `/v1/${path}`, headers: { "x-vault-token": rootToken } })
  const enabled = await post(server, path, body)
  expect([disabled.status, enabled.status]).toEqual([204, 204])
  return resume(server, operation, reached, 1, answer)
}

describe("a mount that is replaced during a request", () => {
  const ofEngines = inOrder(specOperations.filter(({ mountParameter }) => mountParameter !== undefined))
  const groups = [...new Set(ofEngines.filter(({ method }) => !READS.has(method)).map(({ group }) => group))]
  it.each(groups)(
    "RW-CO-2: no operation of %s stores anything, neither in the old mount nor in the new one",
    async (group) => {
      const wrong: Array<Tried> = []
      let changing = 0
      const operations = ofEngines.filter((operation) => operation.group === group)
      for (const [i, operation] of operations.entries()) {
        if (READS.has(operation.method)) continue
        const server = await startGatedServer()
        try {
          const learned: Learned = new Map()
          // Earlier operations create what it may need.
          for (const before of operations.slice(0, i)) if (before.method === "POST") await send(server, before, learned)
          const tried = await remountMidway(server, operation, learned)
          if (tried !== undefined) changing++
          if (tried !== undefined && !(tried.status === 404 && tried.left.length === 0)) wrong.push(tried)
        } finally {
          await server.close()
        }
      }
      expect(wrong).toEqual([])
      expect(changing).toBeGreaterThan(0)
    },
    120_000
  )
})
