import { VERSION } from "@enwrap/server"
import type { ListenerConfig, TcpConfig } from "../config/listener-config.ts"
import type { ServerConfig } from "../config/server-config.ts"

/** A listener, and the address that it listens on. */
export interface ListeningAt {
  readonly config: ListenerConfig
  readonly address: string
}

/** What the server prints when it has started, in the form of the original. */
export const serverBanner = (config: ServerConfig, listeners: ReadonlyArray<ListeningAt>): string => {
  const rows: ReadonlyArray<readonly [name: string, value: string]> = [
    ...(config.apiAddress === undefined ? [] : [["Api Address", config.apiAddress] as const]),
    ...listeners.map(({ address, config }, i) => [`Listener ${i + 1}`, describeListener(config, address)] as const),
    ["Log Level", config.logLevel],
    ["Node.js Version", process.versions.node],
    [
      "Seal",
      config.seal.type === "static" ? `static (current_key_id: ${JSON.stringify(config.seal.current.id)})` : "shamir"
    ],
    ["Storage", config.storage.type === "sqlite" ? `sqlite (path: ${JSON.stringify(config.storage.path)})` : "inmem"],
    ["Version", `Enwrap v${VERSION}`]
  ]
  const width = Math.max(...rows.map(([name]) => name.length)) + 4
  return [
    "==> Enwrap server configuration:",
    "",
    ...rows.map(([name, value]) => `${name.padStart(width)}: ${value}`),
    "",
    "==> Enwrap server started! Log data will stream in below:",
    "",
    ""
  ].join("\n")
}

const describeListener = (config: ListenerConfig, address: string): string => {
  const properties: ReadonlyArray<readonly [string, string]> =
    config.type === "unix"
      ? [["addr", config.path]]
      : [
          ["addr", address.replace(/^https?:\/\//, "")],
          ...describeForwarding(config),
          ["tls", config.tls === undefined ? "disabled" : "enabled"]
        ]
  return `${config.type} (${properties.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")})`
}

const describeForwarding = ({ forwardedFor }: TcpConfig): ReadonlyArray<readonly [string, string]> =>
  forwardedFor === undefined ? [] : [["x_forwarded_for_authorized_addrs", forwardedFor.authorizedAddresses.join(" ")]]
