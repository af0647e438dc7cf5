import { createNodeClient } from "@enwrap/client-node"

/** What a machine knows when it starts. The wrapping token is the only secret, and it works once. */
export interface MachineConfig {
  /** The address of the server. */
  readonly address: string
  /** The role id, which is part of the machine's image. */
  readonly roleId: string
  /** The wrapping token around the secret id, from CI. */
  readonly wrappingToken: string
}

interface WrappedSecretId {
  readonly data: { readonly secret_id: string }
}

/** A secret id that did not come from CI, or that somebody else has seen: do not start, and raise an alarm. */
export class HandOverError extends Error {
  override readonly name = "HandOverError"
}

/**
 * Unwraps the secret id, logs in with AppRole, and reads the service's password for its database.
 *
 * @throws HandOverError if the wrapping token is not one that CI has just issued
 */
export const startService = async ({ address, roleId, wrappingToken }: MachineConfig): Promise<string> => {
  const anonymous = createNodeClient({ address })
  const receipt = await anonymous.receive<WrappedSecretId>({
    token: wrappingToken,
    expectedPath: "auth/approle/role/web/secret-id",
    expectedTtl: 300
  })
  if (receipt.outcome === "unknown") throw receipt.error
  if (receipt.outcome !== "ok") throw new HandOverError(`the secret id was not handed over: ${receipt.outcome}`)

  const { auth } = await anonymous.operations.appRoleLogin({
    mount: "approle",
    body: { role_id: roleId, secret_id: receipt.response.data.secret_id }
  })
  const service = createNodeClient({ address, token: auth.client_token })
  const { data } = await service.operations.kvV2Read({ mount: "secret", path: "web" })
  return (data.data as { readonly password: string }).password
}
