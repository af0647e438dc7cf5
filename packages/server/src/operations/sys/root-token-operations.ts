import { unsealTextFor } from "@enwrap/protocol"
import { sealTextFor, sealTexts } from "@enwrap/protocol/lazy-texts"
import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Result from "effect/Result"
import { enveloped, noContent } from "../../actions/outcome.ts"
import type { Ceremonies } from "../../actions/key-ceremonies/key-ceremonies.ts"
import type { RootGenerationStatus } from "../../actions/key-ceremonies/root-generation.ts"
import { refused } from "../../values/protocol-error.ts"
import { utf8, utf8Text } from "../../values/encodings.ts"
import { withoutTrailing } from "../../values/without-trailing.ts"
import type { OutcomeEffect, SystemHandlers } from "../system-handler.ts"
import { keyShareOf } from "./seal-operations.ts"

const statusOf = ({ nonce, otp, otpLength, progress, required, started }: RootGenerationStatus): OutcomeEffect =>
  Effect.succeed(
    enveloped({
      data: {
        started,
        complete: false,
        progress,
        required,
        otp,
        otp_length: otpLength,
        ...(started && { nonce, pgp_fingerprint: "" })
      }
    })
  )

const progressOf = ({ encodedToken, nonce, progress, required }: RootGenerationStatus): OutcomeEffect =>
  Effect.succeed(
    enveloped({
      data: {
        started: true,
        complete: encodedToken !== "",
        progress,
        required,
        nonce,
        encoded_token: encodedToken,
        pgp_fingerprint: ""
      }
    })
  )

/** Base64 with or without padding. */
const decodeBase64 = (text: string): Uint8Array | undefined => {
  const bare = withoutTrailing(text, "=")
  return Result.getOrUndefined(Base64.decode(bare.padEnd(Math.ceil(bare.length / 4) * 4, "=")))
}

/** `sys/generate-root-token`, for callers with a token, and `sys/decode-token`. */
export const rootTokenOperations = (unsealed: (run: (available: Ceremonies) => OutcomeEffect) => OutcomeEffect) =>
  ({
    sysRootTokenGenerationRead: () => unsealed(({ rootGeneration }) => statusOf(rootGeneration.status())),
    sysRootTokenGenerationStart: ({ fields }) =>
      unsealed(({ rootGeneration }) =>
        (fields.pgp_key ?? "") === ""
          ? Effect.flatMap(rootGeneration.start(fields.otp ?? ""), statusOf)
          : refused(sealTexts.pgpUnsupported)
      ),
    sysRootTokenGenerationCancel: () => unsealed(({ rootGeneration }) => Effect.as(rootGeneration.cancel, noContent)),
    sysRootTokenGenerationUpdate: ({ fields }) =>
      unsealed(({ rootGeneration }) => {
        if ((fields.nonce ?? "") === "") return refused(sealTexts.nonceMissing)
        if ((fields.key ?? "") === "") return refused(sealTexts.rootGenerationKeyMissing)
        return Effect.flatMap(keyShareOf(fields.key?.trim(), unsealTextFor.keyInvalid), (share) =>
          Effect.flatMap(rootGeneration.update(share, fields.nonce!), progressOf)
        )
      }),
    sysRootTokenDecode: ({ fields }) => {
      const { encoded_token: encoded = "", otp = "" } = fields
      if (encoded === "" || otp === "") return refused(sealTexts.encodedTokenMissing)
      const [bytes, mask] = [decodeBase64(encoded), utf8(otp)]
      if (bytes === undefined) return refused(sealTexts.encodedTokenInvalid)
      if (bytes.length !== mask.length) return refused(sealTextFor.otpOfOtherLength(bytes.length, mask.length))
      return Effect.succeed(enveloped({ data: { token: utf8Text(bytes.map((byte, i) => byte ^ mask[i]!)) } }))
    }
  }) satisfies Partial<SystemHandlers<"sys">>
