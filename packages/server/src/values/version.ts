/** What the server says it is; one number for all packages, which are released together. */
export const VERSION = "0.1.0"
