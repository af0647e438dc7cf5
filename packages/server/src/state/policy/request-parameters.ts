import type { Payload } from "../../values/json/payload.ts"

/** The parameters of a request that policies can restrict: the fields of the body, or of the query. */
export const parametersOf =
  ({ payload, query }: { readonly payload: Payload; readonly query: ReadonlyMap<string, string> }) =>
  (): ReadonlyMap<string, unknown> =>
    payload.members.size === 0 ? query : new Map([...payload.members].map(([name, text]) => [name, JSON.parse(text)]))
