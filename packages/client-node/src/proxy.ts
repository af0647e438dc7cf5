import { BlockList, isIP, isIPv6 } from "node:net"
import { InsecureAddressError, InvalidArgumentError, isThisMachine } from "@enwrap/client"
import { rejectUnknown } from "./reject-unknown.ts"

/**
 * Proxies by the scheme of the server's address, and what is reached without one: the variables `HTTP_PROXY`, `HTTPS_PROXY` and
 * `NO_PROXY`.
 */
export interface ProxyRules {
  /** The URL of the proxy for `http:` addresses. */
  readonly http?: string | undefined
  /** The URL of the proxy for `https:` addresses. */
  readonly https?: string | undefined
  /**
   * What is reached without a proxy, separated by commas: `internal.example` (with its subdomains), `.internal.example` (only
   * the subdomains), `10.0.0.0/8`, `192.0.2.1:8200`, or `*`. This machine never needs one.
   */
  readonly except?: string | undefined
}

/**
 * The proxy for a URL; `undefined` if the server is reached directly.
 *
 * @throws InsecureAddressError if another machine would get a request unencrypted, and that is not allowed
 */
export type ProxyFor = (url: URL) => string | undefined

/**
 * Reads a proxy, or the rules for one.
 *
 * @throws InvalidArgumentError if the URL of a proxy is not valid, or this version of Node.js supports none
 */
export const proxyFor = (proxy: string | ProxyRules | undefined, allowInsecureHttp: boolean): ProxyFor => {
  if (proxy === undefined) return () => undefined
  if (!supportsProxies()) throw new InvalidArgumentError("A proxy needs Node.js 24.5 or newer, or a fetch of your own")
  const choose = choice(proxy)
  return (url) => {
    const chosen = choose(url)
    // Requests with https: go through a tunnel, which the proxy cannot read.
    if (chosen !== undefined && url.protocol === "http:" && !allowInsecureHttp) checkProxy(new URL(chosen))
    return chosen
  }
}

/** A proxy reads what it forwards, also if it is itself spoken to over https. The error has no URL, which may have a password. */
const checkProxy = (proxy: URL): void => {
  if (isThisMachine(proxy)) return
  throw new InsecureAddressError(`Requests with http: through the proxy ${proxy.host} would send tokens unencrypted`, {
    hint: "Use https:, or no proxy. If you trust the proxy and the network with your tokens, set allowInsecureHttp: true."
  })
}

const choice = (proxy: string | ProxyRules): ((url: URL) => string | undefined) => {
  if (typeof proxy === "string") {
    const text = proxyUrl("proxy", proxy)
    return () => text
  }
  const { http: forHttp, https: forHttps, except = "", ...unread } = proxy
  rejectUnknown("proxy", unread)
  const http = proxyUrl("proxy for http:", forHttp)
  const https = proxyUrl("proxy for https:", forHttps)
  const isExcepted = exceptions(except)
  return (url) => (isExcepted(url) ? undefined : url.protocol === "https:" ? https : http)
}

/** Whether agents of this version of Node.js have proxies. */
export const supportsProxies = (): boolean => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  return major > 24 || (major === 24 && minor >= 5)
}

/** Without a scheme, a proxy is spoken to over plain http. The error does not quote the URL, which may have a password. */
const proxyUrl = (name: string, text: string | undefined): string | undefined => {
  if (text === undefined || text === "") return undefined
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new InvalidArgumentError(`The ${name} is not the URL of an HTTP proxy`)
  }
  return url
}

/** As the clients of Vault and OpenBao read `NO_PROXY`. */
const exceptions = (list: string): ((url: URL) => boolean) => {
  const rules = list
    .split(",")
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== "")
    .map(exception)
  return (url) => {
    const host = url.hostname.replace(/^\[|\]$/g, "")
    const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port
    return isThisMachine(url) || rules.some((matches) => matches(host, port))
  }
}

const exception = (entry: string): ((host: string, port: string) => boolean) => {
  if (entry === "*") return () => true
  const [, network, bits] = /^(.+)\/(\d{1,3})$/.exec(entry) ?? []
  if (network !== undefined) return inNetwork(network, Number(bits))
  const [, name = entry, onlyPort] = isIPv6(entry) ? [] : (/^(.*?):(\d+)$/.exec(entry) ?? [])
  const pattern = name.replace(/^\[|\]$/g, "").replace(/^\*\./, ".")
  return (host, port) =>
    (onlyPort === undefined || onlyPort === port) &&
    (pattern.startsWith(".") ? host.endsWith(pattern) : host === pattern || host.endsWith(`.${pattern}`))
}

/** An entry that is not a valid network matches nothing. */
const inNetwork = (network: string, bits: number): ((host: string) => boolean) => {
  const family = isIP(network)
  if (family === 0 || bits > (family === 4 ? 32 : 128)) return () => false
  const blocks = new BlockList()
  blocks.addSubnet(network, bits, family === 4 ? "ipv4" : "ipv6")
  return (host) => isIP(host) === family && blocks.check(host, family === 4 ? "ipv4" : "ipv6")
}
