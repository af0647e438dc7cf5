import type { ListenerAccess } from "@enwrap/server"
import { type ForwardedForOptions, type Limits, type SocketAccess, type TlsOptions } from "@enwrap/server-node"
import { normalizeCidr } from "@enwrap/server/engine"
import {
  formatListenAddress,
  isLoopback,
  type ListenAddress,
  overlap,
  readListenAddress
} from "../input/listen-address.ts"
import { type Block, blocksOf } from "./blocks.ts"
import { timerMilliseconds } from "./limits-config.ts"
import { listenerTelemetryRules, tcpRules, unixRules } from "./listener-rules.ts"
import { ownerId } from "./owner.ts"
import type { Problems } from "./problem.ts"
import { Section } from "./section.ts"
import { didYouMean } from "./suggest.ts"
import type { Surroundings } from "./surroundings.ts"
import { readTls } from "./tls-config.ts"

interface CommonConfig {
  readonly maxRequestSize: number | undefined
  readonly limits: Partial<Limits>
  readonly withoutToken: ListenerAccess
}

export interface TcpConfig extends CommonConfig {
  readonly type: "tcp"
  readonly address: ListenAddress
  readonly tls: TlsOptions | undefined
  readonly forwardedFor: ForwardedForOptions | undefined
}

export interface UnixConfig extends CommonConfig {
  readonly type: "unix"
  readonly path: string
  readonly access: SocketAccess
}

export type ListenerConfig = TcpConfig | UnixConfig

const types = ["tcp", "unix"]

/** `sun_path` of the operating system, without the byte at its end. */
const MAX_SOCKET_PATH_BYTES = process.platform === "linux" ? 107 : 103

/** Decodes all `listener` blocks. */
export const decodeListeners = (
  blocks: ReadonlyArray<Block>,
  surroundings: Surroundings,
  problems: Problems
): ReadonlyArray<ListenerConfig> => {
  const taken: Array<ListenAddress> = []
  return blocks.flatMap((block) => {
    const listener = decodeListener(block, surroundings, problems)
    if (listener?.type !== "tcp" || listener.address.port === 0) return listener ?? []
    const { address } = listener
    const other = taken.find((before) => overlap(before, address))
    if (other === undefined) taken.push(address)
    else problems.error(block.source, block.at, `another listener has the address ${formatListenAddress(other)}`)
    return listener
  })
}

/** Decodes a `listener` block; `undefined` if something is wrong. */
const decodeListener = (block: Block, surroundings: Surroundings, problems: Problems): ListenerConfig | undefined => {
  const type = block.labels[0]!
  const where = ` in listener ${JSON.stringify(type)}`
  if (type === "tcp")
    return decodeTcp(new Section(problems, where, block.entries, tcpRules), block, surroundings, problems)
  if (type === "unix")
    return decodeUnix(new Section(problems, where, block.entries, unixRules), block, surroundings, problems)
  problems.error(block.source, block.at, `unknown listener ${JSON.stringify(type)}${didYouMean(type, types)}`)
  return undefined
}

const decodeCommon = (section: Section, problems: Problems): CommonConfig => ({
  maxRequestSize: section.count("max_request_size") || undefined,
  limits: {
    ...milliseconds(section, "max_request_duration", "requestDuration"),
    ...milliseconds(section, "http_read_timeout", "requestTimeout"),
    ...milliseconds(section, "http_read_header_timeout", "headersTimeout"),
    ...milliseconds(section, "http_write_timeout", "writeTimeout"),
    ...milliseconds(section, "http_idle_timeout", "keepAliveTimeout")
  },
  withoutToken: {
    metrics: opensMetrics(section, problems),
    rekey: !(section.boolean("disable_unauthed_rekey_endpoints") ?? false),
    rootGeneration: !(section.boolean("disable_unauthed_generate_root_endpoints") ?? false)
  }
})

const opensMetrics = (section: Section, problems: Problems): boolean => {
  const blocks = section.blocks("telemetry").flatMap((entry) => blocksOf(entry, 0, problems))
  const settings = blocks.map(
    ({ entries }) => new Section(problems, " in telemetry of the listener", entries, listenerTelemetryRules)
  )
  return settings.some((telemetry) => telemetry.boolean("unauthenticated_metrics_access") ?? false)
}

/** A time limit; 0 leaves the default, because a server without a limit could be occupied forever. */
const milliseconds = (section: Section, key: string, limit: keyof Limits): Partial<Limits> => {
  const seconds = section.seconds(key) ?? 0
  if (seconds === 0) return {}
  return { [limit]: timerMilliseconds(seconds) }
}

/** Whoever sets one of them wants TLS. */
const tlsKeys = ["tls_cert_file", "tls_key_file", "tls_client_ca_file", "tls_require_and_verify_client_cert"]

const decodeTcp = (
  section: Section,
  block: Block,
  surroundings: Surroundings,
  problems: Problems
): TcpConfig | undefined => {
  const address = decodeAddress(section)
  const isPlain = section.boolean("tls_disable") ?? false
  for (const key of isPlain ? [] : ["tls_cert_file", "tls_key_file"]) {
    if (!section.has(key))
      problems.error(block.source, block.at, `${key} is missing in listener "tcp"; without TLS, set tls_disable = true`)
  }
  for (const key of isPlain ? tlsKeys : []) {
    if (section.has(key))
      section.warn(key, "has no effect with tls_disable: tokens and secrets can be read on the network")
  }
  if (isPlain && address !== undefined && !isLoopback(address.host))
    section.warn(
      "tls_disable",
      `lets other machines connect to ${formatListenAddress(address)} without TLS: tokens and secrets can be read on the network`
    )
  const tls = isPlain ? undefined : readTls(section, surroundings)
  const forwardedFor = decodeForwardedFor(section)
  const common = decodeCommon(section, problems)
  if (address === undefined || (tls === undefined && !isPlain)) return undefined
  return { type: "tcp", address, tls, forwardedFor, ...common }
}

const decodeAddress = (section: Section): ListenAddress | undefined => {
  if (!section.has("address")) return { host: "127.0.0.1", port: 8200 }
  const text = section.text("address")
  const address = text === undefined ? undefined : readListenAddress(text)
  if (text !== undefined && address === undefined)
    section.error("address", 'must be HOST:PORT, such as "127.0.0.1:8200" or "[::1]:8200"')
  return address
}

const decodeForwardedFor = (section: Section): ForwardedForOptions | undefined => {
  const listed = section.texts("x_forwarded_for_authorized_addrs")
  const authorizedAddresses = (listed ?? []).map(normalizeCidr).filter((block) => block !== undefined)
  if (listed !== undefined && authorizedAddresses.length < listed.length)
    section.error("x_forwarded_for_authorized_addrs", 'must be addresses or blocks, such as "10.0.0.0/8"')
  const options = {
    authorizedAddresses,
    hopSkips: section.count("x_forwarded_for_hop_skips"),
    rejectNotPresent: section.boolean("x_forwarded_for_reject_not_present"),
    rejectNotAuthorized: section.boolean("x_forwarded_for_reject_not_authorized")
  }
  if (authorizedAddresses.length > 0) return options
  for (const key of [
    "x_forwarded_for_hop_skips",
    "x_forwarded_for_reject_not_present",
    "x_forwarded_for_reject_not_authorized"
  ]) {
    if (section.has(key)) section.warn(key, "has no effect without x_forwarded_for_authorized_addrs")
  }
  return undefined
}

const decodeUnix = (
  section: Section,
  block: Block,
  surroundings: Surroundings,
  problems: Problems
): UnixConfig | undefined => {
  const path = section.text("address")
  if (!section.has("address")) problems.error(block.source, block.at, 'address is missing in listener "unix"')
  else if (path === "") section.error("address", "must not be empty")
  else if (path !== undefined && Buffer.byteLength(path) > MAX_SOCKET_PATH_BYTES)
    section.error(
      "address",
      `must have at most ${MAX_SOCKET_PATH_BYTES} bytes: the path of a Unix domain socket cannot be longer`
    )
  const common = decodeCommon(section, problems)
  const access: SocketAccess = {
    mode: decodeMode(section),
    uid: decodeOwner(section, "socket_user", "/etc/passwd", surroundings),
    gid: decodeOwner(section, "socket_group", "/etc/group", surroundings)
  }
  return path ? { type: "unix", path, access, ...common } : undefined
}

const decodeMode = (section: Section): number | undefined => {
  const text = section.text("socket_mode")
  if (text === undefined || text === "") return undefined
  if (/^0?[0-7]{3}$/.test(text)) return Number.parseInt(text, 8)
  section.error("socket_mode", 'must be an octal mode in quotes, such as "0660"')
  return undefined
}

const decodeOwner = (section: Section, key: string, file: string, surroundings: Surroundings): number | undefined => {
  const text = section.text(key)
  if (text === undefined || text === "") return undefined
  const id = ownerId(text, file, surroundings)
  if (id === undefined) section.error(key, `is not in ${file}`)
  return id
}
