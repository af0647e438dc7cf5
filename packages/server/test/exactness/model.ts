/** What a wrapped response contains. */
export type Kind = "data" | "kv" | "token" | "secret-id"

/** A token or a secret id that ends at a time, or when it is revoked. */
export interface Living {
  endsAt: number
  revoked: boolean
}

export interface Caller extends Living {}

/** A wrapping token, and the token or the secret id that its response contains. */
export interface Wrap extends Living {
  readonly kind: Kind
  readonly ttl: number
  readonly inside: (Living & { readonly creator: Caller | undefined }) | undefined
}

/** What the server must do, without its mechanisms: no store, no keys, no commits. Times are milliseconds. */
export class Model {
  now: number
  sealed = false
  /** The first caller is the root token. */
  readonly callers: Array<Caller> = [{ endsAt: Infinity, revoked: false }]
  readonly wraps: Array<Wrap> = []

  constructor(now: number) {
    this.now = now
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
  renew(caller: Caller, increment: number): boolean {
    if (!this.lives(caller)) return false
    caller.endsAt = this.now + increment
    return true
  }

  wrap(kind: Kind, ttl: number, caller: Caller, insideTtl: number): boolean {
    if (!this.lives(caller)) return false
    const creator = kind === "token" ? caller : undefined
    const inside = { endsAt: this.now + insideTtl, revoked: false, creator }
    this.wraps.push({
      kind,
      ttl,
      endsAt: this.now + ttl,
      revoked: false,
      inside: kind === "token" || kind === "secret-id" ? inside : undefined
    })
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
    const { inside, kind, ttl } = wrap
    if (!this.unwrap(wrap)) return false
    this.wraps.push({ kind, ttl, endsAt: this.now + ttl, revoked: false, inside })
    return true
  }

  /** The server's time never goes back: while the clock is behind, it stands as good as still. */
  setClock(now: number): void {
    this.now = Math.max(this.now, now)
  }
}
