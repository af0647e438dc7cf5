import { ClientError } from "./client-error.ts"

/** A response whose body has been read completely. */
export interface Received {
  readonly response: Response
  readonly bytes: Uint8Array
}

/** The longest body that is read, decompressed: a hostile server could otherwise fill the memory of the page. */
const MAX_BYTES = 2 ** 26

/** Reads a response to its end. */
export const readResponse = async (response: Response): Promise<Received> => {
  let size = 0
  const limited = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        if ((size += chunk.length) > MAX_BYTES) throw new ClientError("UNEXPECTED_RESPONSE", "body")
        controller.enqueue(chunk as Uint8Array<ArrayBuffer>)
      }
    })
  )
  return { response, bytes: new Uint8Array(await new Response(limited).arrayBuffer()) }
}
