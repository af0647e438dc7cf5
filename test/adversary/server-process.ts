/** The real server in a separate process. It sends its address and its memory usage to its parent. */
import { tuneProcess } from "@enwrap/server-node"
import { startServer } from "../start-server.ts"

tuneProcess()
const { address, close, rootToken } = await startServer()
process.on("message", () => {
  const { maxRSS } = process.resourceUsage()
  process.send!({ rss: process.memoryUsage.rss(), peakRss: maxRSS * 1024 })
})
process.on("SIGTERM", () => void close().then(() => process.exit(0)))
process.on("disconnect", () => process.exit(1))
process.send!({ address, rootToken })
