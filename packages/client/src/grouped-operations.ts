import type { Call, CallOptions } from "./call.ts"
import { groupMembers, type GroupedOperations } from "./gen/groups.ts"
import * as routes from "./gen/routes.ts"
import type { AnyRoute } from "./operation-route.ts"
import type { AnyParameters } from "./request.ts"
import type { SchemaIssue, StandardSchema } from "./standard-schema.ts"
import { field } from "./wrap-info.ts"

/** A client that calls any route. */
interface Caller {
  readonly call: (route: never, parameters: never, options?: CallOptions) => unknown
}

interface WithSchema {
  readonly schema?: StandardSchema | undefined
}

/**
 * Every operation of the spec in groups, over a client: `kvV2.read`, `pki.issue`, `appRole.login`. Clients of
 * `@enwrap/client-node` have them. A web page should import single operations instead: this contains all of them.
 *
 * @example
 * ```ts
 * import { createClient } from "@enwrap/client"
 * import { groupOperations } from "@enwrap/client/grouped"
 *
 * const client = createClient({ address: "http://127.0.0.1:8200", token: "s.the-token", fetch })
 * const { kvV2 } = groupOperations(client)
 * const { data } = await kvV2.read<{ password: string }>({ mount: "secret", path: "db" })
 * console.log(data.data.password.length, data.metadata.version)
 * ```
 */
export const groupOperations = (client: Caller): GroupedOperations => {
  const call = client.call as (route: AnyRoute, parameters?: AnyParameters, options?: CallOptions) => Call<unknown>
  const byId = routes as Readonly<Record<string, AnyRoute>>
  const groups = Object.entries(groupMembers).map(([group, members]) => [
    group,
    Object.fromEntries(
      members.map((member) => {
        const route = byId[`${group}${member.charAt(0).toUpperCase()}${member.slice(1)}`] as AnyRoute
        return [
          member,
          // A schema among the options, where `client.read` has it, does not compile. In JavaScript it must not be ignored.
          (
            { schema: given, ...parameters }: AnyParameters & WithSchema = {},
            { schema = given, ...options }: CallOptions & WithSchema = {}
          ) => call(schema === undefined ? route : { ...route, schema: schemaOf(route, schema) }, parameters, options)
        ]
      })
    )
  ])
  return Object.fromEntries(groups) as GroupedOperations
}

/** A schema for the `data` of a response. In kv version 2, what was stored is one level deeper. */
const schemaOf = (route: AnyRoute, schema: StandardSchema): StandardSchema =>
  route.id === "kvV2Read" ? within("data", schema) : schema

const within = (name: string, schema: StandardSchema): StandardSchema => ({
  "~standard": {
    version: 1,
    vendor: "enwrap",
    validate: async (value) => {
      const result = await schema["~standard"].validate(field(value, name))
      if (result.issues === undefined) return { value: { ...(value as object), [name]: result.value } }
      return { issues: result.issues.map((issue): SchemaIssue => ({ ...issue, path: [name, ...(issue.path ?? [])] })) }
    }
  }
})
