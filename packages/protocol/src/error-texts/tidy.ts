/** The warnings of operations that tidy up, in the server and in engines. */
export const tidyWarnings = {
  /** @see RW-TK-26 */
  tidyStarted:
    "Tidy operation successfully started. Any information from the operation will be printed to OpenBao's server logs."
} as const
