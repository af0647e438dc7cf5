/** What a request asks for; `POST` and `PUT` are both `update`. */
export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan" | "head"
