import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { SlowQueues, SlowWork, WorkOwner } from "../engine/port.ts"
import { peerOf } from "../../values/peer-of.ts"
import { ProtocolError } from "../../values/protocol-error.ts"
import { neverLeft } from "../exchange.ts"

export interface QueueLimits {
  /** The number of jobs that run at the same time. */
  readonly atOnce: number
  /** The maximum number of waiting jobs: in total, of one peer, and of one name at a peer. */
  readonly mostWaiting: number
  readonly mostOfPeer: number
  readonly mostOfName: number
}

/** The part of a turn that each job takes up. It makes turns end even if new names keep arriving. */
const DRIFT = 1 / 8

/** Seconds after which a refused client can try again. */
const RETRY_AFTER = 2

const tooMany = new ProtocolError({ status: 429, errors: [errorTexts.tooManyWaiting], retryAfter: RETRY_AFTER })
const overloaded = new ProtocolError({ status: 503, errors: [errorTexts.overloaded], retryAfter: RETRY_AFTER })
/** Its result is ignored. */
const left = new ProtocolError({ status: 503, errors: [errorTexts.clientLeft] })
const sealed = new ProtocolError({ status: 503, errors: [errorTexts.sealed] })

interface Waiting {
  readonly owner: WorkOwner
  /** The number of its turn, among the turns of its peer. */
  readonly turn: number
  /** Called with `undefined` when its turn comes. */
  readonly decide: (refusal: ProtocolError | undefined) => void
}

/** The waiting jobs of one peer, in the order in which they arrived. */
interface Peer {
  waiting: Array<Waiting>
  /** The present turn. */
  turn: number
}

/** Whether two jobs have the same name or the same connection. Requests of one connection share one `hasLeft`. */
const shareTurns = (one: WorkOwner, other: WorkOwner): boolean =>
  one.name === other.name || (one.hasLeft === other.hasLeft && one.hasLeft !== neverLeft)

/**
 * A bounded queue that is fair to peers, and for each peer to names and to connections. Peers take turns. Each turn of a peer
 * has one place for each name and each connection: the first job of a new name by a new connection is in the present turn,
 * however many jobs the others have sent. A job whose client has left is dropped when its turn comes, or earlier if its place
 * is needed.
 *
 * @see RW-WK-1 to RW-WK-4
 */
export class FairQueue {
  readonly #limits: QueueLimits
  readonly #isClosing: () => boolean
  /** The first peer in the map is next. */
  readonly #peers = new Map<string, Peer>()
  #waiting = 0
  #running = 0

  /** @param isClosing the server is being sealed: jobs that wait are refused */
  constructor(limits: QueueLimits, isClosing: () => boolean = () => false) {
    this.#limits = limits
    this.#isClosing = isClosing
  }

  get waiting(): number {
    return this.#waiting
  }

  /** Runs `work` when its turn comes. Fails with 429 or 503 if too many jobs are waiting. */
  readonly run: SlowWork = (owner, work) =>
    Effect.acquireUseRelease(
      Effect.suspend(() => this.#turn(owner)),
      () => work,
      () => Effect.sync(() => this.#end())
    )

  #turn(owner: WorkOwner): Effect.Effect<void, ProtocolError> {
    if (owner.hasLeft()) return Effect.fail(left)
    if (this.#isClosing()) return Effect.fail(sealed)
    if (this.#running < this.#limits.atOnce) {
      this.#running++
      return Effect.void
    }
    const key = peerOf(owner.remoteAddress)
    const refusal = this.#refusal(key, owner.name)
    if (refusal !== undefined) return Effect.fail(refusal)
    return Effect.callback((resume) =>
      this.#add(key, owner, (refusal) => resume(refusal === undefined ? Effect.void : Effect.fail(refusal)))
    )
  }

  #refusal(key: string, name: string): ProtocolError | undefined {
    if (this.#overBounds(key, name) === undefined) return undefined
    this.#dropLeft()
    const still = this.#overBounds(key, name)
    return still === overloaded && this.#makeRoom(key) ? undefined : still
  }

  #overBounds(key: string, name: string): ProtocolError | undefined {
    const { mostOfName, mostOfPeer, mostWaiting } = this.#limits
    const waiting = this.#peers.get(key)?.waiting ?? []
    if (waiting.length >= mostOfPeer) return tooMany
    if (waiting.filter(({ owner }) => owner.name === name).length >= mostOfName) return tooMany
    return this.#waiting >= mostWaiting ? overloaded : undefined
  }

  #dropLeft(): void {
    for (const [key, peer] of this.#peers) {
      for (const waiting of peer.waiting.filter(({ owner }) => owner.hasLeft())) {
        this.#remove(key, peer, waiting)
        waiting.decide(left)
      }
    }
  }

  /** A peer with less than its share takes the last place of the peer with the most jobs. */
  #makeRoom(key: string): boolean {
    const [fullest, peer] = [...this.#peers].reduce((most, each) =>
      each[1].waiting.length > most[1].waiting.length ? each : most
    )
    if (peer.waiting.length <= (this.#peers.get(key)?.waiting.length ?? 0) + 1) return false
    const last = peer.waiting.reduce((latest, each) => (each.turn >= latest.turn ? each : latest))
    this.#remove(fullest, peer, last)
    last.decide(overloaded)
    return true
  }

  #add(key: string, owner: WorkOwner, decide: Waiting["decide"]): void {
    const peer = this.#peers.get(key) ?? { waiting: [], turn: 0 }
    this.#peers.set(key, peer)
    const before = peer.waiting.filter((waiting) => shareTurns(waiting.owner, owner))
    peer.waiting.push({ owner, decide, turn: Math.max(peer.turn, ...before.map(({ turn }) => turn + 1)) })
    this.#waiting++
  }

  #remove(key: string, peer: Peer, gone: Waiting): void {
    peer.waiting = peer.waiting.filter((waiting) => waiting !== gone)
    this.#waiting--
    if (peer.waiting.length === 0) this.#peers.delete(key)
  }

  /** Removes the next job, and makes its peer the last one. */
  #take(): Waiting | undefined {
    const [key, peer] = this.#peers.entries().next().value ?? []
    if (key === undefined || peer === undefined) return undefined
    const first = peer.waiting.reduce((earliest, each) => (each.turn < earliest.turn ? each : earliest))
    peer.turn = Math.max(peer.turn, first.turn) + DRIFT
    this.#peers.delete(key)
    this.#peers.set(key, peer)
    this.#remove(key, peer, first)
    return first
  }

  /** Runs the next job whose client has not left. */
  #end(): void {
    this.#running--
    while (this.#running < this.#limits.atOnce) {
      const next = this.#take()
      if (next === undefined) return
      if (next.owner.hasLeft()) next.decide(left)
      else if (this.#isClosing()) next.decide(sealed)
      else {
        this.#running++
        next.decide(undefined)
      }
    }
  }
}

const BOUNDS = { mostWaiting: 256, mostOfPeer: 64, mostOfName: 32 }

/**
 * The queues of one server. Platforms compute keys and signatures in a pool of four threads: with two signatures and one RSA key
 * at a time, one thread is left for everything else. Passwords are hashed in separate threads, of which there are at most two.
 */
export const makeSlowQueues = (isClosing?: () => boolean): SlowQueues => ({
  passwords: new FairQueue({ atOnce: 2, ...BOUNDS }, isClosing).run,
  keys: new FairQueue({ atOnce: 1, ...BOUNDS }, isClosing).run,
  signatures: new FairQueue({ atOnce: 2, ...BOUNDS }, isClosing).run
})
