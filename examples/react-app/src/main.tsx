import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { OrderKey } from "./order-key.tsx"

// Only `vite --mode mock` loads the mock: other builds do not contain it.
if (import.meta.env.MODE === "mock") await (await import("./start-mock.ts")).startMock()

createRoot(document.querySelector("#app")!).render(
  <StrictMode>
    <OrderKey orderId="17" />
  </StrictMode>
)
