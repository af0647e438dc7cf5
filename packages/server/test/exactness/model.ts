/** What a wrapped response contains. */
export type Kind = "data" | "kv" | "token" | "secret-id"

/** A token or a secret id. */
export interface Living {
  endsAt: number
  revoked: boolean
}

/** A wrapping token, and the token or the secret id that its response contains. */
export interface Wrap extends Living {
  readonly kind: Kind
  readonly ttl: number
  readonly inside: (Living & { readonly creator: Living | undefined }) | undefined
}

/** What the server must do, without its mechanisms: no store, no keys, no commits. Times are milliseconds. */
export class Model {
  #clock: number
  /** The time that really passed. */
  #passed = 0
  /** The clock is behind the server's time, which passes from here, a hundredth slower than real time. */
  #ahead: { readonly from: number; readonly at: number } | undefined
  sealed = false
  /** The first caller is the root token. */
  readonly callers: Array<Living> = [{ endsAt: Infinity, revoked: false }]
  readonly wraps: Array<Wrap> = []

  constructor(clock: number) {
    this.#clock = clock
  }

  get now(): number {
    if (this.#ahead === undefined) return this.#clock
    return this.#ahead.from + Math.floor(((this.#passed - this.#ahead.at) * 99) / 100)
  }

  get isBehind(): boolean {
    return this.#ahead !== undefined
  }

  pass(ms: number): void {
    this.#clock += ms
    this.#passed += ms
    if (this.#clock >= this.now) this.#ahead = undefined
  }

  setBack(ms: number): void {
    this.#ahead ??= { from: this.now, at: this.#passed }
    this.#clock -= ms
  }

  /** A new server goes on two seconds after the mark of the last one, if the clock is behind that mark. */
  restart(): void {
    this.sealed = false
    this.#ahead = this.#clock < this.now ? { from: this.now + 2000, at: this.#passed } : undefined
  }

  lives({ endsAt, revoked }: Living): boolean {
    return !revoked && this.now < endsAt
  }

  /** What a wrapped response contains ends when it is revoked, when it expires, or with the token that created it. */
  insideLives({ inside }: Wrap): boolean {
    return inside !== undefined && this.lives(inside) && (inside.creator === undefined || this.lives(inside.creator))
  }

  create(ttl: number): void {
    this.callers.push({ endsAt: this.now + ttl, revoked: false })
  }

  /** A renewal that is asked for in time sets a new end. */
  renew(caller: Living, increment: number): boolean {
    if (!this.lives(caller)) return false
    caller.endsAt = this.now + increment
    return true
  }

  wrap(kind: Kind, ttl: number, caller: Living, insideTtl: number): boolean {
    if (!this.lives(caller)) return false
    const creator = kind === "token" ? caller : undefined
    const secret = { endsAt: this.now + insideTtl, revoked: false, creator }
    const inside = kind === "token" || kind === "secret-id" ? secret : undefined
    this.wraps.push({ kind, ttl, endsAt: this.now + ttl, revoked: false, inside })
    return true
  }

  /** The first use of a wrapping token within its TTL ends it. */
  unwrap(wrap: Wrap): boolean {
    const lived = this.lives(wrap)
    wrap.revoked = true
    return lived
  }

  /** A rewrap is a use, and wraps the same response again for the same TTL. */
  rewrap(wrap: Wrap): boolean {
    if (!this.unwrap(wrap)) return false
    this.wraps.push({ ...wrap, endsAt: this.now + wrap.ttl, revoked: false })
    return true
  }
}
