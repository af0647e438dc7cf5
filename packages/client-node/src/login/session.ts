import { isClientError, type Redacted } from "@enwrap/client"
import { tokenRenewSelf, tokenRevokeSelf } from "@enwrap/client/operations"
import { createNodeClient, type NodeClient, type NodeClientOptions } from "../node-client.ts"
import type { LoginMethod, LoginToken } from "./login-methods.ts"

/** The options of a session: those of a client, and how to log in. */
export interface SessionOptions extends Omit<NodeClientOptions, "token"> {
  readonly login: LoginMethod
  /**
   * Called if the token cannot be renewed and a new login fails: the session tries again, at most a minute later. Also called if
   * the last token cannot be revoked at the end of an `await using` block: then it lives on until its TTL elapses. By default,
   * Node.js prints a warning.
   */
  readonly onProblem?: ((error: unknown) => void) | undefined
}

/** A client that stays logged in. Use it with `await using`, or call `close` at the end. */
export interface Session extends NodeClient, AsyncDisposable {
  /** The accessor of the current token. */
  readonly accessor: string
  /**
   * Stops the renewal, and revokes the tokens that the session created. The end of an `await using` block does the same, but
   * gives a failure to `onProblem`.
   *
   * @throws ClientError if the last token could not be revoked
   */
  close(): Promise<void>
}

/** The renewal is due when this part of the TTL has passed. */
const RENEW_AFTER = 2 / 3
/** Renewals that fail are repeated until this part of the TTL has passed; then a login is due. */
const LOG_IN_AFTER = 0.9
const LONGEST_TIMER_MS = 2 ** 31 - 1
const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 60_000

/**
 * Logs in, and returns a client that stays logged in: it renews its token in the background, and logs in anew when the server
 * no longer renews the token, or when its renewals have failed until a tenth of its TTL is left. The background work does not
 * keep the process running.
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
  let current = held(await login(anonymous))
  /** Tokens of earlier logins. They stay valid to the end: a call may be using one, and its leases are revoked with it. */
  let replaced: ReadonlyArray<HeldToken> = []
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> | undefined
  let retryMs = FIRST_RETRY_MS
  let closed = false

  const replace = (next: LoginToken): void => {
    if (!isSame(next, current)) replaced = [...replaced, current].filter(isRevocable)
    current = held(next)
    retryMs = FIRST_RETRY_MS
    schedule(next.ttl * 1000 * RENEW_AFTER)
  }

  const schedule = (waitMs: number): void => {
    clearTimeout(timer)
    if (closed || current.ttl === 0) return
    timer = setTimeout(() => void refresh().catch(() => {}), Math.min(waitMs, LONGEST_TIMER_MS))
    timer.unref()
  }

  const scheduleRetry = (longestMs: number): void => {
    schedule(Math.min(retryMs, longestMs))
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
  }

  const revoke = ({ token }: LoginToken): Promise<unknown> =>
    anonymous.call(tokenRevokeSelf, {}, { callerToken: token })

  const renewed = async (): Promise<LoginToken | "later" | undefined> => {
    if (!current.renewable || Date.now() >= current.expiresAt) return undefined
    try {
      const { auth } = await anonymous.call(tokenRenewSelf, {}, { callerToken: current.token })
      // Close to the maximum TTL, a renewal no longer gives as much time as the login did.
      return auth.lease_duration * 2 < current.ttl ? undefined : { ...current, ttl: auth.lease_duration }
    } catch (error) {
      return isRefusal(error) || Date.now() >= current.logInAt ? undefined : "later"
    }
  }

  const refresh = (): Promise<void> => {
    underWay ??= (async () => {
      try {
        const renewal = await renewed()
        if (renewal === "later") return scheduleRetry(current.logInAt - Date.now())
        const next = renewal ?? (await login(anonymous))
        if (!closed) replace(next)
        else if (next.created && !isSame(next, current)) await revoke(next)
      } catch (error) {
        scheduleRetry(LONGEST_RETRY_MS)
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
      if (!closed && Date.now() >= current.expiresAt) await refresh()
      return current.token
    }
  })
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    clearTimeout(timer)
    await underWay?.catch(() => {})
    // The server may have revoked an earlier token: that may be why there was another login.
    const earlier = replaced.filter(isRevocable).map((token) => revoke(token).catch(() => {}))
    await Promise.all([...earlier, isRevocable(current) && revoke(current)])
  }
  schedule(current.ttl * 1000 * RENEW_AFTER)
  return Object.defineProperties(client, {
    accessor: { enumerable: true, get: () => current.accessor },
    close: { value: close },
    // An exception here would take the place of the one that ended the block.
    [Symbol.asyncDispose]: { value: () => close().catch(onProblem) }
  }) as Session
}

/** A token of the session, with times of the clock of this machine. */
interface HeldToken extends LoginToken {
  readonly expiresAt: number
  /** From this time on, a renewal that fails is followed by a login. */
  readonly logInAt: number
}

const held = (token: LoginToken): HeldToken => {
  const inMs = token.ttl === 0 ? Infinity : token.ttl * 1000
  return { ...token, expiresAt: Date.now() + inMs, logInAt: Date.now() + inMs * LOG_IN_AFTER }
}

const isSame = (one: LoginToken, other: LoginToken): boolean => one.token.reveal() === other.token.reveal()

const isRevocable = ({ created, expiresAt }: HeldToken): boolean => created && Date.now() < expiresAt

/** Whether the server says that it does not renew the token. Any other failure says nothing about the token. */
const isRefusal = (error: unknown): boolean =>
  isClientError(error) && ["PERMISSION_DENIED", "INVALID_REQUEST", "NOT_FOUND"].includes(error.code)

const warn = (error: unknown): void =>
  process.emitWarning(
    `The session cannot log in, or revoke its token: ${error instanceof Error ? error.message : "unknown error"}`,
    {
      code: "ENWRAP_SESSION"
    }
  )
