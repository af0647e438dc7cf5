/** The error texts of kv version 2 (400), in addition to `casMismatch` and `casRequired`. */
export const kvTexts = {
  casInvalid: "error parsing check-and-set parameter",
  noDataProvided: "no data provided",
  /** Of undelete and destroy. */
  noVersionNumber: "no version number provided",
  /** Of delete. */
  noVersionNumberToDelete: "No version number provided",
  metadataCasRequired: "metadata check-and-set parameter required for this call",
  metadataCasOfNew: "metadata_cas must be 0 when creating new metadata",
  metadataCasMismatch: "metadata check-and-set parameter does not match the current version",

  /** The beginning of every text about custom metadata. */
  customMetadata: (problem: string): string => `custom_metadata validation failed: ${problem}`,
  customMetadataNotString: "expected type 'string' for every value",
  customMetadataNotStringOrNull: "expected type 'string' or null for every value",
  customMetadataTooManyKeys: (most: number, given: number): string =>
    `payload must contain at most ${most} keys, provided ${given}`,
  /** Lengths in bytes; `key` is quoted. */
  customMetadataKeyLength: (key: string, length: number, most: number): string =>
    `length of key ${key} is ${length} but must be 0 < len(key) <= ${most}`,
  customMetadataValueLength: (key: string, length: number, most: number): string =>
    `length of value for key ${key} is ${length} but must be 0 < len(value) <= ${most}`,
  customMetadataKeyUnprintable: (key: string): string => `key ${key} contains unprintable characters`,
  customMetadataValueUnprintable: (key: string): string => `value for key ${key} contains unprintable characters`,
  /** The list form of several problems. */
  problems: (problems: ReadonlyArray<string>): string =>
    `${problems.length === 1 ? "1 error" : `${problems.length} errors`} occurred:\n${problems.map((problem) => `\t* ${problem}\n`).join("")}\n`
} as const
