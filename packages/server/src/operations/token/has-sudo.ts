import type { Holder } from "../../state/holder.ts"
import { isRoot } from "../../state/token/token-entry.ts"

/** Whether a caller is root, or has `sudo` on a path to which it writes. */
export const hasSudo = ({ acl, found }: Holder, path: string): boolean =>
  isRoot(found.entry) || acl.check({ operation: "update", path }).sudo
