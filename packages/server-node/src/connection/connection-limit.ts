import { peerOf } from "@enwrap/server/engine"
import type { Socket } from "node:net"
import { type Link, LinkedList } from "../collections/linked-list.ts"
import { peerAddress } from "./peer-address.ts"

/**
 * What the end of a connection would interrupt: only waiting for the client, or a transfer to or from it, or complete requests
 * of which none has begun, or the work for a request that has begun.
 */
export type Interruption = "waiting" | "transfer" | "queued" | "work"

/** What the limit needs to know of the connections, and how it closes one. */
export interface Evictable {
  readonly interruption: (accepted: Socket) => Interruption
  /** How many complete requests the connection has had. */
  readonly progress: (accepted: Socket) => number
  readonly evict: (accepted: Socket) => void
}

interface Entry {
  readonly socket: Socket
  readonly peer: Peer
  /** Its progress when the limit last looked at it. */
  progress: number
  isOpen: boolean
}

interface Peer {
  readonly entries: LinkedList<Entry>
  /** Its place among the peers with as many connections. */
  place: Link<Peer> | undefined
}

interface Search {
  /** How many connections the peer has that the new one is from. */
  readonly ofPeer: number
  /** Looks at connections that wait for nothing and have made no progress. */
  fruitless: number
  /** The first connection that can be closed if none only waits. */
  next: Link<Entry> | undefined
}

/** After this many fruitless looks, a connection of the next kind is closed, even if one that only waits might be found. */
const ENOUGH_LOOKS = 128
/** A search with more fruitless looks is followed by a pause, so that there are at most this many looks in a millisecond on average. */
const LOOKS_A_MILLISECOND = 1000

/**
 * Bounds the number of open connections. A single peer has no bound, because all clients may come through one proxy. But when
 * there is one connection too many, another is closed: the oldest that only waits for its client, of the peer with the most
 * connections that has one. It may be idle, or its request is incomplete, or its client was told to retry later. If no connection
 * waits, one with a transfer is closed: its client does not read a response, or is authenticated and sends a large body. Or one
 * whose requests have not begun, if its peer keeps more connections than that of the new one: a client can have requests in the
 * queue at all times. A connection with work is never closed.
 *
 * Requests are not slowed down to keep the connections in order. Instead, a search moves a connection to the end if it has made
 * progress since the last search that met it, or cannot be closed.
 */
export class ConnectionLimit {
  readonly #max: number
  readonly #connections: Evictable
  readonly #peers = new Map<string, Peer>()
  readonly #links = new Map<Socket, Link<Entry>>()
  /** The peers by the number of their connections. */
  readonly #bySize: Array<LinkedList<Peer>> = []
  #largest = 0
  #open = 0
  #pausedUntil = 0

  constructor(max: number, connections: Evictable) {
    this.#max = max
    this.#connections = connections
  }

  /** Whether there is room for one more. Another connection is closed if that makes room. */
  add(socket: Socket): boolean {
    const address = peerOf(peerAddress(socket))
    if (this.#open >= this.#max && !this.#makeRoom(this.#peers.get(address))) return false
    const peer = this.#peers.get(address) ?? { entries: new LinkedList(), place: undefined }
    this.#peers.set(address, peer)
    const link = peer.entries.push({ socket, peer, progress: NEVER_MET, isOpen: true })
    this.#links.set(socket, link)
    this.#resized(peer, peer.entries.length - 1)
    this.#open++
    socket.once("close", () => {
      this.#remove(link)
      if (peer.entries.length === 0 && this.#peers.get(address) === peer) this.#peers.delete(address)
    })
    return true
  }

  /** A connection counts no more. */
  release(socket: Socket): void {
    const link = this.#links.get(socket)
    if (link !== undefined) this.#remove(link)
  }

  #makeRoom(newcomer: Peer | undefined): boolean {
    const now = performance.now()
    if (now < this.#pausedUntil) return false
    const search: Search = { ofPeer: newcomer?.entries.length ?? 0, fruitless: 0, next: undefined }
    const found = this.#search(search)
    if (search.fruitless > ENOUGH_LOOKS) this.#pausedUntil = now + search.fruitless / LOOKS_A_MILLISECOND
    if (found === undefined) return false
    this.#remove(found)
    this.#connections.evict(found.item.socket)
    return true
  }

  #search(search: Search): Link<Entry> | undefined {
    for (let size = this.#largest; size > 0; size--) {
      const peers = this.#bySize[size]
      for (let left = peers?.length ?? 0; left > 0; left--) {
        const place = peers!.first!
        const found = this.#searchPeer(place.item, search)
        if (found !== undefined) return found
        peers!.moveToEnd(place)
      }
    }
    return search.next
  }

  #searchPeer({ entries }: Peer, search: Search): Link<Entry> | undefined {
    let active: Link<Entry> | undefined
    for (let left = entries.length; left > 0; left--) {
      const link = entries.first!
      const entry = link.item
      const progress = this.#connections.progress(entry.socket)
      const hasProgress = progress !== entry.progress
      entry.progress = progress
      const interruption = this.#connections.interruption(entry.socket)
      if (interruption === "waiting") {
        if (!hasProgress) return link
        active ??= link
      } else {
        if (!hasProgress) search.fruitless++
        if (interruption === "transfer" || (interruption === "queued" && entries.length > search.ofPeer + 1))
          search.next ??= link
        if (search.fruitless >= ENOUGH_LOOKS && search.next !== undefined) return search.next
      }
      entries.moveToEnd(link)
    }
    return active
  }

  #remove(link: Link<Entry>): void {
    const { item: entry } = link
    if (!entry.isOpen) return
    entry.isOpen = false
    this.#links.delete(entry.socket)
    const { entries } = entry.peer
    entries.remove(link)
    this.#resized(entry.peer, entries.length + 1)
    this.#open--
  }

  /** A peer has one connection more or less than before. */
  #resized(peer: Peer, before: number): void {
    if (peer.place !== undefined) this.#bySize[before]!.remove(peer.place)
    const { length } = peer.entries
    peer.place = length === 0 ? undefined : (this.#bySize[length] ??= new LinkedList()).push(peer)
    if (length > this.#largest) this.#largest = length
    while (this.#largest > 0 && (this.#bySize[this.#largest]?.length ?? 0) === 0) this.#largest--
  }
}

/** Less than any progress: a search passes by a connection that it meets for the first time, if it finds another. */
const NEVER_MET = -1
