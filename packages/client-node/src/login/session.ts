import type { Redacted } from "@enwrap/client"
import { tokenRenewSelf, tokenRevokeSelf } from "@enwrap/client/operations"
import { createNodeClient, type NodeClient, type NodeClientOptions } from "../node-client.ts"
import type { LoginMethod, LoginToken } from "./login-methods.ts"

/** The options of a session: those of a client, and how to log in. */
export interface SessionOptions extends Omit<NodeClientOptions, "token"> {
  readonly login: LoginMethod
  /**
   * Called if the token cannot be renewed and a new login fails: the session tries again, at most a minute later. Also called if
   * the token cannot be revoked at the end of an `await using` block: then it lives on until its TTL elapses. By default, Node.js
   * prints a warning.
   */
  readonly onProblem?: ((error: unknown) => void) | undefined
}

/** A client that stays logged in. Use it with `await using`, or call `close` at the end. */
export interface Session extends NodeClient, AsyncDisposable {
  /** The accessor of the current token. */
  readonly accessor: string
  /**
   * Stops the renewal, and revokes the token if the session created it. The end of an `await using` block does the same, but
   * gives a failure to `onProblem`.
   *
   * @throws ClientError if the token could not be revoked
   */
  close(): Promise<void>
}

/** The renewal is due when this part of the TTL has passed. */
const RENEW_AFTER = 2 / 3
const LONGEST_TIMER_MS = 2 ** 31 - 1
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

/**
 * Logs in, and returns a client that stays logged in: it renews its token in the background, and logs in anew when the token
 * can no longer be renewed. The background work does not keep the process running.
 *
 * @throws ClientError if the first login fails
 *
 * @example
 * ```ts
 * import { appRole, logIn } from "@enwrap/client-node"
 *
 * await using vault = await logIn({
 *   address: "http://127.0.0.1:8200",
 *   login: appRole({ roleId: "the-role-id", secretId: "the-secret-id" }),
 *   onProblem: (error) => console.error("cannot log in:", error)
 * })
 * console.log((await vault.kvV2.read({ mount: "secret", path: "web" })).data.metadata.version)
 * // At the end of the block, the token is revoked.
 * ```
 */
export const logIn = async ({ login, onProblem = warn, ...options }: SessionOptions): Promise<Session> => {
  const anonymous = createNodeClient(options)
  let current: LoginToken = await login(anonymous)
  let expiresAt = expiryOf(current)
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  let retryMs = FIRST_RETRY_MS
  let closed = false

  const replace = (next: LoginToken): void => {
    current = next
    expiresAt = expiryOf(next)
    retryMs = FIRST_RETRY_MS
    schedule(next.ttl * 1000 * RENEW_AFTER)
  }

  const schedule = (waitMs: number): void => {
    clearTimeout(timer)
    if (closed || current.ttl === 0) return
    timer = setTimeout(() => void refresh().catch(() => {}), Math.min(waitMs, LONGEST_TIMER_MS))
    timer.unref()
  }

  const renewed = async (): Promise<LoginToken | undefined> => {
    if (!current.renewable || Date.now() >= expiresAt) return undefined
    try {
      const { auth } = await anonymous.call(tokenRenewSelf, {}, { callerToken: current.token })
      // Close to the maximum TTL, a renewal no longer gives as much time as the login did.
      return auth.lease_duration * 2 < current.ttl ? undefined : { ...current, ttl: auth.lease_duration }
    } catch {
      return undefined
    }
  }

  const refresh = (): Promise<void> => {
    underWay ??= (async () => {
      try {
        const next = (await renewed()) ?? (await login(anonymous))
        if (!closed) replace(next)
        else if (next.created && next.token !== current.token)
          await anonymous.call(tokenRevokeSelf, {}, { callerToken: next.token })
      } catch (error) {
        schedule(retryMs)
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
        onProblem(error)
        throw error
      } finally {
        underWay = undefined
      }
    })()
    return underWay
  }

  const client = createNodeClient({
    ...options,
    token: async (): Promise<Redacted> => {
      if (!closed && Date.now() >= expiresAt) await refresh()
      return current.token
    }
  })
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    clearTimeout(timer)
    await underWay?.catch(() => {})
    if (current.created && Date.now() < expiresAt) {
      await anonymous.call(tokenRevokeSelf, {}, { callerToken: current.token })
    }
  }
  schedule(current.ttl * 1000 * RENEW_AFTER)
  return Object.defineProperties(client, {
    accessor: { enumerable: true, get: () => current.accessor },
    close: { value: close },
    // An exception here would take the place of the one that ended the block.
    [Symbol.asyncDispose]: { value: () => close().catch(onProblem) }
  }) as Session
}

const expiryOf = ({ ttl }: LoginToken): number => (ttl === 0 ? Infinity : Date.now() + ttl * 1000)

const warn = (error: unknown): void =>
  process.emitWarning(
    `The session cannot log in, or revoke its token: ${error instanceof Error ? error.message : "unknown error"}`,
    {
      code: "ENWRAP_SESSION"
    }
  )
