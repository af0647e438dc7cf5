import { assert } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { EnwrapServer } from "../../src/index.ts"
import { ADDRESSES, admits, isAlive, type Known, type LoginWish, type RoleWish } from "./oracle.ts"

export const ROOT = "root-of-the-test"

// oxlint-disable-next-line typescript/no-explicit-any -- tests read any property of a response
export type Answered = { readonly status: number; readonly json: any }
interface Sent {
  readonly token?: string | null
  readonly from?: string
  readonly body?: unknown
}

/** The number of successful steps of each kind in all runs: a property that is never tested proves nothing. */
export type Tally = Map<string, number>

/** A server, and the oracle's model of it. */
export class World {
  readonly known: Array<Known> = []
  readonly roles = new Map<string, RoleWish>()
  readonly logins = new Map<string, LoginWish>()
  readonly secrets: Array<{ readonly of: string; readonly secretId: string; readonly blocks: ReadonlyArray<string> }> =
    []
  readonly #server: EnwrapServer
  readonly #tally: Tally
  #chosen = 0

  constructor(server: EnwrapServer, tally: Tally) {
    this.#server = server
    this.#tally = tally
    this.known.push({
      token: ROOT,
      policies: ["root"],
      parent: undefined,
      bounds: [],
      bornMs: 0,
      expiresMs: Infinity,
      lastMs: Infinity,
      period: 0,
      maxTtl: 0,
      usesLeft: Infinity,
      batch: false,
      renewable: false,
      role: undefined,
      periodGiven: false,
      login: undefined,
      ended: false
    })
  }

  count(what: string): void {
    this.#tally.set(what, (this.#tally.get(what) ?? 0) + 1)
  }

  ask(method: string, path: string, { body, from = "127.0.0.1", token = ROOT }: Sent = {}): Effect.Effect<Answered> {
    const request = {
      method,
      target: `/v1/${path}`,
      header: (name: string) => (name === "x-vault-token" && token !== null ? token : undefined),
      body: new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body)),
      remoteAddress: from
    }
    return Effect.map(this.#server.handle(request), ({ body: text, status }) => ({
      status,
      json: text === "" ? undefined : JSON.parse(String(text))
    }))
  }

  /** Any request with a token. It counts a use if the token can be used. */
  askAs(token: Known, method: string, path: string, sent: { readonly from: string; readonly body?: unknown }) {
    return Effect.flatMap(Clock.currentTimeMillis, (nowMs) => {
      const letIn = isAlive(token, nowMs) && admits(token, sent.from)
      return Effect.map(this.ask(method, path, { ...sent, token: token.token }), (answer) => {
        if (letIn) token.usesLeft--
        return { answer, letIn }
      })
    })
  }

  /** The server's lookup of a token, in the oracle's terms. */
  look(token: string) {
    return Effect.map(this.ask("POST", "auth/token/lookup", { body: { token } }), ({ json, status }) => {
      assert.strictEqual(status, 200, "a new token is known")
      const { data } = json
      return {
        data,
        expiresMs: data.expire_time === null ? Infinity : Date.parse(data.expire_time),
        uses: data.num_uses === 0 ? Infinity : (data.num_uses as number)
      }
    })
  }

  /** The address of a step: mostly one from which its token can be used, if there is any. */
  whence(token: Known, { from, inside }: { readonly from: string; readonly inside: boolean }): string {
    return (inside ? ADDRESSES.find((address) => admits(token, address)) : undefined) ?? from
  }

  nextId(): string {
    return `chosen-${this.#chosen++}`
  }

  pick(index: number): Known {
    // The newest tokens are the most interesting ones.
    return this.known[this.known.length - 1 - (index % this.known.length)]!
  }
}

export const notAfter = (moment: number, limit: number, what: string): void =>
  assert.isTrue(moment <= limit, `${what}: ${moment} is after ${limit}`)
