import { execFile } from "node:child_process"
import { promisify } from "node:util"

const runFile = promisify(execFile)

const works = (program: string, args: ReadonlyArray<string>): Promise<boolean> =>
  runFile(program, args).then(
    () => true,
    () => false
  )

/** What to install if there is no Go; undefined if there is. */
export const missingGo = async (): Promise<string | undefined> =>
  (await works("go", ["version"])) ? undefined : "install Go, 1.26 or later (Debian and Ubuntu: golang)"

/** What to install if there is no Java compiler or no Maven; undefined if there is. */
export const missingJava = async (): Promise<string | undefined> =>
  (await works("javac", ["-version"])) && (await works("mvn", ["--version"]))
    ? undefined
    : "install a JDK, 17 or later, and Maven (Debian and Ubuntu: default-jdk and maven)"

/**
 * Whether the tests of a generator are skipped. They run only in continuous integration, since they download much; there, a
 * missing tool is an error. Elsewhere this prints what they need.
 */
export const skipped = (generator: string, needs: ReadonlyArray<string | undefined>): boolean => {
  const missing = needs.filter((need) => need !== undefined).join("; ")
  if (process.env["CI"] === "true") {
    if (missing === "") return false
    throw new Error(`${generator} must be tested in continuous integration: ${missing}`)
  }
  const install = missing === "" ? "" : `, and ${missing}`
  console.warn(`Skipping the tests of ${generator}: to run them, set CI=true${install}`)
  return true
}
