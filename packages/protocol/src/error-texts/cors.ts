/** `sys/config/cors`. */
export const corsTexts = {
  /** 400. */
  originMissing: "at least one origin or the wildcard must be provided",
  /** 400. */
  wildcardNotAlone: "to allow all origins the '*' must be the only value for allowed_origins",
  /** 400. */
  originInvalid: "allowed_origins must be origins such as https://app.example",
  /** 400. */
  headerInvalid: "allowed_headers must be valid header names"
} as const
