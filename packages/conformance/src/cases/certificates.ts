import { createPrivateKey, type X509Certificate } from "node:crypto"
import { lookup, unwrapByHeader, type ApiResponse } from "../api-request.ts"
import {
  ROOT_FIELDS,
  mountAuthority,
  certificateAt,
  expectNoPrivateKey,
  mountPki,
  parseCertificate,
  writePkiRole,
  rootPath
} from "../fixtures/certificate.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectHeader,
  expectInvalidToken,
  expectStatus,
  expectThat,
  stringAt,
  secondsAt
} from "../expect.ts"
import type { ExactJson } from "../exact-json.ts"
import { eventually } from "../fixtures/lease.ts"
import { expectNotWrapped, wrapInfoOf } from "../wrap-info.ts"

/** A signing request for `requested.service.example`. Its private key was discarded. */
const SIGNING_REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIIBFjCBvQIBADAkMSIwIAYDVQQDDBlyZXF1ZXN0ZWQuc2VydmljZS5leGFtcGxl
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0klFzrGweNiuC+rTrCgBVbJG92E9
jQbTIKC5aFxGRvjsj/rAjvZEjUPtspvuyx6//6dWiEXc2BlNhiFPDzwQdaA3MDUG
CSqGSIb3DQEJDjEoMCYwJAYDVR0RBB0wG4IZcmVxdWVzdGVkLnNlcnZpY2UuZXhh
bXBsZTAKBggqhkjOPQQDAgNIADBFAiBsEKmw+SSkmddl2parMam8FmB5n+v0MsP1
g9iW/DGGgQIhALheT15pKwSr/19FfS5zFPDmv3M2tq/sYjOG995cxSzC
-----END CERTIFICATE REQUEST-----
`
/** The public key of the signing request. */
const REQUESTED_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0klFzrGweNiuC+rTrCgBVbJG92E9
jQbTIKC5aFxGRvjsj/rAjvZEjUPtspvuyx6//6dWiEXc2BlNhiFPDzwQdQ==
-----END PUBLIC KEY-----
`
const BODY = { common_name: "one.service.example", ttl: "1h" }
const SIGN_INTERMEDIATE = "root/sign-intermediate"
const PEM_TYPE = /^application\/pem-certificate-chain\s*(;|$)/i

export const certificates: Family = {
  name: "PK",
  title: "Certificates",
  cases: [
    {
      id: "RWC-PK-01",
      title: "never returns the private key of an internal root",
      requirements: ["RW-PKI-1", "RW-PKI-2"],
      profile: "pki",
      level: "must",
      why: "Anyone with the root's key can act as the authority.",
      async run(context) {
        const { mount, root } = await mountAuthority(context)
        const certificate = certificateAt(root)
        expectThat(certificate.ca, "the root certificate is not a CA certificate", root)
        expectNoPrivateKey(root)
        const read = (path: string) => context.sendPrivileged({ method: "GET", path: `${mount}/${path}` })
        const issuer = await read("issuer/default")
        expectStatus(issuer, 200)
        expectAt(issuer, "data.issuer_id", stringAt(root, "data.issuer_id"))
        const key = await read(`key/${stringAt(root, "data.key_id")}`)
        expectStatus(key, 200)
        for (const response of [issuer, key]) expectNoPrivateKey(response)
      }
    },
    {
      id: "RWC-PK-02",
      title: "wraps an issued certificate and its key, so that the relay sees neither",
      requirements: ["RW-WE-1", "RW-CP-1", "RW-SU-1", "RW-PKI-6", "RW-PKI-9"],
      profile: "pki",
      level: "must",
      why: "Only the server that requested the key may see it, and not a relay.",
      async run(context) {
        const { mount, root } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, {
          allowed_domains: ["service.example"],
          allow_subdomains: true
        })
        const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: BODY })
        const { token, creationPath } = wrapInfoOf(relayed)
        expectNoPrivateKey(relayed)
        expectThat(!relayed.text.includes("CERTIFICATE"), "the wrapped response contains the certificate", relayed)
        expectEqual("wrap_info.creation_path", creationPath, path, relayed)
        expectAt(await context.send(lookup(token)), "data.creation_path", path)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        const certificate = certificateAt(opened)
        expectThat(certificate.verify(certificateAt(root).publicKey), "the root did not sign the certificate", opened)
        const key = createPrivateKey(stringAt(opened, "data.private_key"))
        expectThat(certificate.checkPrivateKey(key), "the private key does not match the certificate", opened)
        expectThat(certificate.checkHost(BODY.common_name) !== undefined, "the name is not in the certificate", opened)
        const serial = stringAt(opened, "data.serial_number")
        expectEqual("data.serial_number", serial, writtenSerial(certificate), opened)
        expectInvalidToken(await context.send(unwrapByHeader(token)))
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/certs` })
        expectStatus(listed, 200)
        expectThat(keysOf(at(listed, "data.keys")).includes(serial), "the certificate is not in the list", listed)
      }
    },
    {
      id: "RWC-PK-03",
      title: "returns the private key of an exported root once, in the wrapped response",
      requirements: ["RW-PKI-1", "RW-WE-1", "RW-SU-1"],
      profile: "pki",
      level: "must",
      why: "A key that can be fetched twice may be in other hands.",
      async run(context) {
        const mount = await mountPki(context)
        const path = rootPath(mount, "exported")
        const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: ROOT_FIELDS })
        const { token } = wrapInfoOf(relayed)
        expectNoPrivateKey(relayed)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        const key = createPrivateKey(stringAt(opened, "data.private_key"))
        expectThat(certificateAt(opened).checkPrivateKey(key), "the private key does not match the certificate", opened)
        expectInvalidToken(await context.send(unwrapByHeader(token)))
        for (const below of [`key/${stringAt(opened, "data.key_id")}`, "issuer/default", "cert/ca"]) {
          const read = await context.sendPrivileged({ method: "GET", path: `${mount}/${below}` })
          expectStatus(read, 200)
          expectNoPrivateKey(read)
        }
      }
    },
    {
      id: "RWC-PK-04",
      title: "rejects a disallowed name without creating a wrapping token or a certificate",
      requirements: ["RW-PKI-5", "RW-WE-2"],
      profile: "pki",
      level: "must",
      why: "Only the receiver would find out that the token holds an error.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, {
          allowed_domains: ["service.example"],
          allow_subdomains: true
        })
        const list = () => context.sendPrivileged({ method: "LIST", path: `${mount}/certs` })
        const before = keysOf(at(await list(), "data.keys")).length
        for (const common_name of ["other.example", "one.service.example.other.example", "oneservice.example"]) {
          const refused = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: { common_name } })
          expectError(refused, 400)
          expectNotWrapped(refused)
        }
        const after = await list()
        expectEqual("the number of certificates", keysOf(at(after, "data.keys")).length, before, after)
      }
    },
    {
      id: "RWC-PK-05",
      title: "rejects an unknown role, and lists the existing one",
      requirements: ["RW-PKI-3", "RW-WE-2"],
      profile: "pki",
      level: "must",
      why: "A typo in a role name must not issue certificates under other rules.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        await writePkiRole(context, mount, { allow_any_name: true })
        for (const verb of ["issue", "sign"]) {
          const path = `${mount}/${verb}/serve`
          const body = { ...BODY, csr: SIGNING_REQUEST }
          const refused = await context.sendPrivileged({ method: "POST", path, ttl: 120, body })
          expectError(refused, 400)
          expectNotWrapped(refused)
        }
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/roles` })
        expectStatus(listed, 200)
        expectAt(listed, "data.keys", ["server"])
      }
    },
    {
      id: "RWC-PK-06",
      title: "lists a revoked certificate, adds it to the CRL, and keeps the time of the first revocation",
      requirements: ["RW-PKI-7", "RW-PKI-8"],
      profile: "pki",
      level: "must",
      why: "A stolen key must be worthless.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, { allow_any_name: true })
        const [gone, kept] = [await issue("one.service.example"), await issue("two.service.example")]
        const revoke = () =>
          context.sendPrivileged({ method: "POST", path: `${mount}/revoke`, body: { serial_number: gone } })
        const first = await revoke()
        expectStatus(first, 200)
        const since = secondsAt(first, "data.revocation_time")
        const again = await revoke()
        expectStatus(again, 200)
        expectEqual("data.revocation_time", secondsAt(again, "data.revocation_time"), since, again)
        const read = await context.send({ method: "GET", path: `${mount}/cert/${gone}`, token: null })
        expectStatus(read, 200)
        expectEqual("data.revocation_time", secondsAt(read, "data.revocation_time"), since, read)
        expectThat(since > 0, "the certificate has no revocation time", read)
        const other = await context.send({ method: "GET", path: `${mount}/cert/${kept}`, token: null })
        expectEqual("data.revocation_time", secondsAt(other, "data.revocation_time"), 0, other)
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/certs/revoked` })
        expectStatus(listed, 200)
        expectAt(listed, "data.keys", [gone])
        await eventually(context, "the certificate did not appear on the CRL", async () => {
          const crl = await context.send({ method: "GET", path: `${mount}/crl/pem`, token: null })
          expectStatus(crl, 200)
          const revoked = derOf(crl.text)
          expectThat(!revoked.includes(bytesOf(kept)), "the CRL lists a certificate that was not revoked", crl)
          return revoked.includes(bytesOf(gone))
        })

        async function issue(common_name: string): Promise<string> {
          const response = await context.sendPrivileged({ method: "POST", path, body: { ...BODY, common_name } })
          expectStatus(response, 200)
          return stringAt(response, "data.serial_number")
        }
      }
    },
    {
      id: "RWC-PK-07",
      title: "signs a request with the key and the name in it, and returns no private key",
      requirements: ["RW-PKI-11", "RW-PKI-1", "RW-WE-1"],
      profile: "pki",
      level: "must",
      why: "The private key never leaves the server that has it.",
      async run(context) {
        const { mount, root } = await mountAuthority(context)
        await writePkiRole(context, mount, { allowed_domains: ["service.example"], allow_subdomains: true })
        const body = { csr: SIGNING_REQUEST, ttl: "1h" }
        for (const path of [`${mount}/sign/server`, `${mount}/sign-verbatim`]) {
          const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body })
          expectThat(!relayed.text.includes("CERTIFICATE"), "the wrapped response contains the certificate", relayed)
          const opened = await context.send(unwrapByHeader(wrapInfoOf(relayed).token))
          expectStatus(opened, 200)
          expectNoPrivateKey(opened)
          const certificate = certificateAt(opened)
          expectThat(certificate.verify(certificateAt(root).publicKey), "the root did not sign the certificate", opened)
          const key = String(certificate.publicKey.export({ type: "spki", format: "pem" }))
          expectEqual("the key in the certificate", key, REQUESTED_KEY, opened)
          expectEqual("the subject", certificate.subject, "CN=requested.service.example", opened)
          expectEqual(
            "the alternative names",
            certificate.subjectAltName ?? "none",
            "DNS:requested.service.example",
            opened
          )
        }
      }
    },
    {
      id: "RWC-PK-08",
      title: "returns the authority's certificate as raw PEM, also after wrapping",
      requirements: ["RW-PKI-8", "RW-WE-1", "RW-CP-1"],
      profile: "pki",
      level: "must",
      why: "A response that is not JSON can be wrapped as well.",
      async run(context) {
        const { mount, root } = await mountAuthority(context)
        const path = `${mount}/ca/pem`
        const raw = await context.send({ method: "GET", path, token: null })
        expectStatus(raw, 200)
        expectHeader(raw, "Content-Type", PEM_TYPE, "application/pem-certificate-chain")
        const { fingerprint256 } = parseCertificate(raw.text, raw)
        expectEqual("the certificate", fingerprint256, certificateAt(root).fingerprint256, raw)
        const relayed = await context.sendPrivileged({ method: "GET", path, ttl: 120 })
        const { token, creationPath } = wrapInfoOf(relayed)
        expectEqual("wrap_info.creation_path", creationPath, path, relayed)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        expectHeader(opened, "Content-Type", PEM_TYPE, "application/pem-certificate-chain")
        expectEqual("the text", opened.text, raw.text, opened)
        expectInvalidToken(await context.send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-PK-09",
      title: "serves certificates without a token",
      requirements: ["RW-PKI-8"],
      profile: "pki",
      level: "must",
      why: "Someone who verifies a certificate has no token.",
      async run(context) {
        const { mount, root } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, { allow_any_name: true })
        const issued = await context.sendPrivileged({ method: "POST", path, body: BODY })
        expectStatus(issued, 200)
        const serial = stringAt(issued, "data.serial_number")
        for (const [name, made] of [
          ["ca", root],
          [serial, issued],
          [serial.replaceAll(":", "-"), issued]
        ] as const) {
          const read = await context.send({ method: "GET", path: `${mount}/cert/${name}`, token: null })
          expectStatus(read, 200)
          expectEqual("the certificate", certificateAt(read).fingerprint256, certificateAt(made).fingerprint256, read)
          expectNoPrivateKey(read)
        }
        expectError(await context.send({ method: "POST", path, token: null, body: BODY }), [400, 403])
      }
    },
    {
      id: "RWC-PK-10",
      title: "limits the lifetime of a certificate to the role's maximum, with a warning",
      requirements: ["RW-PKI-4"],
      profile: "pki",
      level: "must",
      why: "A certificate that is never revoked must expire.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, { allow_any_name: true, max_ttl: "1h" })
        const issued = await context.sendPrivileged({ method: "POST", path, body: { ...BODY, ttl: "5h" } })
        expectStatus(issued, 200)
        const { validFrom, validTo } = certificateAt(issued)
        // Authorities backdate certificates a little, to allow for slow clocks.
        const minutes = (Date.parse(validTo) - Date.parse(validFrom)) / 60_000
        expectThat(minutes <= 65, `the certificate is valid for ${Math.round(minutes)} minutes`, issued)
        const warnings = at(issued, "warnings")
        expectThat(
          Array.isArray(warnings) && warnings.length > 0,
          "there is no warning about the shortened lifetime",
          issued
        )
      }
    },
    {
      id: "RWC-PK-11",
      title: "makes an intermediate of the key that the mount holds, and issues certificates of the chain with it",
      requirements: ["RW-PKI-10", "RW-PKI-1"],
      profile: "pki",
      level: "must",
      why: "A certificate for another key would sign nothing that anyone accepts.",
      async run(context) {
        const { mount: above, root } = await mountAuthority(context)
        const mount = await mountPki(context)
        const write = async (path: string, body: object): Promise<ApiResponse> => {
          const response = await context.sendPrivileged({ method: "POST", path, body })
          expectStatus(response, 200)
          return response
        }
        const fields = { common_name: "intermediate.example", key_type: "ec" }
        const asked = await write(`${mount}/intermediate/generate/internal`, fields)
        expectNoPrivateKey(asked)
        const key = stringAt(asked, "data.key_id")
        const signed = await write(`${above}/${SIGN_INTERMEDIATE}`, {
          csr: stringAt(asked, "data.csr"),
          common_name: "intermediate.example",
          ttl: "12h"
        })
        const imported = await write(`${mount}/intermediate/set-signed`, {
          certificate: `${stringAt(signed, "data.certificate")}\n${stringAt(root, "data.certificate")}`
        })
        const issuers = keysOf(at(imported, "data.imported_issuers")).map(String)
        expectThat(issuers.length > 0, "no issuer was imported", imported)
        const read = await Promise.all(
          issuers.map((id) => context.sendPrivileged({ method: "GET", path: `${mount}/issuer/${id}` }))
        )
        const own = read.find((response) => at(response, "data.key_id") === key)
        expectThat(own !== undefined, "no imported issuer has the key of the request", read[0])
        const intermediate = certificateAt(own)
        expectThat(intermediate.verify(certificateAt(root).publicKey), "the root did not sign the intermediate", own)
        const issuer = stringAt(own, "data.issuer_id")
        const path = await writePkiRole(context, mount, { allow_any_name: true, issuer_ref: issuer })
        const leaf = certificateAt(await write(path, BODY))
        expectThat(leaf.verify(intermediate.publicKey), "the intermediate did not sign the certificate", own)
      }
    },
    {
      id: "RWC-PK-12",
      title: "puts the URLs that are configured at the time into a certificate",
      requirements: ["RW-PKI-13"],
      profile: "pki",
      level: "must",
      why: "Without them, nobody finds out whether the certificate was revoked.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, { allow_any_name: true })
        const issue = async (): Promise<string> => {
          const response = await context.sendPrivileged({ method: "POST", path, body: BODY })
          expectStatus(response, 200)
          return certificateAt(response).raw.toString("latin1")
        }
        const bare = await issue()
        const urls = { issuing: "http://ca.example/conformance", crl: "http://crl.example/conformance" }
        expectThat(!Object.values(urls).some((url) => bare.includes(url)), "a certificate has a URL that nobody set")
        const body = { issuing_certificates: [urls.issuing], crl_distribution_points: [urls.crl] }
        const written = await context.sendPrivileged({ method: "POST", path: `${mount}/config/urls`, body })
        expectStatus(written, 200, 204)
        const named = await issue()
        for (const url of Object.values(urls))
          expectThat(named.includes(url), `the certificate does not contain ${url}`, written)
      }
    },
    {
      id: "RWC-PK-13",
      title: "removes on tidying only what expired longer ago than the safety buffer",
      requirements: ["RW-PKI-14"],
      profile: "pki",
      level: "must",
      waits: 4_200,
      why: "A certificate that is still in use must be found, to be revoked.",
      async run(context) {
        const { mount } = await mountAuthority(context)
        const path = await writePkiRole(context, mount, { allow_any_name: true })
        const issue = async (ttl: string): Promise<string> => {
          const response = await context.sendPrivileged({ method: "POST", path, body: { ...BODY, ttl } })
          expectStatus(response, 200)
          return stringAt(response, "data.serial_number")
        }
        const [short, long] = [await issue("1s"), await issue("1h")]
        const tidy = async (buffer: string): Promise<void> => {
          const body = { tidy_cert_store: true, safety_buffer: buffer }
          const started = await context.sendPrivileged({ method: "POST", path: `${mount}/tidy`, body })
          expectStatus(started, 200, 202, 204)
        }
        const isKept = async (serial: string): Promise<boolean> =>
          (await context.send({ method: "GET", path: `${mount}/cert/${serial}`, token: null })).status === 200
        await context.wait(3_500)
        await tidy("24h")
        await context.wait(700)
        expectThat(await isKept(short), "a certificate was removed within the safety buffer")
        await tidy("1s")
        await eventually(context, "the expired certificate was not removed", async () => !(await isKept(short)))
        expectThat(await isKept(long), "a certificate that is valid was removed")
      }
    }
  ]
}

/** The serial number of the certificate in the protocol's format. */
function writtenSerial({ serialNumber }: X509Certificate): string {
  const digits = serialNumber.length % 2 === 0 ? serialNumber : `0${serialNumber}`
  return (digits.toLowerCase().match(/../g) ?? []).join(":")
}

const keysOf = (keys: ExactJson | undefined): ReadonlyArray<unknown> => (Array.isArray(keys) ? keys : [])

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]*-----|\s/g, ""), "base64")

const bytesOf = (serial: string): Buffer => Buffer.from(serial.replaceAll(":", ""), "hex")
