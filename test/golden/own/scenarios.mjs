// What Enwrap once answered differently from OpenBao: new tokens, policies, lists, mounts.
// Recorded by: SCENARIOS=test/golden/own node test/golden/fixtures/run.mjs record URL ROOT_TOKEN
// Each scenario makes what it needs under names of its own (o-...) and takes it away again.

const list = []
const S = (id, title, play) => list.push({ id, title, play })

const base64 = (text) => Buffer.from(text).toString("base64")
const POLICY = 'path "o/*" { capabilities = ["read"] }'

/** Writes down what is asked for in rows: label, method, path, and the rest of the request. */
const ask = async (r, rows) => {
  for (const [label, method, path, options] of rows) await r.step(label, method, path, options)
}

/** Asks for tokens, and revokes those that were made. */
const create = async (r, rows, path = "auth/token/create") => {
  for (const [label, body, options] of rows) {
    const answer = await r.do("POST", path, { ...options, body })
    const auth = answer.json?.auth
    if (auth) {
      r.name(auth.client_token, `token of ${label}`)
      r.name(auth.accessor, `accessor of ${label}`)
      r.after("POST", "auth/token/revoke", { body: { token: auth.client_token } })
    }
    r.record(label, "POST", path, { ...options, body }, answer)
  }
}

const policy = async (r, name, text) => {
  await r.do("PUT", `sys/policies/acl/${name}`, { body: { policy: text } })
  r.after("DELETE", `sys/policies/acl/${name}`)
}

S("OT-01", "a new token with a negative duration", (r) =>
  create(r, [
    ...["ttl", "period", "explicit_max_ttl", "lease"].flatMap((field) =>
      [-1, "-1", "-5m", "-1ns"].map((value) => [`${field} ${value}`, { policies: ["default"], [field]: value }])
    ),
    ["batch, with a period", { policies: ["default"], type: "batch", period: -1 }],
    ["lease beside ttl", { policies: ["default"], ttl: "1h", lease: "-1h" }],
    ["all of them", { policies: ["default"], ttl: -1, period: -1, explicit_max_ttl: -1 }]
  ])
)

S("OT-02", "a new token of an unknown type", (r) =>
  create(r, [
    ...["x", "Batch", "default", "default-service", "wrapping"].map((type) => [type, { policies: ["default"], type }]),
    ["with other mistakes", { policies: ["default"], type: "x", num_uses: -1, entity_alias: "a" }]
  ])
)

S("OT-03", "a new token with a chosen id", (r) =>
  create(r, [
    ...["s.abc", "hvs.abc", "b.abc", "a.b", "s."].map((id) => [id, { id }]),
    ["plain", { id: "o-chosen-1", ttl: "1h" }],
    ["a TTL, a policy and a field too many", { id: "o-chosen-2", ttl: "9000h", policies: ["o-none"], other: 1 }]
  ])
)

S("OT-04", "warnings of a new token, wrapped and not", async (r) => {
  const body = { ttl: "9000h", policies: ["o-none"], other: 1 }
  await create(r, [
    ["asked for too much", body],
    ["the default is too much", { policies: ["default"], explicit_max_ttl: "90m" }],
    ["root within a maximum", { policies: ["root"], explicit_max_ttl: "1h" }]
  ])
  await r.wrapped("W", { path: "auth/token/create", method: "POST", body: { ...body, id: "o-chosen-3" } })
  const [[token]] = [...r.names].filter(([, name]) => name === "W")
  const unwrapped = await r.do("POST", "sys/wrapping/unwrap", { body: { token } })
  r.name(unwrapped.json.auth.client_token, "token inside")
  r.name(unwrapped.json.auth.accessor, "accessor inside")
  r.after("POST", "auth/token/revoke", { body: { token: "o-chosen-3" } })
  r.record("unwrapped", "POST", "sys/wrapping/unwrap", { body: { token } }, unwrapped)
})

S("OT-05", "a batch token is not renewed", async (r) => {
  const { json } = await r.do("POST", "auth/token/create", { body: { policies: ["default"], type: "batch" } })
  const token = r.name(json.auth.client_token, "batch")
  await ask(r, [
    ["by itself", "POST", "auth/token/renew-self", { token, body: {} }],
    ["by root", "POST", "auth/token/renew", { body: { token } }]
  ])
})

S("OT-06", "revoke-orphan without sudo", async (r) => {
  await policy(r, "o-tokens", 'path "auth/token/*" { capabilities = ["create", "read", "update", "delete", "list"] }')
  const caller = await r.token("caller", { policies: ["o-tokens"], ttl: "1h" })
  const victim = await r.token("victim", { policies: ["default"], ttl: "1h" })
  const token = caller.client_token
  r.after("POST", "auth/token/revoke", { body: { token } })
  const path = "auth/token/revoke-orphan"
  await ask(r, [
    ["a token", "POST", path, { token, body: { token: victim.client_token } }],
    ["an unknown token", "POST", path, { token, body: { token: "o-unknown" } }],
    ["no token", "POST", path, { token, body: {} }],
    ["accessors", "LIST", "auth/token/accessors", { token }],
    ["tidy", "POST", "auth/token/tidy", { token, body: {} }],
    ["by root", "POST", path, { body: { token: victim.client_token } }]
  ])
})

S("OT-07", "token roles: batch tokens, old names, limits of the role and of the request", async (r) => {
  const path = "auth/token/roles/o-role"
  r.after("DELETE", path)
  const batch = { token_type: "batch", orphan: true, renewable: false }
  for (const [label, body] of [
    ["batch, not an orphan", { token_type: "batch" }],
    ["batch, renewable", { token_type: "batch", orphan: true }],
    ["batch, with a period", { ...batch, token_period: "1h" }],
    ["batch, with a maximum", { ...batch, token_explicit_max_ttl: "1h" }],
    ["no type", { token_type: "" }],
    ["a period by both names", { token_period: "1h", period: "2h" }],
    ["addresses by both names", { token_bound_cidrs: "127.0.0.1", bound_cidrs: "127.0.0.2" }],
    ["a maximum by both names", { token_explicit_max_ttl: "1h", explicit_max_ttl: "2h" }],
    ["too high a maximum", { token_explicit_max_ttl: "9000h" }],
    ["names", { disallowed_policies: ["C", "c", " b"], allowed_entity_aliases: ["X", "x"] }]
  ]) {
    await r.step(label, "POST", path, { body })
    await r.step(`${label}, read`, "GET", path)
    await r.do("DELETE", path)
  }
  await r.do("POST", path, { body: { token_explicit_max_ttl: "1h", token_period: "30m" } })
  await create(
    r,
    [["both", { policies: ["default"], explicit_max_ttl: "2h", period: "20m" }]],
    "auth/token/create/o-role"
  )
})

S("OP-01", "a policy in base64", async (r) => {
  r.after("DELETE", "sys/policies/acl/o-base64")
  const paths = ["sys/policies/acl/o-base64", "sys/policy/o-base64"]
  for (const [label, path, body] of [
    ["new path", paths[0], { policy: base64(POLICY) }],
    ["old path", paths[1], { policy: base64(POLICY) }],
    ["rules", paths[1], { rules: base64(POLICY) }],
    ["rules beside an empty policy", paths[1], { policy: "", rules: base64(POLICY) }],
    ["with line breaks", paths[0], { policy: base64(POLICY).replace(/.{20}/g, "$&\n") }],
    ["JSON", paths[0], { policy: base64('{"path":{"o":{"capabilities":["read"]}}}') }]
  ]) {
    await r.step(label, "PUT", path, { body })
    await r.step(`${label}, read`, "GET", path)
    await r.do("DELETE", path)
  }
})

S("OP-02", "the built-in policies", async (r) => {
  await ask(r, [
    ["read response-wrapping", "GET", "sys/policies/acl/response-wrapping"],
    ["read root", "GET", "sys/policies/acl/root"],
    ["read response-wrapping by the old path", "GET", "sys/policy/response-wrapping"],
    ...["root", "response-wrapping"].flatMap((name) => [
      [`write ${name}`, "PUT", `sys/policies/acl/${name}`, { body: { policy: POLICY } }],
      [`delete ${name}`, "DELETE", `sys/policies/acl/${name}`]
    ])
  ])
})

S("OP-03", "what a token can do", async (r) => {
  await policy(
    r,
    "o-limits",
    `path "sys/internal/ui/resultant-acl" { capabilities = ["read"] }
path "a/+/b" { capabilities = ["read"] }
path "a/*" { capabilities = ["create"] min_wrapping_ttl = "90s" max_wrapping_ttl = 120 }
path "a/no" { capabilities = ["update", "deny"] required_parameters = ["x"] }
path "a/c" {
  capabilities = ["update"]
  allowed_parameters = { "x" = ["1", 2], "*" = [] }
  denied_parameters = { "y" = [] }
  required_parameters = ["x"]
}`
  )
  const { client_token: token } = await r.token("T", { policies: ["o-limits"], no_default_policy: true, ttl: "1h" })
  r.after("POST", "auth/token/revoke", { body: { token } })
  await ask(r, [
    ["resultant-acl", "GET", "sys/internal/ui/resultant-acl", { token }],
    ["an empty path", "POST", "sys/capabilities", { body: { token, paths: ["a/c", ""] } }],
    ["an empty path of its own", "POST", "sys/capabilities-self", { body: { paths: [""] } }]
  ])
})

S("OL-01", "lists are in the order of the bytes in UTF-8", async (r) => {
  const { client_token: token } = await r.token("T", { policies: ["root"], ttl: "1h" })
  r.after("POST", "auth/token/revoke", { body: { token } })
  const names = ["Z", "a", "a\uffee", "a\u{1f600}", "~", "\u00df", "\u00e9", "\ufb01", "\uffee", "\u{1f600}"].reverse()
  for (const name of names) {
    const path = encodeURIComponent(name)
    await r.do("POST", `cubbyhole/${path}/x`, { token, body: { a: 1 } })
    await r.do("POST", `kv1/o/${path}/x`, { body: { a: 1 } })
    await r.do("POST", `kv2/data/o/${path}`, { body: { data: {} } })
    r.after("DELETE", `kv1/o/${path}/x`)
    r.after("DELETE", `kv2/metadata/o/${path}`)
  }
  await ask(r, [
    ["cubbyhole", "LIST", "cubbyhole", { token }],
    ["kv 1", "LIST", "kv1/o"],
    ["kv 1, all", "SCAN", "kv1/o"],
    ["kv 2", "LIST", "kv2/metadata/o"],
    ["kv 2, a page", "LIST", `kv2/metadata/o?after=${encodeURIComponent("\u00e9")}&limit=2`],
    ["kv 2, the last page", "LIST", `kv2/metadata/o?after=${encodeURIComponent("\uffee")}`]
  ])
})

S("OL-02", "policies in folders are listed last, the last folder first", async (r) => {
  for (const name of ["o", "o\u{1f600}", "o\uffee", "o/b", "o/a", "oo/x/y", "oo/z"])
    await policy(r, name.split("/").map(encodeURIComponent).join("/"), POLICY)
  const { json } = await r.do("LIST", "sys/policies/acl")
  r.record(
    "its own",
    "LIST",
    "sys/policies/acl",
    {},
    {
      status: 200,
      headers: {},
      json: json.data.keys.filter((name) => name.startsWith("o"))
    }
  )
})

S("OM-01", "texts about mounts", async (r) => {
  await r.do("POST", "sys/auth/o-approle", { body: { type: "approle" } })
  r.after("DELETE", "sys/auth/o-approle")
  r.after("DELETE", "sys/mounts/o-new")
  const mount = (body) => ["POST", "sys/mounts/o-new", { body }]
  const method = (body) => ["POST", "sys/auth/o-new", { body }]
  await ask(r, [
    ["identity", ...mount({ type: "identity" })],
    ["system", ...mount({ type: "system" })],
    ["system as a method", ...method({ type: "system" })],
    ["token as a method", ...method({ type: "token" })],
    ["kv-v2 as a method", ...method({ type: "kv-v2" })],
    ["a method with a version", ...method({ type: "approle", options: { version: "2" } })],
    ["a default above the system's maximum", ...mount({ type: "kv", config: { default_lease_ttl: "9000h" } })],
    ["a default above the maximum", ...mount({ type: "kv", config: { default_lease_ttl: "3h", max_lease_ttl: "2h" } })],
    ["a method as an engine", "POST", "sys/remount", { body: { from: "auth/o-approle", to: "o-b" } }],
    ["tune sys", "POST", "sys/mounts/sys/tune", { body: { description: "x" } }],
    ["tune to an unknown version", "POST", "sys/mounts/kv1/tune", { body: { options: { version: "7" } } }]
  ])
})

S("OM-02", "leases that do not exist", (r) =>
  ask(r, [
    ["a name", "POST", "sys/leases/lookup", { body: { lease_id: "o" } }],
    ["a path", "POST", "sys/leases/lookup", { body: { lease_id: "o/x" } }],
    ...["lookup", "renew", "revoke"].map((operation) => [
      `${operation} a number`,
      "POST",
      `sys/leases/${operation}`,
      { body: { lease_id: 5 } }
    ])
  ])
)

S("OM-03", "AppRole: default token types, and logins with a capped default TTL", async (r) => {
  const path = "auth/approle/role/o-role"
  r.after("DELETE", path)
  for (const type of ["default-service", "default-batch"]) {
    await r.step(type, "POST", path, { body: { token_type: type } })
    await r.do("DELETE", path)
  }
  await r.do("POST", path, { body: { token_max_ttl: "1h", token_no_default_policy: true } })
  const { role_id } = (await r.do("GET", `${path}/role-id`)).json.data
  const { secret_id } = (await r.do("POST", `${path}/secret-id`, { body: {} })).json.data
  r.name(role_id, "role id")
  r.name(secret_id, "secret id")
  const login = await r.do("POST", "auth/approle/login", { token: null, body: { role_id, secret_id } })
  r.name(login.json.auth.client_token, "login")
  r.name(login.json.auth.accessor, "accessor of login")
  r.after("POST", "auth/token/revoke", { body: { token: login.json.auth.client_token } })
  r.after("DELETE", `identity/entity/id/${login.json.auth.entity_id}`)
  r.record("login", "POST", "auth/approle/login", { token: null, body: { role_id, secret_id } }, login)
})

export const scenarios = list
