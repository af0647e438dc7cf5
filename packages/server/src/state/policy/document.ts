/**
 * A policy document as it was written, in either language: the result of `hcl.ts` and `json.ts`, and the input of
 * `parse-policy.ts`. `at` is the offset in the text, for errors.
 */
export interface Entry {
  readonly key: string
  readonly at: number
  /** The names between a block's key and its brace: `path "secret/*" {` has one. Always empty in JSON. */
  readonly labels: ReadonlyArray<{ readonly text: string; readonly at: number }>
  readonly value: DocumentValue
}

export interface DocumentObject {
  readonly kind: "object"
  readonly entries: ReadonlyArray<Entry>
  readonly at: number
}

export type DocumentValue =
  | DocumentObject
  | { readonly kind: "list"; readonly items: ReadonlyArray<DocumentValue>; readonly at: number }
  | { readonly kind: "string"; readonly value: string; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly at: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly kind: "null"; readonly at: number }

/** The maximum depth of nested lists and objects; a policy needs four. */
export const maxDepth = 32
