import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "vite"

const WORKER = "mockServiceWorker.js"

/** Serves the worker of MSW. An app can also copy it with `npx msw init public`. */
const mockServiceWorker = (): Plugin => {
  const source = readFileSync(fileURLToPath(import.meta.resolve(`msw/${WORKER}`)), "utf8")
  return {
    name: "mock-service-worker",
    configureServer: ({ middlewares }) => {
      middlewares.use(`/${WORKER}`, (_request, response) => {
        response.setHeader("content-type", "text/javascript")
        response.end(source)
      })
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName: WORKER, source })
    }
  }
}

export default defineConfig(({ mode }) => ({
  build: { target: "es2022" },
  plugins: mode === "mock" ? [mockServiceWorker()] : [],
  // In production, the same origin serves the page, /api and /vault.
  server: { proxy: mode === "mock" ? {} : { "/api": "http://127.0.0.1:3000", "/vault": "http://127.0.0.1:3000" } }
}))
