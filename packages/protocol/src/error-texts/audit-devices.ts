/** Audit devices, and the headers in their entries. */
export const auditTexts = {
  /** 400 of an audit device. */
  pathMissing: "backend path must be specified",
  /** 400 of an audit device. */
  pathInUse: "path already in use",
  /** 400 of an audit device. */
  jsonxRemoved:
    'jsonx formatting has been removed, consider switching to json by omitting "format" or setting it to "json"',
  /** 400 of an audit device. */
  prefixNotAllowed: "audit log prefixing is not allowed",
  /** 400 of an audit device. @see RW-AU-6 */
  rawNotAllowed:
    "log_raw would write every token and every secret to the audit log in plain text: this server does not allow it; only unsafe_allow_audit_log_raw, in its configuration, does",
  /** 400 of an audit device. */
  deviceOfOptions: "cannot disable configuration-managed audit device",
  /** 400 of `sys/audit-hash`. */
  inputEmpty: 'the "input" parameter is empty',
  /** 400. */
  headerUnknown: "Could not find header in config"
} as const

/** Texts of audit devices that contain a value. */
export const auditTextFor = {
  /** 400 of an audit device. */
  typeUnknown: (type: string): string => `unknown backend type: ${JSON.stringify(type)}`,
  /** 400 of an audit device. */
  formatUnknown: (format: string): string => `unknown format type ${JSON.stringify(format)}`,
  /** 400 of an audit device. `problem` is about its options, or its file or address. */
  sinkFailed: (problem: string): string => problem,
  /** 400 of an audit device. */
  testFailed: (problem: string): string => `audit backend failed test message: ${problem}`
} as const
