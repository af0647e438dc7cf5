import { filledIn, inOrder, learn, type Learned } from "./examples.ts"
import type { SeenAnswer } from "./response-check.ts"
import { specOperations, type Node, type SpecOperation } from "./spec-operations.ts"
import { startWalkedServer, type WalkedServer, type WalkedState } from "./walked-server.ts"

const ROTATION = "sys/rotate/root"

/** An operation, and the server's response. */
export interface Step {
  readonly operation: SpecOperation
  readonly answer: SeenAnswer
  /** The unwrapped response, if the response was wrapped. */
  readonly unwrapped: SeenAnswer | undefined
}

/** Values that a request needs and that no example of the spec can contain. */
interface Prepared {
  readonly token?: string
  readonly variables?: Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: Node
}

/** The fields of a response that are used here. */
interface Fields {
  readonly auth?: Readonly<Record<string, string>> | null
  readonly data?: Readonly<Record<string, string>> | null
  readonly wrap_info?: Readonly<Record<string, string>> | null
  readonly lease_id?: string
}

const json = (answer: SeenAnswer): Fields | undefined => {
  try {
    return JSON.parse(answer.text) as Fields
  } catch {
    return undefined
  }
}

/** Sets up something that other requests need. If it fails, those requests fail. */
const post = async (
  { ask, rootToken }: WalkedServer,
  path: string,
  body: Node,
  headers: Readonly<Record<string, string>> = {}
): Promise<{ [Name in "auth" | "data" | "wrap_info"]: Readonly<Record<string, string>> } & { lease_id: string }> => {
  const answer = await ask({
    method: "POST",
    path: `/v1/${path}`,
    headers: { "x-vault-token": rootToken, ...headers },
    body: JSON.stringify(body)
  })
  const { auth, data, wrap_info, lease_id = "" } = json(answer) ?? {}
  return { auth: auth ?? {}, data: data ?? {}, wrap_info: wrap_info ?? {}, lease_id }
}

export const newToken = async (
  server: WalkedServer
): Promise<{ readonly token: string; readonly accessor: string }> => {
  const { auth } = await post(server, "auth/token/create", { policies: ["root"], ttl: "1h" })
  return { token: auth["client_token"] ?? "", accessor: auth["accessor"] ?? "" }
}

export const newWrapping = async (server: WalkedServer): Promise<Prepared> => {
  const { wrap_info } = await post(server, "sys/wrapping/wrap", { zip: "zap" }, { "x-vault-wrap-ttl": "1h" })
  return { body: { token: wrap_info.token } }
}

/** A certificate with a lease, from a separate role. */
export const newLease = async (server: WalkedServer): Promise<string> => {
  const role = { allow_any_name: true, key_type: "ec", generate_lease: true, ttl: "1h" }
  await post(server, "pki/root/generate/internal", { common_name: "root.example", key_type: "ec" })
  await post(server, "pki/roles/leased", role)
  return (await post(server, "pki/issue/leased", { common_name: "leased.example" })).lease_id
}

/** A role that permits every name. */
const anyRole = async (server: WalkedServer): Promise<Prepared> => {
  await post(server, "pki/roles/any", { allow_any_name: true, key_type: "any" })
  return { variables: { role: "any" } }
}

/** A secret id of a separate role. */
const newSecretId = async (server: WalkedServer): Promise<Prepared> => {
  await post(server, "auth/approle/role/destroyer", { token_policies: ["default"] })
  const { data } = await post(server, "auth/approle/role/destroyer/secret-id", {})
  const { secret_id, secret_id_accessor } = data
  return {
    variables: { role: "destroyer" },
    query: `secret_id=${secret_id}&secret_id_accessor=${secret_id_accessor}`,
    body: { secret_id, secret_id_accessor }
  }
}

/** Sends a request of key shares, and returns the data of its response, which may have no envelope. */
const postShares = async (server: WalkedServer, path: string, body: Node): Promise<Node> => {
  const headers = { "x-vault-token": server.rootToken }
  const { text } = await server.ask({ method: "POST", path: `/v1/${path}`, headers, body: JSON.stringify(body) })
  const answer = JSON.parse(text) as { readonly data?: Node }
  return answer.data ?? (answer as Node)
}

/** Starts an attempt at a path, instead of an earlier one, and returns the share that completes it. */
const newAttempt = async (server: WalkedServer, path: string, body: Node = {}): Promise<Prepared> => {
  await server.ask({ method: "DELETE", path: `/v1/${path}`, headers: { "x-vault-token": server.rootToken } })
  const { nonce } = await postShares(server, path, body)
  return { body: { key: server.keys[0], nonce } }
}

const oneShare = { secret_shares: 1, secret_threshold: 1 }

/** The shares that may be valid, by server: after a verification, it is the new one. */
const newShares = new WeakMap<WalkedServer, Array<unknown>>()

/** Creates a key share that must be verified, and returns that share. */
const newVerification = async (server: WalkedServer, path: string): Promise<Prepared> => {
  const { body } = await newAttempt(server, `${path}/init`, { ...oneShare, require_verification: true })
  const candidates = newShares.get(server) ?? [...server.keys]
  for (const key of candidates) {
    const { keys, verification_nonce } = await postShares(server, `${path}/update`, { ...body, key })
    if (!Array.isArray(keys)) continue
    newShares.set(server, [...candidates, keys[0]])
    return { body: { key: keys[0], nonce: verification_nonce } }
  }
  throw new Error("no key share is valid")
}

/** Operations whose examples are placeholders for something that must exist: a token, a wrapped response, an upstream. */
const preparations: Readonly<Record<string, (server: WalkedServer, learned: Learned) => Promise<Prepared>>> = {
  wrappingUnwrap: newWrapping,
  wrappingLookup: async (server) => {
    const prepared = await newWrapping(server)
    return { ...prepared, query: `token=${String(prepared.body?.["token"])}` }
  },
  wrappingRewrap: newWrapping,
  tokenRenewSelf: newToken,
  tokenRevokeSelf: newToken,
  // The example would also limit the requests of other operations.
  sysRateLimitWrite: async () => ({ body: { path: "legacy/limited", rate: 100 } }),
  sysRemount: async () => ({ body: { from: "team/secret", to: "platform/team" } }),
  appRoleLogin: async (server) => {
    await post(server, "auth/approle/role/walker", { token_policies: ["default"] })
    await post(server, "auth/approle/role/walker/role-id", { role_id: "walker" })
    const { data } = await post(server, "auth/approle/role/walker/secret-id", {})
    return { body: { role_id: "walker", secret_id: data.secret_id } }
  },
  policyListDetailedBelow: async (server) => {
    await post(server, "sys/policies/acl/ci/deploy", { policy: 'path "a" { capabilities = ["read"] }' })
    return {}
  },
  appRoleSecretIdGenerateCustom: async () => ({ body: { secret_id: "a secret id of our own" } }),
  userpassLogin: async (server) => {
    await post(server, "auth/userpass/users/walker", { password: "correct horse" })
    return { variables: { username: "walker" }, body: { password: "correct horse" } }
  },
  httpConfigWrite: async ({ upstream }) => ({
    body: { base_url: upstream, allowed_methods: ["GET", "POST", "PATCH", "DELETE"], allowed_paths: ["*"] }
  }),
  pkiIntermediateSetSigned: async (server) => {
    const { data: request } = await post(server, "pki/intermediate/generate/internal", {
      common_name: "ca.example",
      key_type: "ec"
    })
    const { data: signed } = await post(server, "pki/root/sign-intermediate", {
      csr: request.csr,
      common_name: "ca.example"
    })
    return { body: { certificate: signed.certificate } }
  },
  sysRootGenerationUpdate: (server) => newAttempt(server, "sys/generate-root/attempt"),
  sysRootTokenGenerationUpdate: (server) => newAttempt(server, "sys/generate-root-token/attempt"),
  sysRekeyUpdate: (server) => newAttempt(server, "sys/rekey/init", oneShare),
  sysRekeyVerificationRead: (server) => newVerification(server, "sys/rekey"),
  sysRekeyVerificationUpdate: (server) => newVerification(server, "sys/rekey"),
  sysRekeyVerificationRestart: (server) => newVerification(server, "sys/rekey"),
  sysRecoveryRekeyUpdate: (server) => newAttempt(server, "sys/rekey-recovery-key/init", oneShare),
  sysRecoveryRekeyVerificationRead: (server) => newVerification(server, "sys/rekey-recovery-key"),
  sysRecoveryRekeyVerificationUpdate: (server) => newVerification(server, "sys/rekey-recovery-key"),
  sysRecoveryRekeyVerificationRestart: (server) => newVerification(server, "sys/rekey-recovery-key"),
  sysRootRotationUpdate: (server) => newAttempt(server, `${ROTATION}/init`, oneShare),
  sysRootRotationVerificationRead: (server) => newVerification(server, ROTATION),
  sysRootRotationVerificationUpdate: (server) => newVerification(server, ROTATION),
  sysRootRotationVerificationRestart: (server) => newVerification(server, ROTATION),
  sysRecoveryRotationUpdate: (server) => newAttempt(server, "sys/rotate/recovery/init", oneShare),
  sysRecoveryRotationVerificationRead: (server) => newVerification(server, "sys/rotate/recovery"),
  sysRecoveryRotationVerificationUpdate: (server) => newVerification(server, "sys/rotate/recovery"),
  sysRecoveryRotationVerificationRestart: (server) => newVerification(server, "sys/rotate/recovery"),
  kvV2Write: async () => ({ body: { data: { zip: "zap" } } }),
  kvV2Patch: async () => ({ body: { data: { zip: "zip" } } }),
  leaseListIrrevocable: async () => ({ query: "type=irrevocable" }),
  leaseCount: async () => ({ query: "type=irrevocable" }),
  leaseListByPrefix: async (server) => {
    await newLease(server)
    return { variables: { prefix: "pki/issue/leased" } }
  },
  appRoleSecretIdDestroy: newSecretId,
  appRoleSecretIdAccessorDestroy: newSecretId,
  httpDelete: async (server, learned) => {
    const config = (await preparations["httpConfigWrite"]?.(server, learned))?.body ?? {}
    await post(server, "payment/config/upstream", config)
    return {}
  },
  pkiKeyGenerate: async () => ({ body: { key_name: "walker", key_type: "ec" } }),
  pkiSign: anyRole,
  pkiIssuerSign: anyRole,
  pkiRevoke: async (server) => {
    await newLease(server)
    const { data } = await post(server, "pki/issue/leased", { common_name: "revoked.example" })
    return { body: { serial_number: data.serial_number } }
  }
}

/** After these operations, or before them, the server cannot be used by others: each gets its own server. */
const ownServers: ReadonlyArray<readonly [RegExp, WalkedState]> = [
  [/^sysInit$/, "uninitialized"],
  [/^sys(Seal|StepDown|Unseal)$/, "retaining"],
  [/^sys(RootGeneration|RootTokenGeneration|Rekey|RootRotation|RootKeyRotate)/, "shamir"],
  [/^sysRecovery/, "static"]
]

/** The state of an operation's own server; `undefined` if it shares the server of the others. */
export const ownServer = ({ firstForm }: Pick<SpecOperation, "firstForm">): WalkedState | undefined =>
  ownServers.find(([pattern]) => pattern.test(firstForm))?.[1]

/** Creates the tokens and leases that an operation names. */
const provide = async (
  server: WalkedServer,
  { body = {}, variables }: SpecOperation,
  learned: Learned
): Promise<void> => {
  const asks = (name: string) => name in body || name in variables
  if (asks("token") || asks("accessor")) {
    for (const [name, value] of Object.entries(await newToken(server))) learned.set(name, value)
  }
  if (asks("lease_id")) learned.set("lease_id", await newLease(server))
}

/** Lists and scans, which are sent as `GET` with `list=true` or `scan=true`. */
export const isListing = (method: SpecOperation["method"]): boolean => method === "LIST" || method === "SCAN"

/** The path and query of an operation's request. */
export const targetOf = (
  { template, method }: SpecOperation,
  variables: Readonly<Record<string, string>>,
  query = ""
): string => {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    (variables[name] ?? "").split("/").map(encodeURIComponent).join("/")
  )
  const search = [isListing(method) ? `${method.toLowerCase()}=true` : "", query]
    .filter((part) => part !== "")
    .join("&")
  return `/v1${path}${search && `?${search}`}`
}

/** A request that should succeed, because everything that it needs exists. */
export interface GoodRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Node | undefined
}

/** Prepares what an operation needs, and the request. */
export const prepare = async (
  server: WalkedServer,
  operation: SpecOperation,
  learned: Learned
): Promise<GoodRequest> => {
  await provide(server, operation, learned)
  const prepared = (await preparations[operation.firstForm]?.(server, learned)) ?? {}
  return {
    method: isListing(operation.method) ? "GET" : operation.method,
    path: targetOf(operation, { ...filledIn(operation.variables, learned), ...prepared.variables }, prepared.query),
    headers: {
      "x-vault-token": prepared.token ?? server.rootToken,
      // This operation always needs a wrap TTL.
      ...(operation.id === "wrappingWrap" && { "x-vault-wrap-ttl": "1h" }),
      ...(operation.contentType !== undefined && { "content-type": operation.contentType })
    },
    body: operation.body === undefined ? undefined : (prepared.body ?? filledIn(operation.body, learned))
  }
}

/** Sends a request of an operation that should succeed. */
export const send = async (
  server: WalkedServer,
  operation: SpecOperation,
  learned: Learned,
  wrapTtl?: string
): Promise<Step> => {
  const { body, headers, ...request } = await prepare(server, operation, learned)
  const answer = await server.ask({
    ...request,
    headers: { ...headers, ...(wrapTtl !== undefined && { "x-vault-wrap-ttl": wrapTtl }) },
    body: body && JSON.stringify(body)
  })
  const wrappingToken: unknown = wrapTtl === undefined ? undefined : json(answer)?.wrap_info?.token
  const unwrapped =
    typeof wrappingToken === "string"
      ? await server.ask({
          method: "POST",
          path: "/v1/sys/wrapping/unwrap",
          headers: { "x-vault-token": wrappingToken }
        })
      : undefined
  learn(learned, json(unwrapped ?? answer))
  return { operation, answer, unwrapped }
}

/** Visits every operation of the spec once, in an order in which each finds what it needs. */
export const eachOperation = async <Server extends WalkedServer = WalkedServer>(
  visit: (server: Server, operation: SpecOperation, learned: Learned) => Promise<void>,
  start: (state: WalkedState) => Promise<Server> = (state) => startWalkedServer(undefined, state) as Promise<Server>
): Promise<void> => {
  const onOneServer = async (state: WalkedState, operations: ReadonlyArray<SpecOperation>) => {
    const server = await start(state)
    try {
      const learned: Learned = new Map()
      for (const operation of operations) await visit(server, operation, learned)
    } finally {
      await server.close()
    }
  }
  const shared = inOrder(specOperations).filter((operation) => ownServer(operation) === undefined)
  await onOneServer("retaining", shared)
  for (const operation of specOperations) {
    const state = ownServer(operation)
    if (state !== undefined) await onOneServer(state, [operation])
  }
}

/** Requests every operation of the spec once, with its examples; wrapped if a TTL is given. */
export const walk = async (wrapTtl?: string): Promise<ReadonlyArray<Step>> => {
  const steps: Array<Step> = []
  await eachOperation(async (server, operation, learned) => {
    steps.push(await send(server, operation, learned, wrapTtl))
  })
  return steps
}
