const untrusted =
  "The server's certificate is not signed by a CA that this machine trusts. Name the file of the CA certificate in tls.caFile or " +
  "VAULT_CACERT. Without it, tokens could be sent to anybody."

const hints: ReadonlyArray<readonly [code: RegExp, hint: string]> = [
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/, untrusted],
  [/^CERT_HAS_EXPIRED$/, "The server's certificate has expired, or the clock of this machine is wrong."],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    "The server's certificate is for another name. Use that name in the address, or set tls.serverName or VAULT_TLS_SERVER_NAME."
  ],
  [
    /^(EPROTO$|ERR_SSL_)/,
    "The TLS handshake failed. If the server uses plain http, as a dev server does, its address must begin with http: (VAULT_ADDR=http://127.0.0.1:8200)."
  ],
  [/^TLS_EXPECTED$/, "The server uses TLS: its address must begin with https: (VAULT_ADDR)."],
  [
    /^ECONNREFUSED$/,
    "Nothing listens at this address. Check the address (VAULT_ADDR) and its port, and whether the server is running."
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "The name in the address cannot be resolved. Check the address (VAULT_ADDR)."],
  [/^(ENOENT|EACCES)$/, "The unix socket does not exist, or this user may not open it."]
]

/**
 * An alert comes from a server that uses TLS. Its number is 116 if TLS 1.3 requires a certificate; before, it was one of those
 * about certificates, or that of a failed handshake.
 */
const clientCertificateAlert = /SSL alert number (4[0-68]|116)\b/

const clientCertificate =
  "The server ended the TLS handshake: it may require a client certificate, or not accept the one that was sent. Name its files " +
  "in tls.certFile and tls.keyFile, or in VAULT_CLIENT_CERT and VAULT_CLIENT_KEY."

/** A likely reason for a failed connection, by the error of Node. */
export const connectionHint = (error: Error): string | undefined => {
  // The client passes a copy of the error, which has the message of a `NodeFetchError` and nothing else of it.
  if (error.message.startsWith("cannot reach the proxy "))
    return "Check the address of the proxy (HTTP_PROXY, HTTPS_PROXY, VAULT_HTTP_PROXY or VAULT_PROXY_ADDR), or add the server to NO_PROXY."
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (clientCertificateAlert.test(cause.message)) return clientCertificate
    const code = String((cause as NodeJS.ErrnoException).code)
    const found = hints.find(([pattern]) => pattern.test(code))
    if (found !== undefined) return found[1]
  }
  return undefined
}
