import type { OperationIdOf } from "@enwrap/protocol"
import type { Crypto } from "../../ports/crypto/port.ts"
import type { Keyring } from "../../state/keyring.ts"
import type { CanonicalPath } from "../../state/mount/canonical-path.ts"
import type { Mounts } from "../../state/mount/mounts.ts"
import { makeCapabilitiesOperations } from "../policy/capabilities-operations.ts"
import { makePolicyOperations } from "../policy/policy-operations.ts"
import type { PolicyStore } from "../../state/policy/policy-store.ts"
import type { TokenStore } from "../../state/token/token-store.ts"
import { auditOperations } from "./audit-operations.ts"
import { makeCorsOperations } from "./cors-operations.ts"
import type { CorsSettingsStore } from "../../state/cors-settings.ts"
import { makeKeyOperations } from "./key-operations.ts"
import { makeSpecsOperations } from "./specs-operations.ts"
import { makeStatusOperations, type StatusDependencies } from "./status-operations.ts"
import type { SystemHandlers } from "../system-handler.ts"
import { makeToolsOperations } from "./tools-operations.ts"

/** What others make: `wrapping/`, `mount/` and `lease/`. */
type Elsewhere =
  | Extract<OperationIdOf<"sys">, `wrapping${string}` | `lease${string}` | `sys${string}Mount${string}`>
  | Extract<OperationIdOf<"sys">, `sys${string}Auth${string}` | `sysRemount${string}`>

export interface SysDependencies extends StatusDependencies {
  readonly canonicalPath: CanonicalPath
  readonly cors: typeof CorsSettingsStore.Service
  readonly crypto: typeof Crypto.Service
  readonly keyring: typeof Keyring.Service
  readonly mounts: typeof Mounts.Service
  readonly policies: typeof PolicyStore.Service
  readonly tokens: typeof TokenStore.Service
}

/** `sys/*`, but for wrapping, mounts and leases. */
export const makeSysOperations = (dependencies: SysDependencies): Omit<SystemHandlers<"sys">, Elsewhere> => ({
  ...makeStatusOperations(dependencies),
  ...makeKeyOperations(dependencies.keyring),
  ...makePolicyOperations(dependencies.policies),
  ...makeCapabilitiesOperations(dependencies),
  ...makeToolsOperations(dependencies.crypto),
  ...makeCorsOperations(dependencies.cors),
  ...auditOperations,
  ...makeSpecsOperations(dependencies.mounts)
})
