import { createPrivateKey, type X509Certificate } from "node:crypto"
import { lookup, unwrapByHeader, type Answer } from "../ask.ts"
import {
  ROOT,
  authorityOf,
  certificateAt,
  expectNoKey,
  mountPki,
  parseCertificate,
  roleOf,
  rootPath
} from "../certificate.ts"
import type { Family } from "../conformance-case.ts"
import {
  at,
  expectAt,
  expectEqual,
  expectError,
  expectNotValid,
  expectNotWrapped,
  expectStatus,
  expectThat,
  textAt,
  wrapInfoOf
} from "../expect.ts"
import { ExactNumber, type ExactJson } from "../exact-json.ts"
import { soon } from "../lease.ts"

/** A signing request for `requested.service.example`, whose key nobody has any more. */
const SIGNING_REQUEST = `-----BEGIN CERTIFICATE REQUEST-----
MIIBFjCBvQIBADAkMSIwIAYDVQQDDBlyZXF1ZXN0ZWQuc2VydmljZS5leGFtcGxl
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0klFzrGweNiuC+rTrCgBVbJG92E9
jQbTIKC5aFxGRvjsj/rAjvZEjUPtspvuyx6//6dWiEXc2BlNhiFPDzwQdaA3MDUG
CSqGSIb3DQEJDjEoMCYwJAYDVR0RBB0wG4IZcmVxdWVzdGVkLnNlcnZpY2UuZXhh
bXBsZTAKBggqhkjOPQQDAgNIADBFAiBsEKmw+SSkmddl2parMam8FmB5n+v0MsP1
g9iW/DGGgQIhALheT15pKwSr/19FfS5zFPDmv3M2tq/sYjOG995cxSzC
-----END CERTIFICATE REQUEST-----
`
/** The public key in it. */
const REQUESTED_KEY = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE0klFzrGweNiuC+rTrCgBVbJG92E9
jQbTIKC5aFxGRvjsj/rAjvZEjUPtspvuyx6//6dWiEXc2BlNhiFPDzwQdQ==
-----END PUBLIC KEY-----
`
const BODY = { common_name: "one.service.example", ttl: "1h" }
const PEM_TYPE = "application/pem-certificate-chain"

export const certificates: Family = {
  name: "PK",
  title: "Certificates, wrapped and revoked",
  cases: [
    {
      id: "RWC-PK-01",
      title: "a root whose key is internal: its certificate is given out, its key by no operation",
      requirements: ["RW-PKI-1", "RW-PKI-2"],
      profile: "pki",
      level: "must",
      why: "Who has the key of the root is the root.",
      async play(context) {
        const { mount, root } = await authorityOf(context)
        const certificate = certificateAt(root)
        expectThat(certificate.ca, "the certificate of the root is not one of an authority", root)
        expectNoKey(root)
        const read = (path: string) => context.sendPrivileged({ method: "GET", path: `${mount}/${path}` })
        const issuer = await read("issuer/default")
        expectStatus(issuer, 200)
        expectAt(issuer, "data.issuer_id", textAt(root, "data.issuer_id"))
        const key = await read(`key/${textAt(root, "data.key_id")}`)
        expectStatus(key, 200)
        for (const answer of [issuer, key]) expectNoKey(answer)
      }
    },
    {
      id: "RWC-PK-02",
      title: "a certificate and its key are issued, wrapped: whoever hands them over sees neither",
      requirements: ["RW-WE-1", "RW-CP-1", "RW-SU-1", "RW-PKI-6", "RW-PKI-9"],
      profile: "pki",
      level: "must",
      why: "The key is for the server that asked, and for nobody between.",
      async play(context) {
        const { mount, root } = await authorityOf(context)
        const path = await roleOf(context, mount, { allowed_domains: ["service.example"], allow_subdomains: true })
        const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: BODY })
        const { token, creationPath } = wrapInfoOf(relayed)
        expectNoKey(relayed)
        expectThat(!relayed.text.includes("CERTIFICATE"), "the answer that is handed over has the certificate", relayed)
        expectEqual("wrap_info.creation_path", creationPath, path, relayed)
        expectAt(await context.send(lookup(token)), "data.creation_path", path)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        const certificate = certificateAt(opened)
        expectThat(certificate.verify(certificateAt(root).publicKey), "the root did not sign the certificate", opened)
        const key = createPrivateKey(textAt(opened, "data.private_key"))
        expectThat(certificate.checkPrivateKey(key), "the key is not that of the certificate", opened)
        expectThat(certificate.checkHost(BODY.common_name) !== undefined, "the name is not in the certificate", opened)
        const serial = textAt(opened, "data.serial_number")
        expectEqual("data.serial_number", serial, writtenSerial(certificate), opened)
        expectNotValid(await context.send(unwrapByHeader(token)))
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/certs` })
        expectStatus(listed, 200)
        expectThat(keysOf(at(listed, "data.keys")).includes(serial), "the certificate is not in the list", listed)
      }
    },
    {
      id: "RWC-PK-03",
      title: "a root whose key is exported, wrapped: the key is in that answer and never again",
      requirements: ["RW-PKI-1", "RW-WE-1", "RW-SU-1"],
      profile: "pki",
      level: "must",
      why: "A key that can be asked for twice is a key that someone else has.",
      async play(context) {
        const mount = await mountPki(context)
        const path = rootPath(mount, "exported")
        const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: ROOT })
        const { token } = wrapInfoOf(relayed)
        expectNoKey(relayed)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        const key = createPrivateKey(textAt(opened, "data.private_key"))
        expectThat(certificateAt(opened).checkPrivateKey(key), "the key is not that of the certificate", opened)
        expectNotValid(await context.send(unwrapByHeader(token)))
        for (const below of [`key/${textAt(opened, "data.key_id")}`, "issuer/default", "cert/ca"]) {
          const read = await context.sendPrivileged({ method: "GET", path: `${mount}/${below}` })
          expectStatus(read, 200)
          expectNoKey(read)
        }
      }
    },
    {
      id: "RWC-PK-04",
      title: "a name that the role does not allow: 400 that names it, no wrapping token, and no certificate",
      requirements: ["RW-PKI-5", "RW-WE-2"],
      profile: "pki",
      level: "must",
      why: "A token that holds an error is found out only by the one who opens it.",
      async play(context) {
        const { mount } = await authorityOf(context)
        const path = await roleOf(context, mount, { allowed_domains: ["service.example"], allow_subdomains: true })
        for (const common_name of ["other.example", "one.service.example.other.example", "oneservice.example"]) {
          const refused = await context.sendPrivileged({ method: "POST", path, ttl: 120, body: { common_name } })
          expectError(refused, 400, { contains: common_name })
          expectNotWrapped(refused)
        }
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/certs` })
        expectEqual("the number of certificates", keysOf(at(listed, "data.keys")).length, 1, listed)
      }
    },
    {
      id: "RWC-PK-05",
      title: "a role that is not there is refused, and one is there by its name",
      requirements: ["RW-PKI-3", "RW-WE-2"],
      profile: "pki",
      level: "must",
      why: "A slip in a name must not issue by other rules.",
      async play(context) {
        const { mount } = await authorityOf(context)
        await roleOf(context, mount, { allow_any_name: true })
        for (const verb of ["issue", "sign"]) {
          const path = `${mount}/${verb}/serve`
          const body = { ...BODY, csr: SIGNING_REQUEST }
          const refused = await context.sendPrivileged({ method: "POST", path, ttl: 120, body })
          expectError(refused, 400, "unknown role: serve")
          expectNotWrapped(refused)
        }
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/roles` })
        expectStatus(listed, 200)
        expectAt(listed, "data.keys", ["server"])
      }
    },
    {
      id: "RWC-PK-06",
      title: "a certificate is revoked: it is in the list, on the CRL, and says since when; again changes nothing",
      requirements: ["RW-PKI-7", "RW-PKI-8"],
      profile: "pki",
      level: "must",
      why: "A key that was stolen must be worth nothing.",
      async play(context) {
        const { mount } = await authorityOf(context)
        const path = await roleOf(context, mount, { allow_any_name: true })
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
        expectThat(since > 0, "the certificate does not say since when it is revoked", read)
        const other = await context.send({ method: "GET", path: `${mount}/cert/${kept}`, token: null })
        expectEqual("data.revocation_time", secondsAt(other, "data.revocation_time"), 0, other)
        const listed = await context.sendPrivileged({ method: "LIST", path: `${mount}/certs/revoked` })
        expectStatus(listed, 200)
        expectAt(listed, "data.keys", [gone])
        await soon(context, "the CRL with the revoked certificate", async () => {
          const crl = await context.send({ method: "GET", path: `${mount}/crl/pem`, token: null })
          expectStatus(crl, 200)
          const revoked = derOf(crl.text)
          expectThat(!revoked.includes(bytesOf(kept)), "a certificate is on the CRL that nobody revoked", crl)
          return revoked.includes(bytesOf(gone))
        })

        async function issue(common_name: string): Promise<string> {
          const answer = await context.sendPrivileged({ method: "POST", path, body: { ...BODY, common_name } })
          expectStatus(answer, 200)
          return textAt(answer, "data.serial_number")
        }
      }
    },
    {
      id: "RWC-PK-07",
      title: "a signing request is signed: a certificate for the key and the name in it, and no key",
      requirements: ["RW-PKI-11", "RW-PKI-1", "RW-WE-1"],
      profile: "pki",
      level: "must",
      why: "The key never left the server that has it.",
      async play(context) {
        const { mount, root } = await authorityOf(context)
        await roleOf(context, mount, { allowed_domains: ["service.example"], allow_subdomains: true })
        const body = { csr: SIGNING_REQUEST, ttl: "1h" }
        for (const path of [`${mount}/sign/server`, `${mount}/sign-verbatim`]) {
          const relayed = await context.sendPrivileged({ method: "POST", path, ttl: 120, body })
          expectThat(
            !relayed.text.includes("CERTIFICATE"),
            "the answer that is handed over has the certificate",
            relayed
          )
          const opened = await context.send(unwrapByHeader(wrapInfoOf(relayed).token))
          expectStatus(opened, 200)
          expectNoKey(opened)
          const certificate = certificateAt(opened)
          expectThat(certificate.verify(certificateAt(root).publicKey), "the root did not sign the certificate", opened)
          const key = String(certificate.publicKey.export({ type: "spki", format: "pem" }))
          expectEqual("the key in the certificate", key, REQUESTED_KEY, opened)
          expectEqual("the subject", certificate.subject, "CN=requested.service.example", opened)
          expectEqual("the names", certificate.subjectAltName ?? "none", "DNS:requested.service.example", opened)
        }
      }
    },
    {
      id: "RWC-PK-08",
      title: "the certificate of the authority, raw: it is text in PEM, for anyone, and so it is after it was wrapped",
      requirements: ["RW-PKI-8", "RW-WE-1", "RW-CP-1"],
      profile: "pki",
      level: "must",
      why: "An answer that is no JSON is an answer.",
      async play(context) {
        const { mount, root } = await authorityOf(context)
        const path = `${mount}/ca/pem`
        const raw = await context.send({ method: "GET", path, token: null })
        expectStatus(raw, 200)
        expectEqual("the content type", raw.headers["content-type"] ?? "none", PEM_TYPE, raw)
        const { fingerprint256 } = parseCertificate(raw.text, raw)
        expectEqual("the certificate", fingerprint256, certificateAt(root).fingerprint256, raw)
        const relayed = await context.sendPrivileged({ method: "GET", path, ttl: 120 })
        const { token, creationPath } = wrapInfoOf(relayed)
        expectEqual("wrap_info.creation_path", creationPath, path, relayed)
        const opened = await context.send(unwrapByHeader(token))
        expectStatus(opened, 200)
        expectEqual("the content type", opened.headers["content-type"] ?? "none", PEM_TYPE, opened)
        expectEqual("the text", opened.text, raw.text, opened)
        expectNotValid(await context.send(unwrapByHeader(token)))
      }
    },
    {
      id: "RWC-PK-09",
      title: "certificates are read without a token, by serial number and as that of the authority",
      requirements: ["RW-PKI-8"],
      profile: "pki",
      level: "must",
      why: "Whoever checks a certificate has no token.",
      async play(context) {
        const { mount, root } = await authorityOf(context)
        const path = await roleOf(context, mount, { allow_any_name: true })
        const issued = await context.sendPrivileged({ method: "POST", path, body: BODY })
        expectStatus(issued, 200)
        const serial = textAt(issued, "data.serial_number")
        for (const [name, made] of [
          ["ca", root],
          [serial, issued],
          [serial.replaceAll(":", "-"), issued]
        ] as const) {
          const read = await context.send({ method: "GET", path: `${mount}/cert/${name}`, token: null })
          expectStatus(read, 200)
          expectEqual("the certificate", certificateAt(read).fingerprint256, certificateAt(made).fingerprint256, read)
          expectNoKey(read)
        }
        expectError(await context.send({ method: "POST", path, token: null, body: BODY }), [400, 403])
      }
    },
    {
      id: "RWC-PK-10",
      title: "a certificate lives no longer than its role allows, and its answer warns",
      requirements: ["RW-PKI-4"],
      profile: "pki",
      level: "must",
      why: "What nobody revokes must end by itself.",
      async play(context) {
        const { mount } = await authorityOf(context)
        const path = await roleOf(context, mount, { allow_any_name: true, max_ttl: "1h" })
        const issued = await context.sendPrivileged({ method: "POST", path, body: { ...BODY, ttl: "5h" } })
        expectStatus(issued, 200)
        const { validFrom, validTo } = certificateAt(issued)
        // It begins a little before it is issued, for clocks that are late.
        const minutes = (Date.parse(validTo) - Date.parse(validFrom)) / 60_000
        expectThat(minutes <= 65, `the certificate lives ${Math.round(minutes)} minutes`, issued)
        const warnings = at(issued, "warnings")
        expectThat(Array.isArray(warnings) && warnings.length > 0, "the answer does not say that it was cut", issued)
      }
    }
  ]
}

/** The serial number in the certificate, as the protocol writes it. */
function writtenSerial({ serialNumber }: X509Certificate): string {
  const digits = serialNumber.length % 2 === 0 ? serialNumber : `0${serialNumber}`
  return (digits.toLowerCase().match(/../g) ?? []).join(":")
}

const keysOf = (keys: ExactJson | undefined): ReadonlyArray<unknown> => (Array.isArray(keys) ? keys : [])

function secondsAt(answer: Answer, path: string): number {
  const value = at(answer, path)
  expectThat(value instanceof ExactNumber, `${path} is no number`, answer)
  return Number(value.literal)
}

const derOf = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[^-]*-----|\s/g, ""), "base64")

const bytesOf = (serial: string): Buffer => Buffer.from(serial.replaceAll(":", ""), "hex")
