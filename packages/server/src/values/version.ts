/** The version that the server reports. All packages have the same version and are released together. */
export const VERSION = "0.1.0"
