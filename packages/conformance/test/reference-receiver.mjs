// A client that does everything right, written against the protocol only; and with one fault, if FAULT names it.
import { spawn } from "node:child_process"
import { request } from "node:http"
import { text } from "node:stream/consumers"

const fault = process.env.FAULT
const token = (await text(process.stdin)).trim()
const limitMs = Number(process.env.ENWRAP_TIMEOUT_SECONDS) * 1000
const NOT_VALID = /wrapping token is not valid or does not exist/

/** Sends a token in the body of a request, and returns the status, the headers and the body. */
const post = (url) =>
  new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" }
    // A new connection, so that nothing that was sent before can be taken for its answer.
    const sent = request(url, { method: "POST", headers, agent: false })
    if (fault !== "waits for ever") setTimeout(() => sent.destroy(new Error("timed out")), limitMs).unref()
    sent.on("error", reject)
    sent.on("response", (response) => {
      let body = ""
      response.on("error", reject)
      response.on("data", (chunk) => (body += chunk))
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    sent.end(JSON.stringify({ token }))
  })

const call = async (operation) => {
  const url = `${process.env.VAULT_ADDR}/v1/sys/wrapping/${operation}${fault === "puts the token in a URL" ? `?token=${token}` : ""}`
  if (fault === "passes the token to another program") spawn("sh", ["-c", "sleep 1; true", "sh", token])
  const once = await post(url).catch((error) => {
    if (fault === "sends it again") return post(url)
    throw error
  })
  if (fault === "sends it again" && once.status >= 500) return post(url)
  return fault === "follows redirects" && once.status === 307 ? post(once.headers.location) : once
}

const receive = async () => {
  if (fault !== "does not look it up") {
    const { status, body } = await call("lookup")
    if (fault === "logs answers") console.error(body)
    if (status === 400 && NOT_VALID.test(body)) return { outcome: "invalid" }
    if (status !== 200) return { outcome: "failed" }
    if (JSON.parse(body).data.creation_path !== process.env.ENWRAP_EXPECTED_PATH) return { outcome: "tampered" }
  }
  const { status, body } = await call("unwrap")
  if (fault === "logs answers") console.error(body)
  if (status === 400 && NOT_VALID.test(body)) return { outcome: "invalid" }
  if (fault === "takes every answer") return { outcome: "received", data: body }
  if (status !== 200) return { outcome: "unknown" }
  const { data, wrap_info: wrapInfo } = JSON.parse(body)
  return wrapInfo === null ? { outcome: "received", data } : { outcome: "tampered" }
}

const result = await receive().catch((error) => ({
  outcome: fault === "calls everything invalid" ? "invalid" : "failed",
  error: error.message
}))
process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(0))
