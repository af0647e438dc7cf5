import type { RunningQuota } from "./running-quota.ts"

/** The quotas of one mount. */
class MountQuotas {
  readonly byRole = new Map<string, RunningQuota>()
  readonly bySuffix = new Map<string, RunningQuota>()
  ofMount: RunningQuota | undefined
  /** The lengths of the suffixes that end in `*`, without it, the longest first. */
  globLengths: ReadonlyArray<number> = []

  add(quota: RunningQuota): void {
    const { role, suffix } = quota.rule
    if (role !== "") this.byRole.set(role, quota)
    else if (suffix === "") this.ofMount = quota
    else {
      this.bySuffix.set(suffix, quota)
      if (suffix.endsWith("*"))
        this.globLengths = [...new Set([...this.globLengths, suffix.length - 1])].sort((a, b) => b - a)
    }
  }

  find(suffix: string, role: string): RunningQuota | undefined {
    return (
      this.byRole.get(role) ??
      (this.bySuffix.size === 0 ? undefined : (this.bySuffix.get(suffix) ?? this.#findByGlob(suffix))) ??
      this.ofMount
    )
  }

  #findByGlob(suffix: string): RunningQuota | undefined {
    for (const length of this.globLengths) {
      const found = length <= suffix.length ? this.bySuffix.get(`${suffix.slice(0, length)}*`) : undefined
      if (found !== undefined) return found
    }
    return undefined
  }
}

/** Finds the quota of a request. The cost does not depend on the number of quotas. */
export class QuotaIndex {
  readonly #byMount = new Map<string, MountQuotas>()
  #ofServer: RunningQuota | undefined
  readonly isEmpty: boolean

  constructor(quotas: Iterable<RunningQuota>) {
    const all = [...quotas]
    this.isEmpty = all.length === 0
    for (const quota of all) {
      const { mount } = quota.rule
      if (mount === undefined) this.#ofServer = quota
      else this.#quotasOf(mount).add(quota)
    }
  }

  /** Whether the mount has a quota for the logins of a role. */
  hasRoles(mount: string): boolean {
    return (this.#byMount.get(mount)?.byRole.size ?? 0) > 0
  }

  /** The most specific quota. The suffix has no slash at its end. @see RW-QU-2 */
  find(mount: string | undefined, suffix: string, role: string): RunningQuota | undefined {
    return (mount === undefined ? undefined : this.#byMount.get(mount)?.find(suffix, role)) ?? this.#ofServer
  }

  #quotasOf(mount: string): MountQuotas {
    const known = this.#byMount.get(mount)
    if (known !== undefined) return known
    const added = new MountQuotas()
    this.#byMount.set(mount, added)
    return added
  }
}
