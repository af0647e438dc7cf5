/** A response whose body has been read completely. */
export interface ReceivedResponse {
  readonly status: number
  /** Whether it is a redirect, which is never followed. */
  readonly redirected: boolean
  readonly contentType: string
  /** Whether it has `Cache-Control: no-store`. Every response of the protocol has it; an error page of a proxy rarely does. */
  readonly noStore: boolean
  readonly bytes: Uint8Array
  /** The bytes decoded as UTF-8. */
  readonly text: string
}

/** Reads a response to its end. */
export const readResponse = async (response: Response): Promise<ReceivedResponse> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return {
    status: response.status,
    redirected: response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400),
    contentType: response.headers.get("content-type") ?? "",
    noStore: response.headers.get("cache-control")?.includes("no-store") ?? false,
    bytes,
    text: new TextDecoder().decode(bytes)
  }
}
