/** What the program knows of the machine and the network that a server runs in, for `sys/ha-status`. */
export interface ServerNode {
  /** The name of the machine; the name of the cluster by default. */
  readonly hostname?: string | undefined
  /** The URL of the server for clients, without a path; empty by default. */
  readonly apiAddress?: string | undefined
}
