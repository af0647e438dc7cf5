import * as Effect from "effect/Effect"
import { createCipheriv, createHmac } from "node:crypto"
import { once } from "node:events"
import * as net from "node:net"
import { Duplex } from "node:stream"
import { connect as connectTls, type TLSSocket } from "node:tls"

/** A client over TLS that can prepare what it sends. */
export class RecordClient {
  readonly tls: TLSSocket
  readonly #transport: net.Socket
  /** Ciphertext that is not sent yet, while it is being prepared. */
  #prepared: Array<Buffer> | undefined
  #secret: Buffer | undefined

  constructor(address: string) {
    const { hostname, port } = new URL(address)
    const transport = net.connect({ host: hostname, port: Number(port), noDelay: true })
    const wire = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _, done) => {
        if (this.#prepared === undefined) transport.write(chunk)
        else this.#prepared.push(chunk)
        done()
      }
    })
    transport.on("data", (chunk) => wire.push(chunk))
    transport.on("error", () => {})
    this.#transport = transport
    this.tls = connectTls({ socket: wire, rejectUnauthorized: false })
    this.tls.on("error", () => {})
    this.tls.on("keylog", (line: Buffer) => {
      const [label, , secret = ""] = line.toString().trim().split(" ")
      if (label === "CLIENT_TRAFFIC_SECRET_0") this.#secret = Buffer.from(secret, "hex")
    })
  }

  /** What encrypts in place of the client, from its first record on. */
  records(): ClientRecords {
    return new ClientRecords(this.#secret!)
  }

  sendRecords(...records: ReadonlyArray<Buffer>): void {
    this.#transport.write(Buffer.concat(records))
  }

  get closed(): Promise<unknown> {
    return this.#transport.destroyed ? Promise.resolve() : once(this.#transport, "close")
  }

  /** Encrypts these texts, each in a record of its own, and returns the function that sends them at once. */
  async prepare(texts: ReadonlyArray<string>): Promise<() => void> {
    const prepared: Array<Buffer> = (this.#prepared = [])
    for (const text of texts) await new Promise<void>((resolve) => this.tls.write(text, () => resolve()))
    this.#prepared = undefined
    return () => void this.#transport.write(Buffer.concat(prepared))
  }

  close(): void {
    this.#transport.destroy()
  }
}

export const recordClient = (address: string) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const client = new RecordClient(address)
      await once(client.tls, "secureConnect")
      return client
    }),
    (client) => Effect.sync(() => client.close())
  )

const HANDSHAKE = 22
const APPLICATION_DATA = 23
const KEY_UPDATE = Buffer.from("1800000100", "hex")
const TAG_BYTES = 16

/** HKDF-Expand-Label of TLS 1.3 (RFC 8446, 7.1), for at most one block of SHA-384. */
const expandLabel = (secret: Buffer, label: string, length: number): Buffer => {
  const name = Buffer.from(`tls13 ${label}`)
  const info = Buffer.concat([Buffer.from([0, length, name.length]), name, Buffer.from([0, 1])])
  return createHmac("sha384", secret).update(info).digest().subarray(0, length)
}

/** The records of a client with TLS_AES_256_GCM_SHA384. Node's own client cannot change its key. */
export class ClientRecords {
  #secret: Buffer
  #sequence = 0

  constructor(secret: Buffer) {
    this.#secret = secret
  }

  data(text: string): Buffer {
    return this.#record(Buffer.from(text), APPLICATION_DATA)
  }

  /** The client has another key after it. */
  keyUpdate(): Buffer {
    const record = this.#record(KEY_UPDATE, HANDSHAKE)
    this.#secret = expandLabel(this.#secret, "traffic upd", this.#secret.length)
    this.#sequence = 0
    return record
  }

  #record(content: Buffer, type: number): Buffer {
    const header = Buffer.from([APPLICATION_DATA, 3, 3, 0, 0])
    header.writeUInt16BE(content.length + 1 + TAG_BYTES, 3)
    const nonce = expandLabel(this.#secret, "iv", 12)
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ this.#sequence++) >>> 0, 8)
    const cipher = createCipheriv("aes-256-gcm", expandLabel(this.#secret, "key", 32), nonce)
    cipher.setAAD(header)
    return Buffer.concat([
      header,
      cipher.update(content),
      cipher.update(Buffer.from([type])),
      cipher.final(),
      cipher.getAuthTag()
    ])
  }
}
