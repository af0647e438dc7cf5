/** The kind of a request; `POST` and `PUT` are both `update`. `help` asks what a path is for, and leads to no operation. */
export type Verb = "read" | "update" | "patch" | "delete" | "list" | "scan" | "head" | "help"
