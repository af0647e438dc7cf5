/** The server as a node of `sys/ha-status`: what only the program knows of the machine and the network. */
export interface HaNode {
  /** The name of the machine; the name of the cluster by default. */
  readonly hostname?: string | undefined
  /**
   * The URL of the server for clients, without a path; empty by default. A function is called for each response: the port may be
   * known only after the server listens.
   */
  readonly apiAddress?: string | (() => string | undefined) | undefined
}
