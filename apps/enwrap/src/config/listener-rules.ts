import type { KeyRules } from "./section.ts"

const ownLimits = "this server limits bodies by their bytes and their number of values"

const notRedacted = {
  unsupported:
    "sys/health, sys/leader and sys/seal-status are the same on all listeners; let a proxy forward only what clients need"
}

/** What all types of listeners have in common. */
const common: KeyRules = {
  address: "value",
  max_request_size: "value",
  http_read_timeout: "value",
  http_read_header_timeout: "value",
  http_write_timeout: "value",
  http_idle_timeout: "value",
  max_request_duration: "value",
  max_request_json_memory: { ignored: ownLimits },
  max_request_json_strings: { ignored: ownLimits },
  max_json_depth: { ignored: ownLimits },
  max_json_string_value_length: { ignored: ownLimits },
  max_json_object_entry_count: { ignored: ownLimits },
  max_json_array_element_count: { ignored: ownLimits },
  disable_request_limiter: { ignored: "requests are limited only by sys/quotas/rate-limit" },
  disable_replication_status_endpoints: { ignored: "there is no replication" },
  chroot_namespace: { unsupported: "there are no namespaces" },
  redact_addresses: notRedacted,
  redact_cluster_name: notRedacted,
  redact_version: notRedacted,
  purpose: { ignored: "all listeners serve the whole API" },
  role: { unsupported: "all listeners serve the whole API" },
  require_request_header: { unsupported: "clients need not send X-Vault-Request" },
  disable_unauthed_rekey_endpoints: "value",
  disable_unauthed_generate_root_endpoints: "value",
  cors_enabled: { unsupported: "allow origins with sys/config/cors" },
  cors_allowed_origins: { unsupported: "allow origins with sys/config/cors" },
  cors_allowed_headers: { unsupported: "allow origins with sys/config/cors" },
  cors_allow_credentials: { unsupported: "tokens are sent in headers, not in cookies" },
  custom_response_headers: { unsupported: "let a proxy add headers" },
  proxy_protocol_behavior: { unsupported: "use x_forwarded_for_authorized_addrs" },
  proxy_protocol_authorized_addrs: { unsupported: "use x_forwarded_for_authorized_addrs" },
  telemetry: "blocks",
  profiling: { unsupported: "there are no profiles" },
  inflight_requests_logging: { unsupported: "there is no list of the requests in flight" },
  agent_api: { refused: "it belongs to the agent" },
  proxy_api: { refused: "it belongs to the proxy" }
}

/** The block `telemetry` of a listener. */
export const listenerTelemetryRules: KeyRules = {
  unauthenticated_metrics_access: "value",
  metrics_path: { unsupported: "metrics are at sys/metrics" },
  metrics_only: { unsupported: "all listeners serve the whole API" },
  disallow_metrics: { unsupported: "leave unauthenticated_metrics_access out: metrics need a token then" }
}

const acme = { unsupported: "use a certificate in tls_cert_file, and send SIGHUP when it is renewed" }

export const tcpRules: KeyRules = {
  ...common,
  cluster_address: { ignored: "there is no cluster" },
  tls_disable: "value",
  tls_cert_file: "value",
  tls_key_file: "value",
  tls_min_version: "value",
  tls_max_version: "value",
  tls_cipher_suites: "value",
  tls_client_ca_file: "value",
  tls_require_and_verify_client_cert: "value",
  tls_disable_client_certs: "value",
  tls_prefer_server_cipher_suites: { ignored: "the client's order is used" },
  tls_key_exchange_preferences: { unsupported: "Node.js chooses" },
  tls_auto_reload: { unsupported: "send SIGHUP when the certificate is renewed" },
  tls_auto_reload_interval: { unsupported: "send SIGHUP when the certificate is renewed" },
  tls_acme_cache_path: acme,
  tls_acme_ca_directory: acme,
  tls_acme_test_ca_directory: acme,
  tls_acme_ca_root: acme,
  tls_acme_eab_key_id: acme,
  tls_acme_eab_mac_key: acme,
  tls_acme_key_type: acme,
  tls_acme_email: acme,
  tls_acme_domains: acme,
  tls_acme_disable_http_challenge: acme,
  tls_acme_disable_alpn_challenge: acme,
  x_forwarded_for_authorized_addrs: "value",
  x_forwarded_for_hop_skips: "value",
  x_forwarded_for_reject_not_present: "value",
  x_forwarded_for_reject_not_authorized: "value",
  x_forwarded_for_client_cert_header: { unsupported: "no login method uses certificates of clients" },
  x_forwarded_for_client_cert_decoders: { unsupported: "no login method uses certificates of clients" },
  x_forwarded_for_client_cert_keep_not_forwarded: { unsupported: "no login method uses certificates of clients" },
  x_forwarded_for_client_cert_keep_unauthorized: { unsupported: "no login method uses certificates of clients" }
}

export const unixRules: KeyRules = {
  ...common,
  tls_disable: { ignored: "a Unix domain socket has no TLS" },
  socket_mode: "value",
  socket_user: "value",
  socket_group: "value"
}
