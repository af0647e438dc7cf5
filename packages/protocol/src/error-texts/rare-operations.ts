/** Operations of which each has few texts. */
export const rareTexts = {
  /** 400 of `sys/health`. */
  healthCodeInvalid: "each code must be an HTTP status code, and standbyok true or false",
  /** 400. */
  cubbyholeNeedsServiceToken: "cubbyhole operations are only supported by 'service' type tokens"
} as const

/** Texts with parameters. */
export const rareTextFor = {
  /** 400 of `sys/metrics`, as text. */
  metricFormatUnknown: (format: string): string => `metric response format ${JSON.stringify(format)} unknown`
} as const
