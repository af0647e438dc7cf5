import { errorTexts } from "@enwrap/protocol"
import * as Effect from "effect/Effect"
import type { SlowWork, WorkOwner } from "../engine/port.ts"
import { ProtocolError } from "../protocol-error.ts"
import { peerOf } from "./peer.ts"

export interface QueueLimits {
  /** Pieces of work that are carried out at the same time. */
  readonly atOnce: number
  /** Pieces that may wait: all together, of one peer, and of one name at a peer. */
  readonly mostWaiting: number
  readonly mostOfPeer: number
  readonly mostOfName: number
}

/** Seconds after which a refused client may try again. */
const RETRY_AFTER = 2

const tooMany = new ProtocolError({ status: 429, errors: [errorTexts.tooManyWaiting], retryAfter: RETRY_AFTER })
const overloaded = new ProtocolError({ status: 503, errors: [errorTexts.overloaded], retryAfter: RETRY_AFTER })
/** Nobody reads it. */
const left = new ProtocolError({ status: 503, errors: [errorTexts.clientLeft] })

interface Waiting {
  readonly owner: WorkOwner
  /** `undefined`: it is its turn. */
  readonly decide: (refusal: ProtocolError | undefined) => void
}

/** The lines of one peer, by name. The first name in the map is the next one. */
interface Peer {
  readonly lines: Map<string, Array<Waiting>>
  waiting: number
}

/**
 * A bounded queue that is fair to peers, and at each peer to names: both take turns, so that a piece of work waits for no more
 * than one piece of each other peer and of each other name, however many the others have sent. Work whose client has left is
 * dropped when its turn comes, or earlier if its place is needed.
 *
 * @see RW-WK-1 to RW-WK-4
 */
export class FairQueue {
  readonly #limits: QueueLimits
  /** The first peer in the map is the next one. */
  readonly #peers = new Map<string, Peer>()
  #waiting = 0
  #running = 0

  constructor(limits: QueueLimits) {
    this.#limits = limits
  }

  get waiting(): number {
    return this.#waiting
  }

  /** Carries out `work` when it is its turn: 429 or 503 when too much is waiting already. */
  readonly run: SlowWork = (owner, work) =>
    Effect.acquireUseRelease(
      Effect.suspend(() => this.#turn(owner)),
      () => work,
      () => Effect.sync(() => this.#end())
    )

  #turn(owner: WorkOwner): Effect.Effect<void, ProtocolError> {
    if (owner.hasLeft()) return Effect.fail(left)
    if (this.#running < this.#limits.atOnce) {
      this.#running++
      return Effect.void
    }
    const key = peerOf(owner.remoteAddress)
    const refusal = this.#refusal(key, owner.name)
    if (refusal !== undefined) return Effect.fail(refusal)
    return Effect.callback((resume) => {
      this.#add(key, {
        owner,
        decide: (refusal) => resume(refusal === undefined ? Effect.void : Effect.fail(refusal))
      })
    })
  }

  #refusal(key: string, name: string): ProtocolError | undefined {
    const refusal = this.#overBounds(key, name)
    if (refusal === undefined) return undefined
    this.#dropLeft()
    const still = this.#overBounds(key, name)
    return still === overloaded && this.#makeRoom(key) ? undefined : still
  }

  #overBounds(key: string, name: string): ProtocolError | undefined {
    const { mostOfName, mostOfPeer, mostWaiting } = this.#limits
    const peer = this.#peers.get(key)
    if (peer !== undefined && peer.waiting >= mostOfPeer) return tooMany
    if ((peer?.lines.get(name)?.length ?? 0) >= mostOfName) return tooMany
    return this.#waiting >= mostWaiting ? overloaded : undefined
  }

  #dropLeft(): void {
    for (const [key, peer] of this.#peers) {
      for (const [name, line] of peer.lines) {
        const staying = line.filter((waiting) => !waiting.owner.hasLeft())
        for (const waiting of line) if (!staying.includes(waiting)) waiting.decide(left)
        this.#count(key, peer, staying.length - line.length)
        if (staying.length > 0) peer.lines.set(name, staying)
        else peer.lines.delete(name)
      }
    }
  }

  /** A peer with less than its share takes the last place of the peer with the most. */
  #makeRoom(key: string): boolean {
    const [fullest, peer] = [...this.#peers].reduce((most, each) => (each[1].waiting > most[1].waiting ? each : most))
    if (peer.waiting <= (this.#peers.get(key)?.waiting ?? 0) + 1) return false
    const [name, line] = [...peer.lines].reduce((most, each) => (each[1].length > most[1].length ? each : most))
    line.pop()!.decide(overloaded)
    if (line.length === 0) peer.lines.delete(name)
    this.#count(fullest, peer, -1)
    return true
  }

  #count(key: string, peer: Peer, change: number): void {
    peer.waiting += change
    this.#waiting += change
    if (peer.waiting === 0) this.#peers.delete(key)
  }

  #add(key: string, waiting: Waiting): void {
    const peer = this.#peers.get(key) ?? { lines: new Map<string, Array<Waiting>>(), waiting: 0 }
    this.#peers.set(key, peer)
    const line = peer.lines.get(waiting.owner.name)
    if (line === undefined) peer.lines.set(waiting.owner.name, [waiting])
    else line.push(waiting)
    this.#count(key, peer, 1)
  }

  /** Takes the next one out, and puts its name and its peer last. */
  #take(): Waiting | undefined {
    const [key, peer] = this.#peers.entries().next().value ?? []
    if (key === undefined || peer === undefined) return undefined
    const [name, line] = peer.lines.entries().next().value!
    const first = line.shift()!
    peer.lines.delete(name)
    if (line.length > 0) peer.lines.set(name, line)
    this.#peers.delete(key)
    this.#peers.set(key, peer)
    this.#count(key, peer, -1)
    return first
  }

  /** A place is free: it is the turn of the next one whose client is still there. */
  #end(): void {
    this.#running--
    while (this.#running < this.#limits.atOnce) {
      const next = this.#take()
      if (next === undefined) return
      if (next.owner.hasLeft()) next.decide(left)
      else {
        this.#running++
        next.decide(undefined)
      }
    }
  }
}
