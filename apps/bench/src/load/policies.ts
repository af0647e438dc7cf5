import type { Target } from "./run-load.ts"

const POLICIES = 100
const PATHS = 100

/** Literal paths, wildcard segments and prefixes: every kind of path that a policy can have. */
const rule = (policy: number, path: number): string => {
  const paths = [
    `secret/data/team-${policy}/app-${path}`,
    `secret/data/team-${policy}/+/app-${path}/*`,
    `secret/metadata/team-${policy}/app-${path}/*`,
    `team-${policy}/+/+/app-${path}`
  ]
  return `path "${paths[path % paths.length]}" { capabilities = ["create", "read", "update", "list"] }`
}

const policyText = (policy: number): string => Array.from({ length: PATHS }, (_, path) => rule(policy, path)).join("\n")

/**
 * Creates a token with many policies of many paths. None of them is the path of the measured requests, which is in the
 * policy `default`.
 *
 * @throws Error if the server rejects a request
 */
export const tokenWithPolicies = async ({ port, token }: Pick<Target, "port" | "token">): Promise<string> => {
  const post = async (path: string, body: unknown): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
      method: "POST",
      headers: { "x-vault-token": token, "content-type": "application/json" },
      body: JSON.stringify(body)
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the server responded to ${path} with ${response.status}`)
    return text
  }
  const policies = Array.from({ length: POLICIES }, (_, i) => `bench-${i}`)
  for (const [i, name] of policies.entries()) await post(`sys/policies/acl/${name}`, { policy: policyText(i) })
  const created = JSON.parse(await post("auth/token/create", { policies })) as { auth: { client_token: string } }
  return created.auth.client_token
}
