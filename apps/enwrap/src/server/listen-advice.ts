import type { ListenError } from "@enwrap/server-node"

const another = "Another process listens there, perhaps the same server. End it, or change the address of the listener."
const reserved =
  "Ports below 1024 are often reserved: choose a higher one, or allow this process to use them (CAP_NET_BIND_SERVICE)."
const folder = "This user cannot create the socket: check who owns its folder."
const local = "Use 127.0.0.1 for this machine only, or no host, as in :8200, for all addresses."

/** What an operator can do if a listener cannot start. */
export const listenAdvice = ({ address, cause }: ListenError): ReadonlyArray<string> => {
  switch ((cause as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return [another]
    case "EACCES":
      return [address.startsWith("unix:") ? folder : reserved]
    case "EADDRNOTAVAIL":
      return [local]
    default:
      return []
  }
}
