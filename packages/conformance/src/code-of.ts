/** Returns the code of a system error, such as ENOENT. Its message may contain data that must not be printed. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.name) : "unknown"
}
