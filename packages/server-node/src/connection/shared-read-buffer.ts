import { Socket } from "node:net"

const SIZE = 65_536
const SMALL_SIZE = 4096

interface Handle {
  readonly useUserBuffer?: (buffer: Uint8Array) => void
}

/** The keys under which Node stores the option `onread` of a socket; `undefined` if they are not found. */
const findKeys = (): { readonly buffer: symbol; readonly callback: symbol } | undefined => {
  const [buffer, callback] = [Buffer.alloc(1), () => true]
  const socket = new Socket({ onread: { buffer, callback } } as ConstructorParameters<typeof Socket>[0])
  const keyOf = (value: unknown): symbol | undefined =>
    Object.getOwnPropertySymbols(socket).find((key) => (socket as unknown as Record<symbol, unknown>)[key] === value)
  const keys = { buffer: keyOf(buffer), callback: keyOf(callback) }
  socket.destroy()
  return keys.buffer === undefined || keys.callback === undefined
    ? undefined
    : { buffer: keys.buffer, callback: keys.callback }
}

const keys = findKeys()
const shared = Buffer.allocUnsafeSlow(SIZE)
const small = Buffer.allocUnsafeSlow(SMALL_SIZE)

/** Receives what a socket has read: the first bytes of the buffer. Returns whether the socket continues to read. */
export type OnRead = (buffer: Buffer, length: number) => boolean

/** A copy of the first bytes of the shared buffer. */
export const copyOf = (buffer: Buffer, length: number): Buffer => {
  const chunk = Buffer.allocUnsafe(length)
  buffer.copy(chunk, 0, 0, length)
  return chunk
}

const pushTo =
  (socket: Socket): OnRead =>
  (buffer, length) =>
    socket.push(copyOf(buffer, length))

/**
 * Makes an accepted socket read into one buffer that all sockets share, and copies what was read. By default a socket allocates
 * 64 KiB for each read, however little arrives, and V8 would collect garbage after every thousand requests.
 *
 * Node has the option `onread` for this, but not for sockets that a server accepts. If it cannot be set, nothing changes.
 *
 * @param onRead receives what was read; by default, the stream does
 * @returns whether it could be set
 */
export const readIntoSharedBuffer = (socket: Socket, onRead: OnRead = pushTo(socket)): boolean =>
  readInto(shared, socket, onRead)

/** Makes a socket that uses the shared buffer read little at a time: parsing its input takes far longer than receiving it. */
export const readLittle = (socket: Socket): void => {
  if (keys !== undefined && (socket as unknown as Record<symbol, unknown>)[keys.buffer] === shared)
    readInto(small, socket, pushTo(socket))
}

const readInto = (buffer: Buffer, socket: Socket, onRead: OnRead): boolean => {
  const handle = (socket as unknown as { readonly _handle?: Handle | null })._handle
  if (keys === undefined || typeof handle?.useUserBuffer !== "function") return false
  Object.assign(socket, {
    [keys.buffer]: buffer,
    [keys.callback]: (length: number): boolean => onRead(buffer, length)
  })
  handle.useUserBuffer(buffer)
  return true
}
