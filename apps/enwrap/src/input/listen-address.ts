import { usageFailure } from "../cli/failure.ts"

/** Where a server listens. */
export interface ListenAddress {
  readonly host: string
  readonly port: number
}

/**
 * Reads `HOST:PORT`; an IPv6 host stands in brackets, and no host means every interface, as in `:8200`.
 *
 * @throws Failure (used wrongly) for anything else
 */
export const parseListenAddress = (text: string): ListenAddress => {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([^:[\]/\s]*)):(\d{1,5})$/.exec(text)
  const port = Number(match?.[3])
  if (match === null || port > 65535) {
    throw usageFailure(
      `the listen address \`${text}\` is not HOST:PORT.`,
      "Examples: 127.0.0.1:8200, localhost:8200, [::1]:8200; port 0 takes a free one."
    )
  }
  return { host: match[1] ?? (match[2] || "0.0.0.0"), port }
}

/** A host and port as a URL or a flag has them. */
export const formatListenAddress = ({ host, port }: ListenAddress): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`

/** Whether only this machine can reach what listens there. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host)
