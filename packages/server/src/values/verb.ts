/** The kind of a request; `POST` and `PUT` are both `update`. */
export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan" | "head"
