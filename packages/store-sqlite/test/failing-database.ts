import type { DatabaseSync } from "node:sqlite"

/** A database some of whose statements fail before they do anything: `isFailing` is called with each that is about to run. */
export const failingDatabase = (database: DatabaseSync, isFailing: (sql: string) => boolean): DatabaseSync => {
  const fail = (sql: string): void => {
    if (isFailing(sql)) throw new Error("the disk is broken")
  }
  return new Proxy(database, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown
      if (name === "exec") return (sql: string) => (fail(sql), target.exec(sql))
      if (name !== "prepare") return typeof member === "function" ? (member.bind(target) as unknown) : member
      return (sql: string) => {
        const statement = target.prepare(sql)
        if (sql !== "BEGIN IMMEDIATE" && sql !== "COMMIT") return statement
        return { run: () => (fail(sql), statement.run()) }
      }
    }
  })
}
