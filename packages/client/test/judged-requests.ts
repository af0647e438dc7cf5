import { kvV1Read, sysHealthRead, wrappingUnwrap } from "../src/operations.ts"
import { buildRequest } from "../src/request.ts"

export const defaults = { address: "https://vault.example", token: "s.session" }
export const read = buildRequest(defaults, kvV1Read, { mount: "secret", path: "foo" })
export const wrappedRead = buildRequest(defaults, kvV1Read, { mount: "secret", path: "foo" }, "5m")
export const unwrap = buildRequest(defaults, wrappingUnwrap, { body: { token: "s.wrapping" } })
export const health = buildRequest(defaults, sysHealthRead)

export const envelope = {
  request_id: "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
  lease_id: "",
  renewable: false,
  lease_duration: 2764800,
  data: { zip: "zap" },
  wrap_info: null,
  warnings: null,
  auth: null
}
export const wrapInfo = {
  token: "s.WrappingTokenExample1234",
  accessor: "WrappingAccessorExample1",
  ttl: 300,
  creation_time: "2026-08-21T18:58:13.123456789Z",
  creation_path: "secret/foo"
}
export const wrapped = { ...envelope, request_id: "", lease_duration: 0, data: null, wrap_info: wrapInfo }

export const noStore = { "cache-control": "no-store" }
export const json = (body: unknown, status = 200) => Response.json(body, { status })
export const errors = (status: number, ...texts: ReadonlyArray<string>) => json({ errors: texts }, status)
