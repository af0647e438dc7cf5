// @vitest-environment jsdom
// @vitest-environment-options { "url": "https://shop.example/" }
import "./readme-example.test.ts"
