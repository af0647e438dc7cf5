import type { WireRequest } from "../../src/transport.ts"
import type { BrokenServer } from "./broken-server.ts"
import { alterResponse, asRoot, editText, fieldOf, isBelow, isPath, isWrite, json, NO_CONTENT } from "./tampering.ts"

const disables = (request: WireRequest): boolean => request.method === "DELETE" && isBelow(request, "sys/mounts")

/** Faults in mounts. */
export const mounts: ReadonlyArray<BrokenServer> = [
  {
    fault: "lists mounts without their options",
    fails: ["RWC-MO-01"],
    passes: ["RWC-MO-02", "RWC-MO-04"],
    tamper: alterResponse((response, request) =>
      isPath(request, "sys/mounts")
        ? editText(response, (text) => text.replaceAll('"options":{"version":"1"}', '"options":null'))
        : undefined
    )
  },
  {
    fault: "only hides a mount that is disabled",
    fails: ["RWC-MO-02"],
    passes: ["RWC-MO-01", "RWC-MO-05"],
    tamper: () => {
      const hidden = new Set<string>()
      return async (request, forward) => {
        const mount = request.path.replace(/^sys\/mounts\//, "").split("/")[0] ?? ""
        if (disables(request)) {
          hidden.add(mount)
          return NO_CONTENT
        }
        if (isWrite(request) && isBelow(request, "sys/mounts") && hidden.delete(mount)) return NO_CONTENT
        const response = await forward(request)
        if (hidden.has(mount)) return json(404, { errors: [] })
        return isPath(request, "sys/mounts")
          ? editText(response, (text) => {
              const body = JSON.parse(text) as Record<string, Record<string, unknown>>
              for (const one of hidden) for (const table of [body, body["data"]]) delete table?.[`${one}/`]
              return JSON.stringify(body)
            })
          : response
      }
    }
  },
  {
    fault: "enables a mount below another one",
    fails: ["RWC-MO-03"],
    passes: ["RWC-MO-01", "RWC-MO-02"],
    tamper: alterResponse((response, request) =>
      isBelow(request, "sys/mounts") && isWrite(request) && response.text.includes("already in use")
        ? NO_CONTENT
        : undefined
    )
  },
  {
    fault: "shows the mount of every path to everyone",
    fails: ["RWC-MO-04"],
    passes: ["RWC-MO-01", "RWC-MO-05"],
    tamper: (root) => (request, forward) =>
      forward(isBelow(request, "sys/internal/ui/mounts") ? asRoot(request, root) : request)
  },
  {
    fault: "resets the settings of a mount that a request does not name",
    fails: ["RWC-MO-05"],
    passes: ["RWC-MO-01", "RWC-MO-02"],
    tamper: () => async (request, forward) => {
      if (isWrite(request) && request.path.endsWith("/tune") && fieldOf(request, "description") === undefined)
        await forward({ ...request, body: JSON.stringify({ description: "" }) })
      return forward(request)
    }
  },
  {
    fault: "keeps the tokens of a login method that is moved",
    fails: ["RWC-MO-06"],
    passes: ["RWC-MO-02", "RWC-LE-13"],
    tamper: () => async (request, forward) =>
      isPath(request, "sys/remount") && String(fieldOf(request, "from")).startsWith("auth/")
        ? json(200, { data: { migration_id: "1" } })
        : forward(request)
  }
]
