import * as Context from "effect/Context"
import type { AuditTrail } from "./audit-trail.ts"

/** Makes the audit entries of requests. Only a server with audit devices needs it, and the code behind it. */
export class AuditTrails extends Context.Service<
  AuditTrails,
  { readonly begin: (...parts: ConstructorParameters<typeof AuditTrail>) => AuditTrail }
>()("@enwrap/server/AuditTrails") {}
