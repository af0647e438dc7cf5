/** `sys/tools`. */
export const toolTexts = {
  /** 400. */
  tooFewBytes: "'bytes' cannot be less than 1",
  /** 400. */
  sealIsNoEntropySource: 'the seal is not a source of randomness here; use "platform"',
  /** 400. */
  inputNotBase64: "unable to decode input as base64"
} as const

/** Texts of `sys/tools` that contain a value. */
export const toolTextFor = {
  /** 400. */
  tooManyBytes: (most: number): string => `'bytes' should be less than ${most}`,
  /** 400. `format` is quoted where the original quotes it. */
  encodingUnsupported: (format: string): string => `unsupported encoding format ${format}; must be "hex" or "base64"`,
  /** 400. */
  entropySourceUnsupported: (source: string): string =>
    `unsupported entropy source ${JSON.stringify(source)}; must be "platform" or "seal", or "all"`
} as const
