import type { Target } from "./run-load.ts"

const POLICIES = 100
const PATHS = 100

/** Literal paths, segments of any name and whatever lies below: all that a policy can say of a path. */
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
 * A token with many policies of many paths, none of which is the one that is asked for: that one is in `default`.
 *
 * @throws where the server refuses
 */
export const tokenWithPolicies = async ({ port, token }: Pick<Target, "port" | "token">): Promise<string> => {
  const post = async (path: string, body: unknown): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/${path}`, {
      method: "POST",
      headers: { "x-vault-token": token, "content-type": "application/json" },
      body: JSON.stringify(body)
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the server answered ${path} with ${response.status}`)
    return text
  }
  const policies = Array.from({ length: POLICIES }, (_, i) => `bench-${i}`)
  for (const [i, name] of policies.entries()) await post(`sys/policies/acl/${name}`, { policy: policyText(i) })
  const created = JSON.parse(await post("auth/token/create", { policies })) as { auth: { client_token: string } }
  return created.auth.client_token
}
