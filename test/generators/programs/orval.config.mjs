export default {
  enwrap: {
    input: { target: process.env.DOCUMENT },
    output: {
      target: "generated/client.ts",
      client: "fetch",
      baseUrl: { getBaseUrlFromSpecification: true, variables: { address: process.env.VAULT_ADDR } }
    }
  }
}
