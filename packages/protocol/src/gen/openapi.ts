// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

export interface paths {
    readonly "/sys/wrapping/wrap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Wrap arbitrary data
         * @description Stores the JSON object of the request in the cubbyhole of a new wrapping token.
         *     A positive wrap TTL is required; there is no default.
         */
        readonly post: operations["wrappingWrap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/wrapping/unwrap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Unwrap a wrapped response
         * @description Returns the stored response and consumes the wrapping token.
         *     The wrapping token is the caller, or is in the body beside another caller.
         *     With a wrap TTL, the stored response is wrapped again instead of returned.
         *     A client must never repeat this request automatically.
         */
        readonly post: operations["wrappingUnwrap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/wrapping/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look up a wrapping token by GET
         * @description Returns where, when and for how long the response was wrapped, as `POST` does.
         *     The wrapping token is the caller or in the query.
         */
        readonly get: operations["wrappingLookupGet"];
        readonly put?: never;
        /**
         * Look up a wrapping token
         * @description Returns where, when and for how long the response was wrapped.
         *     Requires no caller and does not consume the token.
         *     Without a valid caller, a wrap TTL that is longer than the remaining TTL of the wrapping token has no effect.
         */
        readonly post: operations["wrappingLookup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/wrapping/rewrap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rewrap a wrapped response
         * @description Moves the stored response to a new wrapping token with the full TTL of the old one, and consumes the old one.
         *     The creation path stays the same.
         *     A wrap TTL can shorten the TTL, but not below the `min_wrapping_ttl` of a policy that applied to the wrapped request.
         */
        readonly post: operations["wrappingRewrap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/health": {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Whether a standby answers with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Whether a performance standby answers with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, by default 200.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, by default 429.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, by default 472.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, by default 473.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, by default 503.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, by default 501.
                 * @example 501
                 */
                readonly uninitcode?: components["parameters"]["UninitCode"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Check the health of the server
         * @description Returns the state of the server, in the body and as the status, which the query can change.
         *     Requires no token and is never wrapped.
         */
        readonly get: operations["sysHealthRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /**
         * Check the health of the server (HEAD)
         * @description Returns the status that `GET` returns, without a body.
         */
        readonly head: operations["sysHealthHead"];
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/seal-status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the seal status
         * @description Returns whether the server is sealed, and the progress of unsealing.
         *     Requires no token and is never wrapped.
         */
        readonly get: operations["sysSealStatusRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leader": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the active server
         * @description Returns whether the server is highly available and, if so, the address of the active server.
         *     Requires no token and is never wrapped.
         */
        readonly get: operations["sysLeaderRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/init": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read whether the server is initialized
         * @description Returns whether the server is initialized.
         *     Requires no token and is never wrapped.
         */
        readonly get: operations["sysInitStatusRead"];
        readonly put?: never;
        /**
         * Initialize the server
         * @description Always refused with 400, since this server is initialized when it starts.
         *     Requires no token and is never wrapped.
         */
        readonly post: operations["sysInit"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/unseal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Unseal the server
         * @description Unseals the server with the key that it was started with.
         *     Requires no token and is never wrapped.
         */
        readonly post: operations["sysUnseal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/seal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Seal the server
         * @description Seals the server: it then answers everything with 503 except health, seal status, leader, initialization and unsealing.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysSeal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/step-down": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Step down as the active server
         * @description Has no effect, since this server has no standby that could become active.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysStepDown"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/ha-status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the servers of the cluster
         * @description Returns the only server of the cluster.
         */
        readonly get: operations["sysHaStatusRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/key-status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the status of the encryption key
         * @description Returns the term of the key and the time of its installation.
         *     The keys of `data` are also at the top level.
         */
        readonly get: operations["sysKeyStatusRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the encryption key
         * @description Encrypts later writes with a new key; earlier data stays readable.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysRotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/rotate/config": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the automatic rotation settings
         * @description Returns the settings of automatic key rotation, which this server does not perform.
         */
        readonly get: operations["sysRotateConfigRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/version-history/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the installed server versions
         * @description Returns only the present version, since this server keeps no history.
         */
        readonly get: operations["sysVersionHistoryList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policies/acl/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the policies
         * @description Returns the names of all policies except `response-wrapping`, sorted, with `root` last.
         */
        readonly get: operations["policyList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policies/acl/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a policy
         * @description Returns the text of a policy as it was written, and its properties.
         */
        readonly get: operations["policyRead"];
        readonly put?: never;
        /**
         * Create or update a policy
         * @description Writes the policy, which applies from the next request on.
         *     The response is 200 if there are warnings, otherwise 204.
         */
        readonly post: operations["policyWrite"];
        /**
         * Delete a policy
         * @description Deletes a policy; `root`, `default` and `response-wrapping` cannot be deleted.
         *     An unknown policy is not an error.
         */
        readonly delete: operations["policyDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policies/detailed/acl/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the policies with their texts
         * @description Returns all policies except `response-wrapping`, each as a read returns it.
         */
        readonly get: operations["policyListDetailed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policies/detailed/acl/{prefix}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The prefix of the policies' names, in whole segments.
                 * @example ci
                 */
                readonly prefix: components["parameters"]["PolicyPrefix"];
            };
            readonly cookie?: never;
        };
        /**
         * List policies by prefix with their texts
         * @description Returns the policies whose names begin with the prefix and a slash, by the rest of their names.
         *     If there is none, the response is 404.
         */
        readonly get: operations["policyListDetailedBelow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policy/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the policies (old path)
         * @description Returns the names of all policies except `response-wrapping`, as `sys/policies/acl` does.
         *     The keys of `data` are also at the top level.
         */
        readonly get: operations["policyLegacyList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the policies by GET (old path)
         * @description Returns the names of all policies except `response-wrapping`, as the list at this path does.
         */
        readonly get: operations["policyLegacyListGet"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/policy/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a policy (old path)
         * @description Returns a policy as `sys/policies/acl/{name}` does, with its text in `rules`.
         */
        readonly get: operations["policyLegacyRead"];
        readonly put?: never;
        /**
         * Create or update a policy (old path)
         * @description Writes a policy as `sys/policies/acl/{name}` does.
         *     A policy in `rules`, the old name of `policy`, returns a warning.
         */
        readonly post: operations["policyLegacyWrite"];
        /**
         * Delete a policy (old path)
         * @description Deletes a policy as `sys/policies/acl/{name}` does.
         */
        readonly delete: operations["policyLegacyDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/capabilities": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read the capabilities of a token
         * @description Returns the capabilities of a token on each path.
         *     If the request has one path, `capabilities` contains the same list.
         */
        readonly post: operations["sysCapabilitiesRead"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/capabilities-self": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read the capabilities of the caller
         * @description Returns the capabilities of the caller on each path, as `sys/capabilities` does.
         */
        readonly post: operations["sysCapabilitiesSelfRead"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/capabilities-accessor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Read the capabilities of an accessor's token
         * @description Returns the capabilities of the token that an accessor belongs to, as `sys/capabilities` does.
         */
        readonly post: operations["sysCapabilitiesAccessorRead"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/internal/ui/resultant-acl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read all rules of the caller
         * @description Returns the capabilities in the caller's policies, by exact path and by path prefix.
         */
        readonly get: operations["sysUiResultantAclRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/random": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate random bytes
         * @description Returns random bytes in base64 or hexadecimal.
         */
        readonly post: operations["sysRandomGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/random/{bytes_or_source}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The number of bytes, or the source, `platform`.
                 * @example 32
                 */
                readonly bytes_or_source: components["parameters"]["RandomBytesOrSource"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate random bytes by count or source
         * @description Returns random bytes in base64 or hexadecimal, with the number of bytes or the source in the path.
         */
        readonly post: operations["sysRandomGenerateOf"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/random/{source}/{bytes}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The source of the random bytes.
                 *     Only `platform` is supported.
                 * @example platform
                 */
                readonly source: components["parameters"]["RandomSource"];
                /**
                 * @description The number of bytes, from 1 to 131072.
                 * @example 32
                 */
                readonly bytes: components["parameters"]["RandomBytes"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate random bytes by source and count
         * @description Returns random bytes in base64 or hexadecimal, with the source and the number of bytes in the path.
         */
        readonly post: operations["sysRandomGenerateFrom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/hash": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hash the input bytes
         * @description Returns a SHA-2 or SHA-3 hash of the input.
         */
        readonly post: operations["sysHashGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/hash/{algorithm}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The hash algorithm: `sha2-224`, `sha2-256`, `sha2-384`, `sha2-512`, `sha3-224`, `sha3-256`, `sha3-384` or `sha3-512`.
                 * @example sha2-256
                 */
                readonly algorithm: components["parameters"]["HashAlgorithm"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hash the input bytes by algorithm
         * @description Returns a SHA-2 or SHA-3 hash of the input. The algorithm in the path takes precedence over the one in the body.
         */
        readonly post: operations["sysHashGenerateBy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/config/cors": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the CORS settings
         * @description Returns the web origins that may send requests to the server.
         *     The keys of `data` are also at the top level.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysCorsRead"];
        readonly put?: never;
        /**
         * Write the CORS settings
         * @description Sets the web origins that may send requests to the server, from the next request on.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysCorsWrite"];
        /**
         * Disable CORS for all origins
         * @description Refuses requests from other web origins, from the next request on.
         *     Requires `sudo` on the path.
         */
        readonly delete: operations["sysCorsDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the audit devices
         * @description Returns the audit devices, by path.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysAuditList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/audit/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an audit device.
                 * @example file
                 */
                readonly path: components["parameters"]["AuditPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Enable an audit device
         * @description Enables an audit device: from now on, a request is answered only if a device has written its entries.
         *     Refused with 400 unless the configuration of the server allows it.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysAuditEnable"];
        /**
         * Disable an audit device
         * @description Disables an audit device and deletes its salt.
         *     Hashes in its entries cannot be computed again afterwards.
         *     An unknown audit device is not an error; a device of the configuration is refused with 400.
         *     Requires `sudo` on the path.
         */
        readonly delete: operations["sysAuditDisable"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/audit-hash/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an audit device.
                 * @example file
                 */
                readonly path: components["parameters"]["AuditPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hash a string by an audit device
         * @description Returns a string as it is in the entries of the device.
         *     An unknown audit device is refused with 400.
         */
        readonly post: operations["sysAuditHash"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/config/auditing/request-headers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the audited request headers
         * @description Returns the request headers that audit entries contain, by their names in lower case.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysAuditHeaderList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/config/auditing/request-headers/{header}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a request header.
                 * @example x-forwarded-for
                 */
                readonly header: components["parameters"]["AuditHeader"];
            };
            readonly cookie?: never;
        };
        /**
         * Read how a request header is audited
         * @description Returns the setting under the name of the header in lower case.
         *     A header that is not audited is refused with 400.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysAuditHeaderRead"];
        readonly put?: never;
        /**
         * Audit a request header
         * @description Audit entries contain this header from the next request on.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysAuditHeaderWrite"];
        /**
         * Stop auditing a request header
         * @description A header that is not audited is not an error.
         *     Requires `sudo` on the path.
         */
        readonly delete: operations["sysAuditHeaderDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/internal/specs/openapi": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read the OpenAPI document of this server
         * @description Returns this document with the mounts that the caller may see; without a caller, it contains no mounts.
         *     The response is not in an envelope.
         */
        readonly get: operations["sysOpenApiRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/mounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the mounts
         * @description Returns all mounts of secrets engines by their path.
         */
        readonly get: operations["sysMountList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/mounts/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a mount
         * @description Returns the type and settings of a mount.
         *     An unknown mount is answered with 400.
         */
        readonly get: operations["sysMountRead"];
        readonly put?: never;
        /**
         * Mount a secrets engine
         * @description Creates a mount, whose paths are available as soon as the request is answered.
         */
        readonly post: operations["sysMountEnable"];
        /**
         * Unmount a secrets engine
         * @description Deletes the mount with its data, and revokes its leases and the tokens, wrapping tokens included, that were created below its path.
         *     An unknown mount is not an error.
         */
        readonly delete: operations["sysMountDisable"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/mounts/{path}/tune": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the tuning of a mount
         * @description Returns the effective settings, with the server's TTLs if the mount has none.
         */
        readonly get: operations["sysMountTuningRead"];
        readonly put?: never;
        /**
         * Tune a mount
         * @description Changes the settings that the request contains.
         *     A TTL of `0` or `system` resets it to the server's.
         */
        readonly post: operations["sysMountTuningWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/remount": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move a mount
         * @description Moves a mount with its data to another path, and revokes the leases and tokens that were created below its old path.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysRemount"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/remount/status/{migration_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a move of a mount.
                 * @example 2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a
                 */
                readonly migration_id: components["parameters"]["MigrationId"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the status of a move
         * @description Returns the paths and the status of a move of a mount.
         *     An unknown move is answered with 404.
         */
        readonly get: operations["sysRemountStatusRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/internal/ui/mounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the mounts visible to the caller
         * @description Returns the mounts on which the caller has a capability.
         *     Without a token, returns only the mounts with `listing_visibility` `unauth`.
         */
        readonly get: operations["sysUiMountList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/internal/ui/mounts/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Find the mount of a path
         * @description Returns the mount to a caller with any capability on it; clients use it to find the version of a key-value engine.
         *     Any other caller gets 403, whether or not the mount exists.
         */
        readonly get: operations["sysUiMountRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/auth": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the login methods
         * @description Returns the type and settings of all login methods, by their path without `auth/`.
         */
        readonly get: operations["sysAuthList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/auth/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a login method
         * @description Returns the type and settings of a login method.
         *     An unknown login method is answered with 400.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysAuthRead"];
        readonly put?: never;
        /**
         * Enable a login method
         * @description Creates a login method, whose paths are available as soon as the request is answered.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysAuthEnable"];
        /**
         * Disable a login method
         * @description Deletes a login method with its data, and revokes every token that was created below its path.
         *     An unknown login method is not an error.
         *     Requires `sudo` on the path.
         */
        readonly delete: operations["sysAuthDisable"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/auth/{path}/tune": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the tuning of a login method
         * @description Returns the effective settings of a login method, with the server's TTLs if it has none.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["sysAuthTuningRead"];
        readonly put?: never;
        /**
         * Tune a login method
         * @description Changes the settings of a login method that the request contains.
         *     A TTL of `0` or `system` resets it to the server's.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["sysAuthTuningWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List irrevocable leases
         * @description Returns the leases that could not be revoked.
         *     Any `type` other than `irrevocable` is answered with 404.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["leaseListIrrevocable"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/count": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Count irrevocable leases
         * @description Returns the number of leases that could not be revoked, in total and by mount.
         *     Any `type` other than `irrevocable` is answered with 404.
         */
        readonly get: operations["leaseCount"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a lease
         * @description Returns the properties of a lease until it ends.
         *     An unknown lease is answered with 400.
         */
        readonly post: operations["leaseLookup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/lookup/{prefix}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        /**
         * List leases by prefix
         * @description Returns the names directly below the path: lease ids, and folders that end in `/`.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["leaseListByPrefix"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/renew": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew a lease
         * @description Renews the lease for the requested increment, up to the mount's maximum TTL.
         *     Tokens are renewed at `auth/token/renew`, not here.
         */
        readonly post: operations["leaseRenew"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/renew/{lease_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew a lease by path
         * @description Renews the lease in the path for the requested increment, up to the mount's maximum TTL.
         *     Tokens are renewed at `auth/token/renew`, not here.
         */
        readonly post: operations["leaseRenewById"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a lease
         * @description Revokes the secret of the lease before the request is answered.
         *     Revoking the lease of a token revokes the token.
         *     An unknown lease is not an error.
         */
        readonly post: operations["leaseRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/revoke/{lease_id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a lease by path
         * @description Revokes the secret of the lease in the path before the request is answered.
         *     An unknown lease is not an error.
         */
        readonly post: operations["leaseRevokeById"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/revoke-prefix/{prefix}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke leases by prefix
         * @description Revokes all leases and tokens, wrapping tokens included, that were created at or below the path.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["leaseRevokeByPrefix"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/revoke-force/{prefix}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Force the revocation of leases by prefix
         * @description Revokes all leases and tokens that were created at or below the path.
         *     A lease ends even if its engine fails to revoke the secret.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["leaseRevokeForce"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/leases/tidy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove expired leases
         * @description Revokes expired leases that are still stored.
         *     The response contains a warning that tidying has started.
         */
        readonly post: operations["leaseTidy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a token
         * @description Creates a child of the caller, or an orphan if the request asks for one.
         */
        readonly post: operations["tokenCreate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/create-orphan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create an orphan token
         * @description Creates a token without a parent.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["tokenCreateOrphan"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look up a token by GET
         * @description Returns the properties of the token in the query, or of the caller if there is none.
         */
        readonly get: operations["tokenLookupGet"];
        readonly put?: never;
        /**
         * Look up a token
         * @description Returns the properties of the token in the body, or of the caller if there is none.
         */
        readonly post: operations["tokenLookup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/lookup-self": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look up the caller's token
         * @description Returns the properties of the caller's token, with `num_uses` as it is after this request.
         */
        readonly get: operations["tokenLookupSelf"];
        readonly put?: never;
        /**
         * Look up the caller's token by POST
         * @description Returns the properties of the caller's token, as `GET` does.
         */
        readonly post: operations["tokenLookupSelfPost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/lookup-accessor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a token by accessor
         * @description Returns the properties of the token that an accessor belongs to, with an empty `id`.
         */
        readonly post: operations["tokenLookupAccessor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/renew": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew a token
         * @description Extends the TTL of a token, up to its maximum.
         */
        readonly post: operations["tokenRenew"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/renew-self": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew the caller's token
         * @description Extends the TTL of the caller's token, up to its maximum.
         */
        readonly post: operations["tokenRenewSelf"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/renew-accessor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew a token by accessor
         * @description Extends the TTL of the token that an accessor belongs to, up to its maximum.
         *     The response does not contain the token.
         */
        readonly post: operations["tokenRenewAccessor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a token
         * @description Revokes a token and all its descendants.
         *     An unknown token is not an error.
         */
        readonly post: operations["tokenRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/revoke-self": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke the caller's token
         * @description Revokes the caller's token and all its descendants.
         */
        readonly post: operations["tokenRevokeSelf"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/revoke-orphan": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a token but not its children
         * @description Revokes a token and turns its children into orphans.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["tokenRevokeOrphan"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/revoke-accessor": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a token by accessor
         * @description Revokes the token that an accessor belongs to and all its descendants.
         *     An unknown accessor is answered with 200 and a warning.
         */
        readonly post: operations["tokenRevokeAccessor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/accessors/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the accessors of all tokens
         * @description Returns the accessor of every token that has one.
         *     Requires `sudo` on the path.
         */
        readonly get: operations["tokenAccessorList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/create/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a token by a role
         * @description Creates a token with the policies, TTLs, type and parent that the role allows.
         */
        readonly post: operations["tokenCreateAgainstRole"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/roles/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the token roles
         * @description Returns the names of all token roles in sorted order.
         */
        readonly get: operations["tokenRoleList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/roles/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a token role
         * @description Returns every field of the role, with the defaults of those that were never set.
         */
        readonly get: operations["tokenRoleRead"];
        readonly put?: never;
        /**
         * Create or update a token role
         * @description Creates the role, or changes the fields that the request contains.
         */
        readonly post: operations["tokenRoleWrite"];
        /**
         * Delete a token role
         * @description Deletes the role; tokens that it created stay valid, but cannot be renewed.
         *     An unknown role is not an error.
         */
        readonly delete: operations["tokenRoleDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/tidy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove data of ended tokens
         * @description Has no effect on this server, which removes the data of ended tokens continuously.
         *     The response contains a warning that tidying has started.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["tokenTidy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/login": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Refuse a login by GET
         * @description Always refuses the login with 400, because a secret id must not be in a query.
         */
        readonly get: operations["appRoleLoginGet"];
        readonly put?: never;
        /**
         * Log in with a role id
         * @description Creates a token for a role id and a secret id.
         *     A role with `bind_secret_id` false needs no secret id.
         */
        readonly post: operations["appRoleLogin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the AppRole roles
         * @description Returns the names of all roles in sorted order.
         */
        readonly get: operations["appRoleRoleList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an AppRole role
         * @description Returns every field of the role except its role id.
         */
        readonly get: operations["appRoleRoleRead"];
        readonly put?: never;
        /**
         * Create or update an AppRole role
         * @description Creates the role, or changes the fields that the request contains.
         *     A role must require a secret id or be bound to addresses.
         */
        readonly post: operations["appRoleRoleWrite"];
        /**
         * Delete an AppRole role
         * @description Deletes the role with its role id and its secret ids.
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleRoleDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/role-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the role id of a role
         * @description Returns the role id, which identifies the role in a login.
         */
        readonly get: operations["appRoleRoleIdRead"];
        readonly put?: never;
        /**
         * Set the role id of a role
         * @description Replaces the role id.
         *     A login with the old role id is rejected afterwards.
         */
        readonly post: operations["appRoleRoleIdWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the token policies of a role
         * @description Returns the field `token_policies` of the role.
         */
        readonly get: operations["appRolePoliciesRead"];
        readonly put?: never;
        /**
         * Write the token policies of a role
         * @description Changes the field `token_policies` of the role and no other field.
         */
        readonly post: operations["appRolePoliciesWrite"];
        /**
         * Reset the token policies of a role
         * @description Resets the field `token_policies` of the role to its default (an empty list).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRolePoliciesDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/token-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the token TTL of a role
         * @description Returns the field `token_ttl` of the role.
         */
        readonly get: operations["appRoleTokenTtlRead"];
        readonly put?: never;
        /**
         * Write the token TTL of a role
         * @description Changes the field `token_ttl` of the role and no other field.
         */
        readonly post: operations["appRoleTokenTtlWrite"];
        /**
         * Reset the token TTL of a role
         * @description Resets the field `token_ttl` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleTokenTtlDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/token-max-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the maximum token TTL of a role
         * @description Returns the field `token_max_ttl` of the role.
         */
        readonly get: operations["appRoleTokenMaxTtlRead"];
        readonly put?: never;
        /**
         * Write the maximum token TTL of a role
         * @description Changes the field `token_max_ttl` of the role and no other field.
         */
        readonly post: operations["appRoleTokenMaxTtlWrite"];
        /**
         * Reset the maximum token TTL of a role
         * @description Resets the field `token_max_ttl` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleTokenMaxTtlDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/token-num-uses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the token use limit of a role
         * @description Returns the field `token_num_uses` of the role.
         */
        readonly get: operations["appRoleTokenNumUsesRead"];
        readonly put?: never;
        /**
         * Write the token use limit of a role
         * @description Changes the field `token_num_uses` of the role and no other field.
         */
        readonly post: operations["appRoleTokenNumUsesWrite"];
        /**
         * Reset the token use limit of a role
         * @description Resets the field `token_num_uses` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleTokenNumUsesDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/period": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the token period of a role
         * @description Returns the field `token_period` of the role.
         */
        readonly get: operations["appRolePeriodRead"];
        readonly put?: never;
        /**
         * Write the token period of a role
         * @description Changes the field `token_period` of the role and no other field.
         */
        readonly post: operations["appRolePeriodWrite"];
        /**
         * Reset the token period of a role
         * @description Resets the field `token_period` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRolePeriodDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/token-bound-cidrs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the token CIDR blocks of a role
         * @description Returns the field `token_bound_cidrs` of the role.
         */
        readonly get: operations["appRoleTokenBoundCidrsRead"];
        readonly put?: never;
        /**
         * Write the token CIDR blocks of a role
         * @description Changes the field `token_bound_cidrs` of the role and no other field.
         */
        readonly post: operations["appRoleTokenBoundCidrsWrite"];
        /**
         * Reset the token CIDR blocks of a role
         * @description Resets the field `token_bound_cidrs` of the role to its default (no restriction).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleTokenBoundCidrsDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/bind-secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read whether a role requires secret ids
         * @description Returns the field `bind_secret_id` of the role.
         */
        readonly get: operations["appRoleBindSecretIdRead"];
        readonly put?: never;
        /**
         * Set whether a role requires secret ids
         * @description Changes the field `bind_secret_id` of the role and no other field.
         */
        readonly post: operations["appRoleBindSecretIdWrite"];
        /**
         * Reset whether a role requires secret ids
         * @description Resets the field `bind_secret_id` of the role to its default (true).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleBindSecretIdDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id-num-uses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the use limit of secret ids
         * @description Returns the field `secret_id_num_uses` of the role.
         */
        readonly get: operations["appRoleSecretIdNumUsesRead"];
        readonly put?: never;
        /**
         * Write the use limit of secret ids
         * @description Changes the field `secret_id_num_uses` of the role and no other field.
         */
        readonly post: operations["appRoleSecretIdNumUsesWrite"];
        /**
         * Reset the use limit of secret ids
         * @description Resets the field `secret_id_num_uses` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleSecretIdNumUsesDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the TTL of secret ids
         * @description Returns the field `secret_id_ttl` of the role.
         */
        readonly get: operations["appRoleSecretIdTtlRead"];
        readonly put?: never;
        /**
         * Write the TTL of secret ids
         * @description Changes the field `secret_id_ttl` of the role and no other field.
         */
        readonly post: operations["appRoleSecretIdTtlWrite"];
        /**
         * Reset the TTL of secret ids
         * @description Resets the field `secret_id_ttl` of the role to its default (0).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleSecretIdTtlDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id-bound-cidrs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the login CIDR blocks of a role
         * @description Returns the field `secret_id_bound_cidrs` of the role.
         */
        readonly get: operations["appRoleSecretIdBoundCidrsRead"];
        readonly put?: never;
        /**
         * Write the login CIDR blocks of a role
         * @description Changes the field `secret_id_bound_cidrs` of the role and no other field.
         */
        readonly post: operations["appRoleSecretIdBoundCidrsWrite"];
        /**
         * Reset the login CIDR blocks of a role
         * @description Resets the field `secret_id_bound_cidrs` of the role to its default (no restriction).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleSecretIdBoundCidrsDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/bound-cidr-list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the login CIDR blocks (old path)
         * @description Returns `secret_id_bound_cidrs` under its old name, `bound_cidr_list`.
         */
        readonly get: operations["appRoleBoundCidrListRead"];
        readonly put?: never;
        /**
         * Write the login CIDR blocks (old path)
         * @description Changes `secret_id_bound_cidrs`, which the request contains under its old name, `bound_cidr_list`.
         */
        readonly post: operations["appRoleBoundCidrListWrite"];
        /**
         * Reset the login CIDR blocks (old path)
         * @description Resets `secret_id_bound_cidrs` to its default (no restriction).
         *     An unknown role is not an error.
         */
        readonly delete: operations["appRoleBoundCidrListDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/local-secret-ids": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read whether secret ids are local
         * @description Returns the field `local_secret_ids` of the role, which can be set only when the role is created.
         */
        readonly get: operations["appRoleLocalSecretIdsRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate a secret id
         * @description Creates a random secret id for the role.
         *     It is returned only in this response.
         */
        readonly post: operations["appRoleSecretIdGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * List the secret id accessors
         * @description Returns the accessors of the role's secret ids that can still log in.
         */
        readonly get: operations["appRoleSecretIdList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/custom-secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a custom secret id
         * @description Creates a secret id with the value that the caller chooses.
         */
        readonly post: operations["appRoleSecretIdGenerateCustom"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a secret id
         * @description Returns the properties of a secret id of the role.
         *     An unknown secret id is answered with 204.
         */
        readonly post: operations["appRoleSecretIdLookup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id/destroy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Destroy a secret id
         * @description Deletes a secret id of the role.
         *     An unknown secret id is not an error.
         */
        readonly post: operations["appRoleSecretIdDestroy"];
        /**
         * Destroy a secret id by DELETE
         * @description Deletes the secret id in the query, as `POST` does with the one in the body.
         *     An unknown secret id is not an error.
         */
        readonly delete: operations["appRoleSecretIdDestroyDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id-accessor/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a secret id by accessor
         * @description Returns the properties of the secret id that an accessor belongs to.
         *     The accessor of another role's secret id is answered with 204, an unknown accessor with 404.
         */
        readonly post: operations["appRoleSecretIdAccessorLookup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role}/secret-id-accessor/destroy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Destroy a secret id by accessor
         * @description Deletes the secret id that an accessor belongs to.
         *     An unknown accessor is answered with 404.
         */
        readonly post: operations["appRoleSecretIdAccessorDestroy"];
        /**
         * Destroy a secret id by accessor (DELETE)
         * @description Deletes the secret id that the accessor in the query belongs to, as `POST` does with the one in the body.
         *     An unknown accessor is answered with 404.
         */
        readonly delete: operations["appRoleSecretIdAccessorDestroyDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/tidy/secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove expired secret ids
         * @description Removes the secret ids whose TTL has elapsed and the accessors that no longer belong to one.
         */
        readonly post: operations["appRoleSecretIdTidy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{userpass_mount}/login/{username}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log in with a username and password
         * @description Creates a token for a username and a password.
         */
        readonly post: operations["userpassLogin"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{userpass_mount}/users/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the users
         * @description Returns the usernames of all users in sorted order.
         */
        readonly get: operations["userpassUserList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{userpass_mount}/users/{username}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a user
         * @description Returns every field of the user except the password.
         */
        readonly get: operations["userpassUserRead"];
        readonly put?: never;
        /**
         * Create or update a user
         * @description Creates the user, or changes the fields that the request contains.
         */
        readonly post: operations["userpassUserWrite"];
        /**
         * Delete a user
         * @description Deletes the user.
         *     An unknown user is not an error.
         */
        readonly delete: operations["userpassUserDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{userpass_mount}/users/{username}/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change the password of a user
         * @description Replaces the password of a user.
         *     A login with the old password is rejected afterwards.
         */
        readonly post: operations["userpassPasswordWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{userpass_mount}/users/{username}/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change the policies of a user
         * @description Replaces the policies of the tokens that later logins of the user create.
         */
        readonly post: operations["userpassPoliciesWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cubbyhole/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an entry of the caller's cubbyhole
         * @description Returns an entry that the caller wrote.
         *     The path `cubbyhole/response` with a wrapping token as the caller is the older way to unwrap.
         */
        readonly get: operations["cubbyholeRead"];
        readonly put?: never;
        /**
         * Write an entry of the caller's cubbyhole
         * @description Replaces the entry with the JSON object of the request.
         */
        readonly post: operations["cubbyholeWrite"];
        /**
         * Delete an entry of the caller's cubbyhole
         * @description Deletes the entry.
         *     A missing entry is not an error.
         */
        readonly delete: operations["cubbyholeDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/cubbyhole/{path}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List the caller's cubbyhole
         * @description Returns the names of the entries and folders directly below the path.
         */
        readonly get: operations["cubbyholeList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v1_mount}/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a secret (version 1)
         * @description Returns the JSON object that was written.
         */
        readonly get: operations["kvV1Read"];
        readonly put?: never;
        /**
         * Write a secret (version 1)
         * @description Replaces the secret with the JSON object of the request.
         */
        readonly post: operations["kvV1Write"];
        /**
         * Delete a secret (version 1)
         * @description Deletes the secret.
         *     A missing secret is not an error.
         */
        readonly delete: operations["kvV1Delete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v1_mount}/{path}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets (version 1)
         * @description Returns the names of the secrets and folders directly below the path.
         */
        readonly get: operations["kvV1List"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v1_mount}/{path}/?scan=true": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path (version 1)
         * @description Returns every secret below the path, at any depth.
         *     For each folder, its secrets come first, then the contents of its folders, the last folder first.
         */
        readonly get: operations["kvV1Scan"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/data/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a secret
         * @description Returns the version that the query names, or the latest version.
         */
        readonly get: operations["kvV2Read"];
        readonly put?: never;
        /**
         * Write a secret
         * @description Adds a version of the secret and returns its metadata.
         */
        readonly post: operations["kvV2Write"];
        /**
         * Delete the latest version of a secret
         * @description Marks the latest version as deleted.
         *     `undelete` restores it.
         */
        readonly delete: operations["kvV2Delete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch a secret
         * @description Adds a version: the latest version merged with the data of the request (RFC 7396).
         */
        readonly patch: operations["kvV2Patch"];
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/delete/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Delete versions of a secret
         * @description Marks the versions as deleted.
         *     `undelete` restores them.
         */
        readonly post: operations["kvV2VersionsDelete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/undelete/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Restore deleted versions of a secret
         * @description Restores deleted versions.
         *     Destroyed versions stay destroyed.
         */
        readonly post: operations["kvV2VersionsUndelete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/destroy/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Destroy versions of a secret
         * @description Removes the data of the versions permanently.
         */
        readonly post: operations["kvV2VersionsDestroy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/metadata/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the metadata of a secret
         * @description Returns the settings of a secret and the metadata of all its versions.
         */
        readonly get: operations["kvV2MetadataRead"];
        readonly put?: never;
        /**
         * Write the metadata of a secret
         * @description Changes the settings that the request contains and leaves the others unchanged.
         *     Creates the metadata of a secret that does not exist yet.
         */
        readonly post: operations["kvV2MetadataWrite"];
        /**
         * Delete a secret and all its versions
         * @description Removes the metadata, all versions and their data permanently.
         */
        readonly delete: operations["kvV2MetadataDelete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch the metadata of a secret
         * @description Merges the request into the settings (RFC 7396): null resets a setting to its default.
         *     A missing secret is answered with a 404 without a body.
         */
        readonly patch: operations["kvV2MetadataPatch"];
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/metadata/{path}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets in a folder
         * @description Returns the names of the secrets and folders directly below the path.
         */
        readonly get: operations["kvV2List"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/metadata/{path}/?scan=true": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path
         * @description Returns every secret below the path, at any depth.
         *     For each folder, its secrets come first, then the contents of its folders, the last folder first; pages follow this order.
         */
        readonly get: operations["kvV2Scan"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/detailed-metadata/{path}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets in a folder with metadata
         * @description Returns the names of the secrets and folders directly below the path, with the metadata of each secret and an empty object for each folder.
         */
        readonly get: operations["kvV2ListDetailed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/detailed-metadata/{path}/?scan=true": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path with metadata
         * @description Returns every secret below the path, at any depth, with its metadata.
         */
        readonly get: operations["kvV2ScanDetailed"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/subkeys/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the keys of a secret
         * @description Returns the keys without the values, of the version that the query names, or of the latest version.
         */
        readonly get: operations["kvV2SubkeysRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/config": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the settings of a mount
         * @description Returns the settings for all secrets of the mount.
         */
        readonly get: operations["kvV2ConfigRead"];
        readonly put?: never;
        /**
         * Write the settings of a mount
         * @description Changes the settings that the request contains and leaves the others unchanged.
         */
        readonly post: operations["kvV2ConfigWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/ca": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer's certificate (DER)
         * @description Returns the certificate of the default issuer in DER.
         *     Without a default issuer, the response is 204.
         */
        readonly get: operations["pkiCaDerRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/ca/pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer's certificate (PEM)
         * @description Returns the certificate of the default issuer in PEM.
         *     Without a default issuer, the response is 204.
         */
        readonly get: operations["pkiCaPemRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/ca_chain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer's chain (PEM)
         * @description Returns the certificate of the default issuer and those of the CAs above it, in PEM.
         *     Without a default issuer, the response is 204.
         */
        readonly get: operations["pkiCaChainRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/crl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer's CRL (DER)
         * @description Returns the certificate revocation list (CRL) of the default issuer in DER.
         *     Without a default issuer, the response is 204.
         */
        readonly get: operations["pkiCrlDerRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/crl/pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer's CRL (PEM)
         * @description Returns the certificate revocation list (CRL) of the default issuer in PEM.
         *     Without a default issuer, the response is 204.
         */
        readonly get: operations["pkiCrlPemRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/crl/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Rebuild the CRLs
         * @description Builds and signs a new CRL for each issuer that can sign one.
         */
        readonly get: operations["pkiCrlRotate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/crl/rotate-delta": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Rebuild the delta CRLs
         * @description Returns success without effect, since this server makes no delta CRLs.
         */
        readonly get: operations["pkiDeltaCrlRotate"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/cert/{serial}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a certificate
         * @description Returns a stored certificate by its serial number.
         *     In place of a serial number, `ca`, `ca_chain` and `crl` name the certificate, chain and CRL of the default issuer.
         */
        readonly get: operations["pkiCertRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/cert/{serial}/raw": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a certificate (DER)
         * @description Returns a stored certificate in DER by its serial number.
         */
        readonly get: operations["pkiCertDerRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/cert/{serial}/raw/pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a certificate (PEM)
         * @description Returns a stored certificate in PEM by its serial number.
         */
        readonly get: operations["pkiCertPemRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/certs/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List stored certificates
         * @description Returns the serial numbers of the stored certificates.
         */
        readonly get: operations["pkiCertList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/certs/revoked/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List revoked certificates
         * @description Returns the serial numbers of the revoked certificates.
         */
        readonly get: operations["pkiRevokedCertList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a certificate
         * @description Adds a certificate of this mount to the CRL of its issuer.
         *     An expired certificate is not revoked, and the response contains a warning, unless `allow_expired_cert_revocation` is set.
         */
        readonly post: operations["pkiRevoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuers/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the issuers
         * @description Returns the ids, names and keys of the issuers.
         */
        readonly get: operations["pkiIssuerList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer
         * @description Returns the certificate, chain and settings of an issuer.
         */
        readonly get: operations["pkiIssuerRead"];
        readonly put?: never;
        /**
         * Write the settings of an issuer
         * @description Replaces the settings of an issuer: those that the request does not contain are reset to their defaults.
         */
        readonly post: operations["pkiIssuerWrite"];
        /**
         * Delete an issuer
         * @description Deletes the issuer and keeps its key.
         *     Deleting the default issuer returns a warning.
         */
        readonly delete: operations["pkiIssuerDelete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch the settings of an issuer
         * @description Merges the request into the settings of an issuer (RFC 7396): those that the request does not contain stay unchanged, and null resets a setting.
         */
        readonly patch: operations["pkiIssuerPatch"];
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the public data of an issuer
         * @description Returns the id, name, certificate and chain of an issuer to anyone.
         */
        readonly get: operations["pkiIssuerJsonRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer's certificate (PEM)
         * @description Returns the certificate of an issuer in PEM.
         */
        readonly get: operations["pkiIssuerPemRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/der": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer's certificate (DER)
         * @description Returns the certificate of an issuer in DER.
         */
        readonly get: operations["pkiIssuerDerRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/crl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer's CRL
         * @description Returns the CRL of an issuer in a JSON envelope.
         */
        readonly get: operations["pkiIssuerCrlRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/crl/pem": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer's CRL (PEM)
         * @description Returns the CRL of an issuer in PEM.
         */
        readonly get: operations["pkiIssuerCrlPemRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/crl/der": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer's CRL (DER)
         * @description Returns the CRL of an issuer in DER.
         */
        readonly get: operations["pkiIssuerCrlDerRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/issue/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a certificate by an issuer
         * @description Generates a key and issues a certificate by the rules of the role, signed by the issuer in the path.
         *     The key is returned only in this response.
         */
        readonly post: operations["pkiIssuerIssue"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/sign/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a certificate request by an issuer
         * @description Issues a certificate for a signing request by the rules of the role, signed by the issuer in the path.
         */
        readonly post: operations["pkiIssuerSign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/sign-verbatim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request verbatim by an issuer
         * @description Issues a certificate with the names and extensions of the signing request, signed by the issuer in the path, without the rules of a role.
         */
        readonly post: operations["pkiIssuerSignVerbatim"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/sign-verbatim/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request verbatim by issuer and role
         * @description Issues a certificate with the names and extensions of the signing request, signed by the issuer in the path.
         *     Of the role, only the validity, `no_store` and `generate_lease` apply.
         */
        readonly post: operations["pkiIssuerSignVerbatimByRole"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuer/{issuer_ref}/sign-intermediate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign an intermediate CA by an issuer
         * @description Issues the certificate of an intermediate CA for a signing request, signed by the issuer in the path.
         */
        readonly post: operations["pkiIssuerSignIntermediate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/keys/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the keys of issuers
         * @description Returns the ids and names of the keys.
         */
        readonly get: operations["pkiKeyList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/keys/generate/{exported}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate a key
         * @description Generates a key that issuers can use.
         *     With `exported` in the path, the private key is returned, only in this response.
         */
        readonly post: operations["pkiKeyGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/key/{key_ref}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of a key, or `default`.
                 * @example default
                 */
                readonly key_ref: components["parameters"]["PkiKeyRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a key
         * @description Returns the name, type and identifier of a key, never the private key.
         */
        readonly get: operations["pkiKeyRead"];
        readonly put?: never;
        /**
         * Rename a key
         * @description Sets the name of a key.
         */
        readonly post: operations["pkiKeyWrite"];
        /**
         * Delete a key
         * @description Deletes the private key; its issuers stay, but can no longer sign.
         *     Deleting the default key returns a warning.
         */
        readonly delete: operations["pkiKeyDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete all issuers and keys
         * @description Deletes every issuer and key of the mount, private keys included.
         */
        readonly delete: operations["pkiRootDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/root/generate/{exported}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate a root CA
         * @description Creates a self-signed CA as an issuer of the mount.
         */
        readonly post: operations["pkiRootGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/root/sign-intermediate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign an intermediate CA
         * @description Issues the certificate of an intermediate CA for a signing request.
         */
        readonly post: operations["pkiRootSignIntermediate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuers/generate/root/{exported}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate another root CA
         * @description Creates a self-signed CA as another issuer of the mount, as `root/generate/{exported}` does.
         */
        readonly post: operations["pkiIssuerRootGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/intermediate/generate/{exported}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate an intermediate's signing request
         * @description Creates a key and a signing request for an intermediate CA that another CA is to sign.
         */
        readonly post: operations["pkiIntermediateGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issuers/generate/intermediate/{exported}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Generate another intermediate's signing request
         * @description Creates a key and a signing request for an intermediate CA that another CA is to sign, as `intermediate/generate/{exported}` does.
         */
        readonly post: operations["pkiIssuerIntermediateGenerate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/intermediate/set-signed": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Import the certificate of an intermediate CA
         * @description Imports the signed certificate of an intermediate CA, whose key the mount holds, and those of the CAs above it, as issuers.
         */
        readonly post: operations["pkiIntermediateSetSigned"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/roles/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the pki roles
         * @description Returns the names of all roles in sorted order.
         */
        readonly get: operations["pkiRoleList"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/roles/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a pki role
         * @description Returns every field of the role.
         */
        readonly get: operations["pkiRoleRead"];
        readonly put?: never;
        /**
         * Create or replace a pki role
         * @description Creates the role, or replaces it: fields that the request does not contain are reset to their defaults.
         */
        readonly post: operations["pkiRoleWrite"];
        /**
         * Delete a pki role
         * @description Deletes the role; its certificates stay valid.
         *     An unknown role is not an error.
         */
        readonly delete: operations["pkiRoleDelete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Patch a pki role
         * @description Merges the request into the role (RFC 7396): fields that the request does not contain stay unchanged, and null resets a field.
         */
        readonly patch: operations["pkiRolePatch"];
        readonly trace?: never;
    };
    readonly "/{pki_mount}/issue/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a certificate
         * @description Generates a key and issues a certificate by the rules of the role.
         *     The key is returned only in this response.
         */
        readonly post: operations["pkiIssue"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/sign/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a certificate request
         * @description Issues a certificate for a signing request by the rules of the role.
         */
        readonly post: operations["pkiSign"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/sign-verbatim": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request verbatim
         * @description Issues a certificate with the names and extensions of the signing request, signed by the default issuer, without the rules of a role.
         */
        readonly post: operations["pkiSignVerbatim"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/sign-verbatim/{role}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request verbatim by role
         * @description Issues a certificate with the names and extensions of the signing request.
         *     Of the role, only the issuer, the validity, `no_store` and `generate_lease` apply.
         */
        readonly post: operations["pkiSignVerbatimByRole"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/issuers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer
         * @description Returns the id of the issuer that signs if a request and its role name none.
         */
        readonly get: operations["pkiDefaultIssuerRead"];
        readonly put?: never;
        /**
         * Set the default issuer
         * @description Sets the issuer that signs if a request and its role name none.
         */
        readonly post: operations["pkiDefaultIssuerWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default key
         * @description Returns the id of the key that `default` refers to.
         */
        readonly get: operations["pkiDefaultKeyRead"];
        readonly put?: never;
        /**
         * Set the default key
         * @description Sets the key that `default` refers to.
         */
        readonly post: operations["pkiDefaultKeyWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/urls": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the URLs in certificates
         * @description Returns the URLs of issuer certificates, CRLs and OCSP responders that new certificates contain.
         */
        readonly get: operations["pkiUrlsRead"];
        readonly put?: never;
        /**
         * Write the URLs in certificates
         * @description Changes the URLs of issuer certificates, CRLs and OCSP responders that new certificates contain.
         *     Settings that the request does not contain stay unchanged.
         */
        readonly post: operations["pkiUrlsWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/crl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the CRL settings
         * @description Returns the settings by which CRLs are built.
         */
        readonly get: operations["pkiCrlConfigRead"];
        readonly put?: never;
        /**
         * Write the CRL settings
         * @description Changes the settings by which CRLs are built.
         *     Settings that the request does not contain stay unchanged.
         */
        readonly post: operations["pkiCrlConfigWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/cluster": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the addresses of a mount
         * @description Returns the addresses that fill the templates in the URLs of certificates.
         */
        readonly get: operations["pkiClusterRead"];
        readonly put?: never;
        /**
         * Write the addresses of a mount
         * @description Sets the addresses that fill the templates in the URLs of certificates.
         */
        readonly post: operations["pkiClusterWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/config/auto-tidy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the automatic tidy settings
         * @description Returns the settings of automatic tidying, which this server does not perform.
         */
        readonly get: operations["pkiAutoTidyRead"];
        readonly put?: never;
        /**
         * Write the automatic tidy settings
         * @description Changes the settings of automatic tidying.
         *     This server does not tidy automatically and answers `enabled` true with 400.
         */
        readonly post: operations["pkiAutoTidyWrite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/tidy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Remove expired certificates
         * @description Removes certificates and revocations that expired longer ago than the safety buffer.
         */
        readonly post: operations["pkiTidy"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/tidy-status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the status of tidying
         * @description Returns what the last tidy operation did.
         */
        readonly get: operations["pkiTidyStatusRead"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/tidy-cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Cancel a tidy operation
         * @description Returns a warning without effect, since tidying has finished when its request is answered.
         */
        readonly post: operations["pkiTidyCancel"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{http_mount}/config/upstream": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the upstream of a mount
         * @description Returns the settings and the names of the added headers.
         *     The values of the headers are never returned.
         */
        readonly get: operations["httpConfigRead"];
        readonly put?: never;
        /**
         * Configure the upstream of a mount
         * @description Sets the base URL, the allowed methods and paths, the added headers and the limits of the upstream.
         *     Settings that the request does not contain stay unchanged.
         *     A write with another `base_url` must contain `headers` if headers are stored.
         *     Requires `sudo` on the path.
         */
        readonly post: operations["httpConfigWrite"];
        /**
         * Delete the upstream of a mount
         * @description Deletes the settings and the headers of the upstream.
         *     Missing settings are not an error.
         *     Requires `sudo` on the path.
         */
        readonly delete: operations["httpConfigDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{http_mount}/request/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path of the request to the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Send a GET to the upstream
         * @description Passes on the query variables; of several with the same name, only the first.
         *     `list=true` and `scan=true` have a meaning in this protocol and cannot be passed on.
         */
        readonly get: operations["httpRead"];
        readonly put?: never;
        /**
         * Send a POST or PUT to the upstream
         * @description Passes on the JSON object of the body unchanged, or `{}` if there is no body.
         *     The upstream receives whichever of `POST` and `PUT` is in `allowed_methods`, whatever the client sends.
         *     Query variables are not passed on.
         */
        readonly post: operations["httpWrite"];
        /**
         * Send a DELETE to the upstream
         * @description Passes on the query variables, without a body.
         */
        readonly delete: operations["httpDelete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Send a PATCH to the upstream
         * @description Passes on the JSON object of the body unchanged, with its content type.
         */
        readonly patch: operations["httpPatch"];
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A role. Its role id is returned at its own path only. */
        readonly AppRole: components["schemas"]["TokenFields"] & {
            /** @description Whether a login with the role requires a secret id. */
            readonly bind_secret_id: boolean;
            /** @description Whether secret ids stay in this cluster; set only when the role is created. Has no effect, since there is no replication. */
            readonly local_secret_ids: boolean;
            /** @description The CIDR blocks from which logins are allowed; null means any address. */
            readonly secret_id_bound_cidrs: readonly string[] | null;
            /** @description The number of logins of each new secret id; 0 means unlimited. */
            readonly secret_id_num_uses: number;
            /** @description The TTL of new secret ids, in seconds; 0 means that they do not expire. */
            readonly secret_id_ttl: number;
            /** @description The old name of `token_policies`; present only if the role was written with it. */
            readonly policies?: readonly string[];
            /** @description The old name of `token_period`; present only if the role was written with it. */
            readonly period?: number;
        };
        /** @description A role. */
        readonly AppRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRole"];
            readonly auth: null;
        };
        /**
         * @description The fields of a role.
         *     Those that the request does not contain stay unchanged; in a new role, they get their defaults.
         * @example {
         *       "token_policies": [
         *         "ci-deploy"
         *       ],
         *       "token_ttl": "1h",
         *       "secret_id_ttl": "10m",
         *       "secret_id_num_uses": 1
         *     }
         */
        readonly AppRoleWriteRequest: {
            /** @description A custom role id; a new role without it gets a random one. */
            readonly role_id?: string;
            readonly bind_secret_id?: components["schemas"]["BooleanInput"];
            readonly secret_id_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly bound_cidr_list?: components["schemas"]["StringListInput"];
            readonly secret_id_num_uses?: components["schemas"]["IntegerInput"];
            readonly secret_id_ttl?: components["schemas"]["DurationInput"];
            readonly local_secret_ids?: components["schemas"]["BooleanInput"];
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly token_explicit_max_ttl?: components["schemas"]["DurationInput"];
            readonly token_max_ttl?: components["schemas"]["DurationInput"];
            readonly token_no_default_policy?: components["schemas"]["BooleanInput"];
            readonly token_num_uses?: components["schemas"]["IntegerInput"];
            readonly token_period?: components["schemas"]["DurationInput"];
            readonly token_policies?: components["schemas"]["StringListInput"];
            readonly token_strictly_bind_ip?: components["schemas"]["BooleanInput"];
            readonly token_ttl?: components["schemas"]["DurationInput"];
            /** @description The type of the tokens: `default`, `service`, `batch`, `default-service` or `default-batch`. `default` and an empty string mean the mount's type. */
            readonly token_type?: string;
            readonly policies?: components["schemas"]["StringListInput"];
            readonly period?: components["schemas"]["DurationInput"];
        };
        /**
         * @description One field of a role, under its name.
         * @example {
         *       "token_ttl": 3600
         *     }
         */
        readonly AppRoleField: {
            /** @description The policies of the tokens. */
            readonly token_policies?: readonly string[];
            /** @description The old name of `token_policies`; present only if the role was written with it. */
            readonly policies?: readonly string[];
            /** @description The TTL of the tokens at their creation, in seconds; 0 means the mount's default. */
            readonly token_ttl?: number;
            /** @description The maximum TTL of the tokens, in seconds; 0 means the mount's maximum. */
            readonly token_max_ttl?: number;
            /** @description The number of uses of each token; 0 means unlimited. */
            readonly token_num_uses?: number;
            /** @description The period of the tokens, which each renewal sets as their TTL, in seconds; 0 means that they are not periodic. */
            readonly token_period?: number;
            /** @description The old name of `token_period`; present only if the role was written with it. */
            readonly period?: number;
            /** @description The CIDR blocks from which the tokens can be used; null means any address. */
            readonly token_bound_cidrs?: readonly string[] | null;
            /** @description Whether a login with the role requires a secret id. */
            readonly bind_secret_id?: boolean;
            /** @description The number of logins of each new secret id; 0 means unlimited. */
            readonly secret_id_num_uses?: number;
            /** @description The TTL of new secret ids, in seconds; 0 means that they do not expire. */
            readonly secret_id_ttl?: number;
            /** @description The CIDR blocks from which logins are allowed; null means any address. */
            readonly secret_id_bound_cidrs?: readonly string[] | null;
            /** @description The old name of `secret_id_bound_cidrs`. */
            readonly bound_cidr_list?: readonly string[] | null;
            /** @description Whether secret ids stay in this cluster; set only when the role is created. Has no effect, since there is no replication. */
            readonly local_secret_ids?: boolean;
        };
        /** @description One field of a role. */
        readonly AppRoleFieldResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleField"];
            readonly auth: null;
        };
        /**
         * @description The policies of the tokens of a role.
         * @example {
         *       "token_policies": [
         *         "ci-deploy"
         *       ]
         *     }
         */
        readonly AppRolePoliciesRequest: {
            readonly token_policies?: components["schemas"]["StringListInput"];
            readonly policies?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The TTL of the tokens of a role.
         * @example {
         *       "token_ttl": "1h"
         *     }
         */
        readonly AppRoleTokenTtlRequest: {
            readonly token_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The maximum TTL of the tokens of a role.
         * @example {
         *       "token_max_ttl": "2h"
         *     }
         */
        readonly AppRoleTokenMaxTtlRequest: {
            readonly token_max_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The number of uses of the tokens of a role.
         * @example {
         *       "token_num_uses": 10
         *     }
         */
        readonly AppRoleTokenNumUsesRequest: {
            readonly token_num_uses?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The period of the tokens of a role.
         * @example {
         *       "token_period": "1h"
         *     }
         */
        readonly AppRolePeriodRequest: {
            readonly token_period?: components["schemas"]["DurationInput"];
            readonly period?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The CIDR blocks from which the tokens of a role can be used.
         * @example {
         *       "token_bound_cidrs": [
         *         "10.0.0.0/8"
         *       ]
         *     }
         */
        readonly AppRoleTokenBoundCidrsRequest: {
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
        };
        /**
         * @description Whether a login with a role requires a secret id.
         * @example {
         *       "bind_secret_id": true
         *     }
         */
        readonly AppRoleBindSecretIdRequest: {
            readonly bind_secret_id?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The number of logins of each new secret id of a role.
         * @example {
         *       "secret_id_num_uses": 1
         *     }
         */
        readonly AppRoleSecretIdNumUsesRequest: {
            readonly secret_id_num_uses?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The TTL of new secret ids of a role.
         * @example {
         *       "secret_id_ttl": "10m"
         *     }
         */
        readonly AppRoleSecretIdTtlRequest: {
            readonly secret_id_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The CIDR blocks from which logins with a role are allowed.
         * @example {
         *       "secret_id_bound_cidrs": [
         *         "10.0.0.0/8"
         *       ]
         *     }
         */
        readonly AppRoleSecretIdBoundCidrsRequest: {
            readonly secret_id_bound_cidrs?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The CIDR blocks from which logins with a role are allowed, under their old name.
         * @example {
         *       "bound_cidr_list": [
         *         "10.0.0.0/8"
         *       ]
         *     }
         */
        readonly AppRoleBoundCidrListRequest: {
            readonly bound_cidr_list?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The role id of a role, which identifies the role in a login, as a username does.
         * @example {
         *       "role_id": "59d6d1ca-47bb-4e7e-a40b-8be3bc5a0ba8"
         *     }
         */
        readonly AppRoleId: {
            /** @description The role id. */
            readonly role_id: string;
        };
        /** @description The role id of a role. */
        readonly AppRoleIdResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleId"];
            readonly auth: null;
        };
        /**
         * @description A custom role id.
         * @example {
         *       "role_id": "build-machines"
         *     }
         */
        readonly AppRoleIdRequest: {
            /** @description The role id; it must be unique in the mount. */
            readonly role_id: string;
        };
        /**
         * @description A new secret id.
         *     It is returned only in this response.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77",
         *       "secret_id_accessor": "0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11",
         *       "secret_id_num_uses": 1,
         *       "secret_id_ttl": 600
         *     }
         */
        readonly AppRoleSecretId: {
            /** @description The secret id, which authenticates a login, as a password does. */
            readonly secret_id: string;
            /** @description The accessor of the secret id, which cannot log in. In a wrapped response, it is also `wrapped_accessor`. */
            readonly secret_id_accessor: string;
            /** @description The number of logins of the secret id; 0 means unlimited. */
            readonly secret_id_num_uses: number;
            /** @description The TTL of the secret id, in seconds; 0 means that it does not expire. */
            readonly secret_id_ttl: number;
        };
        /** @description A new secret id. */
        readonly AppRoleSecretIdResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleSecretId"];
            readonly auth: null;
        };
        /**
         * @description The properties of a new secret id.
         *     Values that exceed those of the role are refused with 400.
         * @example {
         *       "metadata": "{\"build\":\"4711\"}",
         *       "ttl": "5m"
         *     }
         */
        readonly AppRoleSecretIdRequest: {
            /** @description The metadata of the tokens: a JSON object of strings, or `key=value` pairs separated by commas. */
            readonly metadata?: string;
            readonly cidr_list?: components["schemas"]["StringListInput"];
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description A custom secret id and its properties.
         *     Values that exceed those of the role are refused with 400.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleCustomSecretIdRequest: {
            /** @description The secret id. */
            readonly secret_id: string;
            /** @description The metadata of the tokens: a JSON object of strings, or `key=value` pairs separated by commas. */
            readonly metadata?: string;
            readonly cidr_list?: components["schemas"]["StringListInput"];
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The properties of a secret id.
         * @example {
         *       "cidr_list": [],
         *       "creation_time": "2026-11-24T12:00:00.123Z",
         *       "expiration_time": "2026-11-24T12:10:00.123Z",
         *       "last_updated_time": "2026-11-24T12:00:00.123Z",
         *       "metadata": {
         *         "build": "4711"
         *       },
         *       "secret_id_accessor": "0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11",
         *       "secret_id_num_uses": 1,
         *       "secret_id_ttl": 600,
         *       "token_bound_cidrs": []
         *     }
         */
        readonly AppRoleSecretIdProperties: {
            /** @description The CIDR blocks from which the secret id can log in; empty means those of the role. */
            readonly cidr_list: readonly string[];
            /**
             * Format: date-time
             * @description The time at which the secret id was created.
             */
            readonly creation_time: string;
            /**
             * Format: date-time
             * @description The time at which the secret id expires; `0001-01-01T00:00:00Z` means never.
             */
            readonly expiration_time: string;
            /**
             * Format: date-time
             * @description The time at which the secret id was last used, or else created.
             */
            readonly last_updated_time: string;
            readonly metadata: components["schemas"]["StringMap"];
            /** @description The accessor of the secret id. */
            readonly secret_id_accessor: string;
            /** @description The number of logins left; 0 means unlimited. */
            readonly secret_id_num_uses: number;
            /** @description The TTL of the secret id at its creation, in seconds; 0 means that it does not expire. */
            readonly secret_id_ttl: number;
            /** @description The CIDR blocks from which the tokens can be used; empty means those of the role. */
            readonly token_bound_cidrs: readonly string[];
        };
        /** @description The properties of a secret id. */
        readonly AppRoleSecretIdPropertiesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleSecretIdProperties"];
            readonly auth: null;
        };
        /** @description The error that no secret id has the accessor, in an envelope. */
        readonly AppRoleAccessorNotFound: components["schemas"]["Envelope"] & {
            readonly data: {
                /** @description The error text. */
                readonly error: string;
            };
            readonly auth: null;
        };
        /**
         * @description The secret id to look up or destroy.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleSecretIdRef: {
            /** @description The secret id. */
            readonly secret_id: string;
        };
        /**
         * @description The accessor of the secret id to look up or destroy.
         * @example {
         *       "secret_id_accessor": "0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11"
         *     }
         */
        readonly AppRoleSecretIdAccessorRef: {
            /** @description The accessor of the secret id. */
            readonly secret_id_accessor: string;
        };
        /**
         * @description The credentials of a login.
         * @example {
         *       "role_id": "59d6d1ca-47bb-4e7e-a40b-8be3bc5a0ba8",
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleLoginRequest: {
            /** @description The role id. */
            readonly role_id: string;
            /** @description The secret id; required unless the role has `bind_secret_id` false. */
            readonly secret_id?: string;
        };
        /**
         * @description A token that was created or renewed, and its properties.
         * @example {
         *       "client_token": "s.InnerTokenExample1234567",
         *       "accessor": "InnerAccessorExample1234",
         *       "policies": [
         *         "ci-deploy",
         *         "default"
         *       ],
         *       "token_policies": [
         *         "ci-deploy",
         *         "default"
         *       ],
         *       "metadata": null,
         *       "lease_duration": 3600,
         *       "renewable": true,
         *       "entity_id": "",
         *       "token_type": "service",
         *       "orphan": false,
         *       "mfa_requirement": null,
         *       "num_uses": 0
         *     }
         */
        readonly Auth: {
            /** @description The token; empty if it was renewed by accessor. */
            readonly client_token: string;
            /** @description The accessor of the token; empty for a batch token. */
            readonly accessor: string;
            /** @description The names of all policies of the token. */
            readonly policies: readonly string[] | null;
            /** @description The names of the token's own policies; absent if there are none. */
            readonly token_policies?: readonly string[];
            /** @description The names of the policies of the token's identity; absent if there are none. */
            readonly identity_policies?: readonly string[];
            /** @description The metadata of the token; null if there is none. */
            readonly metadata: components["schemas"]["StringMap"] | null;
            /** @description The TTL of the token, in seconds; 0 means that it does not expire. */
            readonly lease_duration: number;
            /** @description Whether the token can be renewed. */
            readonly renewable: boolean;
            /** @description The id of the identity that the token belongs to; empty if there is none. */
            readonly entity_id: string;
            /** @description The type of the token: `service` or `batch`. */
            readonly token_type: string;
            /** @description Whether the token has no parent. */
            readonly orphan: boolean;
            /** @description The multi-factor authentication that the login still requires. Always null, since this server has none. */
            readonly mfa_requirement: components["schemas"]["JsonObject"] | null;
            /** @description The number of uses of the token; 0 means unlimited. */
            readonly num_uses: number;
        };
        /** @description A token that was created or renewed. */
        readonly AuthResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: components["schemas"]["Auth"];
        };
        /**
         * @description The properties of a new token.
         * @example {
         *       "policies": [
         *         "ci-deploy"
         *       ],
         *       "ttl": "1h",
         *       "display_name": "deploy"
         *     }
         */
        readonly TokenCreateRequest: {
            /** @description A custom token, which must not contain a dot or begin with the prefix of other tokens. Requires `root` or `sudo`. */
            readonly id?: string;
            readonly policies?: components["schemas"]["NameListInput"];
            readonly meta?: components["schemas"]["MetadataInput"];
            readonly no_parent?: components["schemas"]["BooleanInput"];
            readonly no_default_policy?: components["schemas"]["BooleanInput"];
            readonly renewable?: components["schemas"]["BooleanInput"];
            readonly lease?: components["schemas"]["LifetimeInput"];
            readonly ttl?: components["schemas"]["LifetimeInput"];
            /** @description The type of the token: `service` (the default) or `batch`. */
            readonly type?: string;
            readonly explicit_max_ttl?: components["schemas"]["LifetimeInput"];
            /** @description The display name of the token, which is returned with the prefix `token-`. */
            readonly display_name?: string | number;
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly period?: components["schemas"]["LifetimeInput"];
            /** @description The alias of the identity that the token belongs to. It requires a token role that allows the alias. */
            readonly entity_alias?: string;
        };
        /**
         * @description A token on which to act.
         * @example {
         *       "token": "s.InnerTokenExample1234567"
         *     }
         */
        readonly TokenRequest: {
            /** @description The token. */
            readonly token: string;
        };
        /**
         * @description A token on which to act.
         *     If absent, the caller's token.
         * @example {
         *       "token": "s.WrappingTokenExample1234"
         *     }
         */
        readonly OptionalTokenRequest: {
            /** @description The token; null means absent. */
            readonly token?: string | null;
        };
        /**
         * @description The accessor of a token on which to act.
         * @example {
         *       "accessor": "InnerAccessorExample1234"
         *     }
         */
        readonly AccessorRequest: {
            /** @description The accessor of the token. */
            readonly accessor: string;
        };
        /**
         * @description A token to renew, and the requested increment of its TTL.
         * @example {
         *       "token": "s.InnerTokenExample1234567",
         *       "increment": "1h"
         *     }
         */
        readonly RenewRequest: {
            /** @description The token. */
            readonly token: string;
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The requested increment of the TTL of the caller's token.
         * @example {
         *       "increment": "1h"
         *     }
         */
        readonly RenewSelfRequest: {
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The accessor of a token to renew, and the requested increment of its TTL.
         * @example {
         *       "accessor": "InnerAccessorExample1234",
         *       "increment": "1h"
         *     }
         */
        readonly RenewAccessorRequest: {
            /** @description The accessor of the token. */
            readonly accessor: string;
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The properties of a token.
         * @example {
         *       "id": "s.InnerTokenExample1234567",
         *       "accessor": "InnerAccessorExample1234",
         *       "policies": [
         *         "ci-deploy",
         *         "default"
         *       ],
         *       "path": "auth/token/create",
         *       "meta": null,
         *       "display_name": "token-deploy",
         *       "num_uses": 0,
         *       "orphan": false,
         *       "creation_time": 1795521600,
         *       "creation_ttl": 3600,
         *       "expire_time": "2026-11-24T13:00:00.123456789Z",
         *       "ttl": 3599,
         *       "explicit_max_ttl": 0,
         *       "entity_id": "",
         *       "type": "service",
         *       "renewable": true,
         *       "issue_time": "2026-11-24T12:00:00.123456789Z"
         *     }
         */
        readonly TokenProperties: {
            /** @description The token; empty if it was looked up by accessor. */
            readonly id: string;
            /** @description The accessor of the token; empty for a batch token. */
            readonly accessor: string;
            /** @description The names of the policies of the token. */
            readonly policies: readonly string[] | null;
            /** @description The path of the request that created the token; for a wrapping token, the creation path. */
            readonly path: string;
            /** @description The metadata of the token; null if there is none. */
            readonly meta: components["schemas"]["StringMap"] | null;
            /** @description The display name of the token, for logs. */
            readonly display_name: string;
            /** @description The number of uses left; 0 means unlimited, -1 means that the token has been used up. */
            readonly num_uses: number;
            /** @description Whether the token has no parent. */
            readonly orphan: boolean;
            /** @description The time at which the token was created, in seconds since 1970. */
            readonly creation_time: number;
            /** @description The TTL of the token at its creation, in seconds; 0 means that it does not expire. */
            readonly creation_ttl: number;
            /**
             * Format: date-time
             * @description The time at which the token expires; null means never.
             */
            readonly expire_time: string | null;
            /** @description The remaining TTL of the token, in seconds; 0 means that it does not expire. */
            readonly ttl: number;
            /** @description The explicit maximum TTL of the token, in seconds, counted from its creation, which no renewal can exceed; 0 means none. */
            readonly explicit_max_ttl: number;
            /** @description The id of the identity that the token belongs to; empty if there is none. */
            readonly entity_id: string;
            /** @description The type of the token: `service` or `batch`. */
            readonly type: string;
            /** @description Whether the token can be renewed. May be absent for a token that does not expire. */
            readonly renewable?: boolean;
            /**
             * Format: date-time
             * @description The time at which the token was created. May be absent for a token that does not expire.
             */
            readonly issue_time?: string;
            /** @description The period of the token, which each renewal sets as its TTL, in seconds; absent if the token is not periodic. */
            readonly period?: number;
            /** @description The name of the token role that created the token; absent if there is none. */
            readonly role?: string;
            /**
             * Format: date-time
             * @description The time of the last renewal; absent if there was none.
             */
            readonly last_renewal?: string;
            /** @description The time of the last renewal, in seconds since 1970; absent if there was none. */
            readonly last_renewal_time?: number;
        };
        /** @description The properties of a token. */
        readonly TokenLookupResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TokenProperties"];
            readonly auth: null;
        };
        /**
         * @description Any JSON object, returned as it was written.
         * @example {
         *       "username": "deploy",
         *       "password": "correct horse"
         *     }
         */
        readonly JsonObject: {
            readonly [key: string]: unknown;
        };
        /**
         * @description A duration: seconds as a number or a string of digits, whole days (`2d`), or numbers with the units h, m, s, ms, us, µs and ns (`1h30m`).
         *     Fractions of a second are dropped, and negative durations are refused.
         * @example 1h30m
         */
        readonly DurationInput: string | number;
        /**
         * @description A duration as in DurationInput, returned as it was written.
         * @example 72h
         */
        readonly DurationTextInput: string | number;
        /**
         * @description A duration as in DurationInput, which may be negative.
         * @example -1s
         */
        readonly SignedDurationInput: string | number;
        /**
         * @description A TTL: a duration as in DurationInput, except that a positive duration of less than a second is rounded up to one second.
         *     0 means the default.
         * @example 1h30m
         */
        readonly LifetimeInput: string | number;
        /**
         * @description The default or maximum TTL of a mount: a duration as in LifetimeInput, or `system`.
         *     0 and `system` mean the server's TTL.
         * @example 768h
         */
        readonly MountTtlInput: string | number;
        /**
         * @description An integer, or its decimal digits as a string.
         * @example 5
         */
        readonly IntegerInput: number | string;
        /**
         * @description A boolean, or one of the strings `true`, `false`, `1`, `0`, `t` and `f` (also in upper case).
         * @example true
         */
        readonly BooleanInput: boolean | string;
        /**
         * @description A list of strings, or one string with commas.
         *     In such a string, empty items and white space around items are ignored.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        readonly StringListInput: readonly string[] | string;
        /**
         * @description A list of names, or one name.
         *     Commas are part of a name, and numbers are converted to strings.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        readonly NameListInput: readonly (string | number)[] | string;
        /**
         * @description An object of strings.
         *     Numbers are converted to strings, and booleans to `1` and `0`.
         * @example {
         *       "build": "4711"
         *     }
         */
        readonly MetadataInput: {
            readonly [key: string]: string | number | boolean;
        };
        /**
         * @description An object of strings.
         * @example {
         *       "version": "2"
         *     }
         */
        readonly StringMap: {
            readonly [key: string]: string;
        };
        /**
         * @description The envelope of every successful response that has a body.
         *     Each operation defines its own `data` and `auth`.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "keys": [
         *           "ci/",
         *           "db"
         *         ]
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly Envelope: {
            /** @description The id of the request. An unwrapped response has the id of the request that was wrapped. */
            readonly request_id: string;
            /** @description The id of the response's lease; empty if there is none. */
            readonly lease_id: string;
            /** @description Whether the lease can be renewed. */
            readonly renewable: boolean;
            /** @description The TTL of the lease, in seconds. Without a lease, 0, or the time after which a key-value secret of version 1 should be read again. */
            readonly lease_duration: number;
            /** @description The result of the operation. */
            readonly data: unknown;
            /** @description Null in a response that is not wrapped. */
            readonly wrap_info: null;
            /** @description Warnings for the caller; null if there are none. */
            readonly warnings: readonly string[] | null;
            /** @description The token that the operation created or renewed; null if there is none. */
            readonly auth: components["schemas"]["Auth"] | null;
        };
        /**
         * @description The wrapping token of a wrapped response, and its properties.
         * @example {
         *       "token": "s.WrappingTokenExample1234",
         *       "accessor": "WrappingAccessorExample1",
         *       "ttl": 300,
         *       "creation_time": "2026-11-24T12:00:00.123456789Z",
         *       "creation_path": "auth/token/create",
         *       "wrapped_accessor": "InnerAccessorExample1234"
         *     }
         */
        readonly WrapInfo: {
            /** @description The wrapping token. */
            readonly token: string;
            /** @description The accessor of the wrapping token. */
            readonly accessor: string;
            /** @description The TTL of the wrapping token from its creation, in whole seconds. */
            readonly ttl: number;
            /**
             * Format: date-time
             * @description The time at which the response was wrapped.
             */
            readonly creation_time: string;
            /** @description The creation path: the path of the request whose response was wrapped. */
            readonly creation_path: string;
            /** @description The accessor of the token or secret id in the wrapped response; absent if there is none. */
            readonly wrapped_accessor?: string;
        };
        /**
         * @description The response to a request with a wrap TTL, in place of the operation's own envelope.
         *     `sys/wrapping/unwrap` returns the operation's own envelope once.
         * @example {
         *       "request_id": "",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": null,
         *       "wrap_info": {
         *         "token": "s.WrappingTokenExample1234",
         *         "accessor": "WrappingAccessorExample1",
         *         "ttl": 300,
         *         "creation_time": "2026-11-24T12:00:00.123456789Z",
         *         "creation_path": "secret/data/ci/deploy-key"
         *       },
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly WrappedResponse: {
            /** @constant */
            readonly request_id: "";
            /** @constant */
            readonly lease_id: "";
            /** @constant */
            readonly renewable: false;
            /** @constant */
            readonly lease_duration: 0;
            readonly data: null;
            readonly wrap_info: components["schemas"]["WrapInfo"];
            readonly warnings: null;
            readonly auth: null;
        };
        /** @description The envelope that was wrapped, as its operation defines it. */
        readonly UnwrappedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"] | null;
        };
        /** @description A JSON object that the caller stored, as it was written. */
        readonly ObjectResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"];
            readonly auth: null;
        };
        /** @description The names directly below a path; names of folders end in `/`. */
        readonly KeysResponse: components["schemas"]["Envelope"] & {
            readonly data: {
                readonly keys: readonly string[];
            };
            readonly auth: null;
        };
        /** @description An envelope with warnings only, from an operation that otherwise answers with 204. */
        readonly WarningsResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
            readonly warnings: readonly string[];
        };
        /**
         * @description The errors of a failed request.
         *     The list is empty if the status says everything.
         * @example {
         *       "errors": [
         *         "permission denied"
         *       ]
         *     }
         */
        readonly Errors: {
            readonly errors: readonly string[];
            /** @description Further data about the error. */
            readonly data?: unknown;
        };
        /**
         * @description The settings of the upstream of a mount.
         *     Settings that the request does not contain stay unchanged; in the first write, they get their defaults.
         * @example {
         *       "base_url": "https://api.payment.example/v2",
         *       "allowed_methods": [
         *         "POST"
         *       ],
         *       "allowed_paths": [
         *         "keys/*"
         *       ],
         *       "headers": {
         *         "Authorization": "Bearer example-api-key"
         *       },
         *       "timeout": "10s"
         *     }
         */
        readonly HttpConfigRequest: {
            /** @description The base URL of the upstream: `http` or `https`, without credentials, query and fragment. Required in the first write. */
            readonly base_url?: string;
            /**
             * @description The methods that the upstream accepts: `GET`, `POST` or `PUT`, `PATCH` and `DELETE`; by default `GET`.
             *     `POST` and `PUT` exclude each other, since this protocol does not distinguish them.
             */
            readonly allowed_methods?: components["schemas"]["StringListInput"];
            /**
             * @description The allowed paths below the base URL, as in policies: `*` at the end matches anything, `+` matches one segment.
             *     By default, every path is allowed.
             */
            readonly allowed_paths?: components["schemas"]["StringListInput"];
            /**
             * @description The headers that are added to each request to the upstream, such as an API key.
             *     Their values are never returned.
             */
            readonly headers?: components["schemas"]["StringMap"];
            /** @description The time limit from the request to the last byte of the upstream's response: from 1 second to 5 minutes, by default 30 seconds. */
            readonly timeout?: components["schemas"]["DurationInput"];
            /** @description The maximum size of a response of the upstream, in bytes: at most 33554432, by default 1048576. */
            readonly max_response_size?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The settings of the upstream of a mount.
         * @example {
         *       "base_url": "https://api.payment.example/v2",
         *       "allowed_methods": [
         *         "POST"
         *       ],
         *       "allowed_paths": [
         *         "keys/*"
         *       ],
         *       "header_names": [
         *         "authorization"
         *       ],
         *       "timeout": 10,
         *       "max_response_size": 1048576
         *     }
         */
        readonly HttpConfig: {
            /** @description The base URL of the upstream, without a trailing slash. */
            readonly base_url: string;
            readonly allowed_methods: readonly string[];
            readonly allowed_paths: readonly string[];
            /** @description The names of the headers that are added to each request to the upstream, in lower case. */
            readonly header_names: readonly string[];
            /** @description The time limit from the request to the last byte of the upstream's response, in seconds. */
            readonly timeout: number;
            /** @description The maximum size of a response of the upstream, in bytes. */
            readonly max_response_size: number;
        };
        /** @description The settings of the upstream of a mount. */
        readonly HttpConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["HttpConfig"];
            readonly auth: null;
        };
        /**
         * @description An error of the upstream, with `data.upstream_status`, or of this server, without it.
         * @example {
         *       "errors": [
         *         "the upstream answered 404"
         *       ],
         *       "data": {
         *         "upstream_status": 404,
         *         "upstream_content_type": "application/json",
         *         "upstream_body": "{\"error\":\"no such key\"}"
         *       }
         *     }
         */
        readonly UpstreamErrors: {
            readonly errors: readonly string[];
            /** @description The error response of the upstream; absent if the upstream did not answer. */
            readonly data?: {
                /** @description The status of the upstream's response. */
                readonly upstream_status: number;
                readonly upstream_content_type?: string;
                /**
                 * @description The body of the upstream's response.
                 *     It is absent if it is not text, is longer than 64 KiB, or contains the value of an added header.
                 */
                readonly upstream_body?: string;
            };
        };
        /**
         * @description The metadata of one version of a secret.
         * @example {
         *       "version": 2,
         *       "created_time": "2026-11-24T12:00:00.123456789Z",
         *       "deletion_time": "",
         *       "destroyed": false,
         *       "custom_metadata": null
         *     }
         */
        readonly KvV2Version: {
            /** @description The number of the version; the first is 1. */
            readonly version: number;
            /**
             * Format: date-time
             * @description The time at which the version was written.
             */
            readonly created_time: string;
            /** @description The time at which the version was or will be deleted; empty if it is not to be deleted. */
            readonly deletion_time: string;
            /** @description Whether the data of the version has been removed permanently. */
            readonly destroyed: boolean;
            /** @description The custom metadata of the secret; null if there is none. */
            readonly custom_metadata: components["schemas"]["StringMap"] | null;
        };
        /**
         * @description The data and the metadata of one version of a secret.
         * @example {
         *       "data": {
         *         "password": "correct horse"
         *       },
         *       "metadata": {
         *         "version": 2,
         *         "created_time": "2026-11-24T12:00:00.123456789Z",
         *         "deletion_time": "",
         *         "destroyed": false,
         *         "custom_metadata": null
         *       }
         *     }
         */
        readonly KvV2Secret: {
            /** @description The data of the version as it was written; null if the version is deleted or destroyed. */
            readonly data: components["schemas"]["JsonObject"] | null;
            readonly metadata: components["schemas"]["KvV2Version"];
        };
        /** @description The data and the metadata of one version of a secret. */
        readonly KvV2SecretResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Secret"];
            readonly auth: null;
        };
        /** @description The metadata of one version of a secret. */
        readonly KvV2VersionResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Version"];
            readonly auth: null;
        };
        /**
         * @description The options of a write.
         * @example {
         *       "cas": 1
         *     }
         */
        readonly KvV2WriteOptions: {
            /** @description The number of the current version, for check-and-set: the write fails if another version is current. 0 means that there must be no version. */
            readonly cas?: number | string;
        };
        /**
         * @description The data of a new version of a secret.
         * @example {
         *       "data": {
         *         "password": "correct horse"
         *       },
         *       "options": {
         *         "cas": 1
         *       }
         *     }
         */
        readonly KvV2WriteRequest: {
            readonly data: components["schemas"]["JsonObject"];
            readonly options?: components["schemas"]["KvV2WriteOptions"];
        };
        /**
         * @description The versions of a secret on which to act.
         * @example {
         *       "versions": [
         *         1,
         *         2
         *       ]
         *     }
         */
        readonly KvV2VersionsRequest: {
            /** @description The numbers of the versions. */
            readonly versions: readonly components["schemas"]["IntegerInput"][] | components["schemas"]["IntegerInput"];
        };
        /**
         * @description The settings of a secret and the metadata of all its versions.
         * @example {
         *       "cas_required": false,
         *       "created_time": "2026-11-24T12:00:00.123456789Z",
         *       "current_metadata_version": 0,
         *       "current_version": 1,
         *       "custom_metadata": null,
         *       "delete_version_after": "0s",
         *       "max_versions": 0,
         *       "metadata_cas_required": false,
         *       "oldest_version": 0,
         *       "updated_time": "2026-11-24T12:00:00.123456789Z",
         *       "versions": {
         *         "1": {
         *           "created_time": "2026-11-24T12:00:00.123456789Z",
         *           "deletion_time": "",
         *           "destroyed": false
         *         }
         *       }
         *     }
         */
        readonly KvV2Metadata: {
            /** @description Whether each write of data must contain `options.cas`. */
            readonly cas_required: boolean;
            /**
             * Format: date-time
             * @description The time at which the secret was created.
             */
            readonly created_time: string;
            /** @description The number of changes of the metadata, for check-and-set with `metadata_cas`. */
            readonly current_metadata_version: number;
            /** @description The number of the latest version; 0 if there is none. */
            readonly current_version: number;
            /** @description The custom metadata of the secret; null if there is none. */
            readonly custom_metadata: components["schemas"]["StringMap"] | null;
            /** @description The time after which new versions are deleted, such as `1h0m0s`; `0s` means the mount's setting. */
            readonly delete_version_after: string;
            /** @description The maximum number of versions to keep; the mount's setting applies if it is larger. 0 means the mount's setting. */
            readonly max_versions: number;
            /** @description Whether each write of the metadata must contain `metadata_cas`. */
            readonly metadata_cas_required: boolean;
            /** @description The number of the oldest version that is kept; 0 until versions have been removed. */
            readonly oldest_version: number;
            /**
             * Format: date-time
             * @description The time of the last change of the data or the metadata.
             */
            readonly updated_time: string;
            /** @description The metadata of the versions, by number. */
            readonly versions: {
                readonly [key: string]: {
                    /** Format: date-time */
                    readonly created_time: string;
                    readonly deletion_time: string;
                    readonly destroyed: boolean;
                };
            };
        };
        /** @description The settings of a secret and the metadata of all its versions. */
        readonly KvV2MetadataResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Metadata"];
            readonly auth: null;
        };
        /**
         * @description Names of secrets and folders, with the metadata of each secret.
         * @example {
         *       "keys": [
         *         "deploy/",
         *         "token"
         *       ],
         *       "key_info": {
         *         "deploy/": {},
         *         "token": {
         *           "cas_required": false,
         *           "created_time": "2026-11-24T12:00:00.123456789Z",
         *           "current_metadata_version": 0,
         *           "current_version": 1,
         *           "custom_metadata": null,
         *           "delete_version_after": "0s",
         *           "max_versions": 0,
         *           "metadata_cas_required": false,
         *           "oldest_version": 0,
         *           "updated_time": "2026-11-24T12:00:00.123456789Z",
         *           "versions": {
         *             "1": {
         *               "created_time": "2026-11-24T12:00:00.123456789Z",
         *               "deletion_time": "",
         *               "destroyed": false
         *             }
         *           }
         *         }
         *       }
         *     }
         */
        readonly KvV2DetailedKeys: {
            /** @description The names; names of folders end in `/`. */
            readonly keys: readonly string[];
            /** @description The metadata of each secret, by name; an empty object for a folder. */
            readonly key_info: {
                readonly [key: string]: components["schemas"]["KvV2Metadata"] | Record<string, never>;
            };
        };
        /** @description Names of secrets and folders, with the metadata of each secret. */
        readonly KvV2DetailedKeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2DetailedKeys"];
            readonly auth: null;
        };
        /**
         * @description Settings of a secret.
         *     Those that the request does not contain stay unchanged.
         * @example {
         *       "max_versions": 5,
         *       "delete_version_after": "1h",
         *       "custom_metadata": {
         *         "owner": "ci"
         *       }
         *     }
         */
        readonly KvV2MetadataRequest: {
            readonly cas_required?: components["schemas"]["BooleanInput"];
            readonly custom_metadata?: components["schemas"]["JsonObject"];
            readonly delete_version_after?: components["schemas"]["DurationInput"];
            readonly max_versions?: components["schemas"]["IntegerInput"];
            readonly metadata_cas_required?: components["schemas"]["BooleanInput"];
            readonly metadata_cas?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description Settings of a secret to merge.
         *     Those that the request does not contain stay unchanged, and null resets a setting to its default.
         * @example {
         *       "max_versions": null,
         *       "custom_metadata": {
         *         "owner": null,
         *         "team": "ci"
         *       }
         *     }
         */
        readonly KvV2MetadataPatchRequest: {
            readonly cas_required?: components["schemas"]["BooleanInput"] | null;
            readonly custom_metadata?: components["schemas"]["JsonObject"] | null;
            readonly delete_version_after?: components["schemas"]["DurationInput"] | null;
            readonly max_versions?: components["schemas"]["IntegerInput"] | null;
            readonly metadata_cas_required?: components["schemas"]["BooleanInput"] | null;
            readonly metadata_cas?: components["schemas"]["IntegerInput"] | null;
        };
        /**
         * @description The keys of a secret without its values.
         * @example {
         *       "subkeys": {
         *         "password": null
         *       },
         *       "metadata": {
         *         "version": 2,
         *         "created_time": "2026-11-24T12:00:00.123456789Z",
         *         "deletion_time": "",
         *         "destroyed": false,
         *         "custom_metadata": null
         *       }
         *     }
         */
        readonly KvV2Subkeys: {
            /** @description The keys of the secret, with null in place of each value; null if the version is deleted or destroyed. */
            readonly subkeys: components["schemas"]["JsonObject"] | null;
            readonly metadata: components["schemas"]["KvV2Version"];
        };
        /** @description The keys of a secret without its values. */
        readonly KvV2SubkeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Subkeys"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount of the key-value engine, version 2.
         * @example {
         *       "cas_required": false,
         *       "delete_version_after": "0s",
         *       "max_versions": 0,
         *       "metadata_cas_required": false
         *     }
         */
        readonly KvV2Config: {
            /** @description Whether each write of data must contain `options.cas`. */
            readonly cas_required: boolean;
            /** @description The time after which new versions are deleted, such as `2h0m0s`. `0s` means never, unless a secret sets it; a negative duration means never. */
            readonly delete_version_after: string;
            /** @description The maximum number of versions to keep; 0 means 10. */
            readonly max_versions: number;
            /** @description Whether each write of metadata must contain `metadata_cas`. */
            readonly metadata_cas_required: boolean;
        };
        /** @description The settings of a mount of the key-value engine, version 2. */
        readonly KvV2ConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Config"];
            readonly auth: null;
        };
        /**
         * @description Settings of a mount of the key-value engine, version 2.
         *     Those that the request does not contain stay unchanged.
         * @example {
         *       "max_versions": 5,
         *       "delete_version_after": "2h"
         *     }
         */
        readonly KvV2ConfigRequest: {
            readonly cas_required?: components["schemas"]["BooleanInput"];
            readonly delete_version_after?: components["schemas"]["SignedDurationInput"];
            readonly max_versions?: components["schemas"]["IntegerInput"];
            readonly metadata_cas_required?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The rules for issuing certificates.
         *     A write resets the fields that the request does not contain; a patch leaves them unchanged.
         * @example {
         *       "allowed_domains": "service.example",
         *       "allow_subdomains": true,
         *       "key_type": "ec",
         *       "ttl": "1h"
         *     }
         */
        readonly PkiRoleRequest: {
            /** @description The issuer that signs: its id, its name, or `default`. */
            readonly issuer_ref?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            readonly max_ttl?: components["schemas"]["DurationInput"];
            readonly allow_localhost?: components["schemas"]["BooleanInput"];
            readonly allowed_domains?: components["schemas"]["StringListInput"];
            readonly allowed_domains_template?: components["schemas"]["BooleanInput"];
            readonly allow_bare_domains?: components["schemas"]["BooleanInput"];
            readonly allow_subdomains?: components["schemas"]["BooleanInput"];
            readonly allow_glob_domains?: components["schemas"]["BooleanInput"];
            readonly allow_globs_in_identity_templates?: components["schemas"]["BooleanInput"];
            readonly allow_wildcard_certificates?: components["schemas"]["BooleanInput"];
            readonly allow_any_name?: components["schemas"]["BooleanInput"];
            readonly allow_token_displayname?: components["schemas"]["BooleanInput"];
            readonly enforce_hostnames?: components["schemas"]["BooleanInput"];
            readonly allow_ip_sans?: components["schemas"]["BooleanInput"];
            readonly allowed_ip_sans_cidr?: components["schemas"]["StringListInput"];
            readonly allowed_uri_sans?: components["schemas"]["StringListInput"];
            readonly allowed_uri_sans_template?: components["schemas"]["BooleanInput"];
            readonly allowed_other_sans?: components["schemas"]["StringListInput"];
            readonly allowed_serial_numbers?: components["schemas"]["StringListInput"];
            readonly allowed_user_ids?: components["schemas"]["StringListInput"];
            readonly server_flag?: components["schemas"]["BooleanInput"];
            readonly client_flag?: components["schemas"]["BooleanInput"];
            readonly code_signing_flag?: components["schemas"]["BooleanInput"];
            readonly email_protection_flag?: components["schemas"]["BooleanInput"];
            /** @description The type of keys: `rsa` (the default), `ec`, `ed25519`, or `any`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            readonly key_usage?: components["schemas"]["StringListInput"];
            readonly ext_key_usage?: components["schemas"]["StringListInput"];
            readonly ext_key_usage_oids?: components["schemas"]["StringListInput"];
            readonly use_csr_common_name?: components["schemas"]["BooleanInput"];
            readonly use_csr_sans?: components["schemas"]["BooleanInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            readonly generate_lease?: components["schemas"]["BooleanInput"];
            readonly no_store?: components["schemas"]["BooleanInput"];
            readonly require_cn?: components["schemas"]["BooleanInput"];
            readonly policy_identifiers?: components["schemas"]["StringListInput"];
            readonly basic_constraints_valid_for_non_ca?: components["schemas"]["BooleanInput"];
            /** @description The time from which certificates are valid, as in RFC 3339; empty means `not_before_duration` before now. */
            readonly not_before?: string;
            /** @description The rule for `not_before` in requests: `permit`, `forbid`, or `duration`, which permits no time before that of `not_before_duration`. */
            readonly not_before_bound?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            /** @description The time at which certificates expire, as in RFC 3339, in place of `ttl`; empty means none. */
            readonly not_after?: string;
            /** @description The rule for `not_after` in requests: `permit`, `forbid`, or `ttl-limited`, which shortens it to the maximum TTL. */
            readonly not_after_bound?: string;
            readonly cn_validations?: components["schemas"]["StringListInput"];
        };
        /**
         * @description A certificate with a new key to issue.
         * @example {
         *       "common_name": "api.service.example",
         *       "ttl": "30m"
         *     }
         */
        readonly PkiIssueRequest: {
            /** @description The common name of the subject. It is also an alternative name, unless `exclude_cn_from_sans` is set. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, which is not the serial number of the certificate. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            /** @description The format of the certificate: `pem` (the default), `der` in base64, or `pem_bundle`: the private key if it is returned, the certificate and its chain in one PEM string. */
            readonly format?: string;
            /** @description The format of the returned private key: `der` (the default) for the format usual for its type (PKCS #1 for RSA, SEC 1 for EC), or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description The time from which the certificate is valid, as in RFC 3339. If absent, the role's `not_before`, or else its `not_before_duration` before now. */
            readonly not_before?: string;
            /** @description The time at which the certificate expires, as in RFC 3339, in place of `ttl`. */
            readonly not_after?: string;
            readonly remove_roots_from_chain?: components["schemas"]["BooleanInput"];
            /** @description The type of the key: `rsa`, `ec` or `ed25519`. Used, and required, only if the role allows `any`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description A signing request for which to issue a certificate by the rules of a role.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "common_name": "api.service.example"
         *     }
         */
        readonly PkiSignRequest: {
            /** @description The common name of the subject. Ignored if the role has `use_csr_common_name` and the signing request has a common name. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, which is not the serial number of the certificate. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            /** @description The format of the certificate: `pem` (the default), `der` in base64, or `pem_bundle`: the certificate and its chain in one PEM string. */
            readonly format?: string;
            /** @description The format of a private key. Accepted; has no effect, since no private key is returned. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description The time from which the certificate is valid, as in RFC 3339. If absent, the role's `not_before`, or else its `not_before_duration` before now. */
            readonly not_before?: string;
            /** @description The time at which the certificate expires, as in RFC 3339, in place of `ttl`. */
            readonly not_after?: string;
            readonly remove_roots_from_chain?: components["schemas"]["BooleanInput"];
            /** @description The certificate signing request (CSR), in PEM. */
            readonly csr?: string;
        };
        /**
         * @description A signing request for which to issue a certificate with its names and extensions.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "ttl": "1h"
         *     }
         */
        readonly PkiSignVerbatimRequest: {
            /** @description The format of the certificate: `pem` (the default), `der` in base64, or `pem_bundle`: the certificate and its chain in one PEM string. */
            readonly format?: string;
            /** @description The format of a private key. Accepted; has no effect, since no private key is returned. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description The time from which the certificate is valid, as in RFC 3339. If absent, the time that the role sets, by default 30 seconds before now. */
            readonly not_before?: string;
            /** @description The time at which the certificate expires, as in RFC 3339, in place of `ttl`. */
            readonly not_after?: string;
            /** @description The certificate signing request (CSR), in PEM. */
            readonly csr?: string;
            readonly key_usage?: components["schemas"]["StringListInput"];
            readonly ext_key_usage?: components["schemas"]["StringListInput"];
            readonly ext_key_usage_oids?: components["schemas"]["StringListInput"];
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            readonly basic_constraints_valid_for_non_ca?: components["schemas"]["BooleanInput"];
            readonly remove_roots_from_chain?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A signing request for which to issue the certificate of an intermediate CA.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "common_name": "issuing.example",
         *       "ttl": "8760h"
         *     }
         */
        readonly PkiSignIntermediateRequest: {
            /** @description The common name of the subject. It is also an alternative name, unless `exclude_cn_from_sans` is set. Ignored if `use_csr_values` is set and the signing request has a common name. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, which is not the serial number of the certificate. Ignored if `use_csr_values` is set. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description The format of the certificate: `pem` (the default), `der` in base64, or `pem_bundle`: the certificate and its chain in one PEM string. */
            readonly format?: string;
            /** @description The format of a private key. Accepted; has no effect, since no private key is returned. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description The time from which the certificate is valid, as in RFC 3339. If absent, `not_before_duration` before now. */
            readonly not_before?: string;
            /** @description The time at which the certificate expires, as in RFC 3339, in place of `ttl`. */
            readonly not_after?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            readonly max_path_length?: components["schemas"]["IntegerInput"];
            readonly permitted_dns_domains?: components["schemas"]["StringListInput"];
            /** @description A name for the issuer. Accepted; has no effect, since signing creates no issuer. */
            readonly issuer_name?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            /** @description The certificate signing request (CSR), in PEM. */
            readonly csr?: string;
            /** @description The issuer that signs: its id, its name, or `default` (the default). Ignored if the path names an issuer. */
            readonly issuer_ref?: string;
            readonly use_csr_values?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A self-signed CA to generate.
         * @example {
         *       "common_name": "root.example",
         *       "key_type": "ec",
         *       "ttl": "8760h"
         *     }
         */
        readonly PkiGenerateRootRequest: {
            /** @description The common name of the subject. It is also an alternative name, unless `exclude_cn_from_sans` is set. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, which is not the serial number of the certificate. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description The format of the certificate: `pem` (the default), `der` in base64, or `pem_bundle`: the private key if it is returned, the certificate and its chain in one PEM string. */
            readonly format?: string;
            /** @description The format of the returned private key: `der` (the default) for the format usual for its type (PKCS #1 for RSA, SEC 1 for EC), or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description The time from which the certificate is valid, as in RFC 3339. If absent, `not_before_duration` before now. */
            readonly not_before?: string;
            /** @description The time at which the certificate expires, as in RFC 3339, in place of `ttl`. */
            readonly not_after?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            readonly max_path_length?: components["schemas"]["IntegerInput"];
            readonly permitted_dns_domains?: components["schemas"]["StringListInput"];
            /** @description The name of the new issuer; it must be unique in the mount. */
            readonly issuer_name?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            /** @description The type of the key: `rsa` (the default), `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description The name of the new key; it must be unique in the mount. */
            readonly key_name?: string;
            /** @description The id or the name of the key to use, or `default` (the default). Used only with `existing` in the path. */
            readonly key_ref?: string;
        };
        /**
         * @description A key and a signing request of an intermediate CA to generate.
         * @example {
         *       "common_name": "issuing.example",
         *       "key_type": "ec"
         *     }
         */
        readonly PkiGenerateIntermediateRequest: {
            /** @description The common name of the subject. It is also an alternative name, unless `exclude_cn_from_sans` is set. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, which is not the serial number of the certificate. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description The format of the signing request: `pem` (the default), `der` in base64, or `pem_bundle`: the private key if it is returned, and the signing request in one PEM string. */
            readonly format?: string;
            /** @description The format of the returned private key: `der` (the default) for the format usual for its type (PKCS #1 for RSA, SEC 1 for EC), or `pkcs8`. */
            readonly private_key_format?: string;
            /** @description The type of the key: `rsa` (the default), `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description The name of the new key; it must be unique in the mount. */
            readonly key_name?: string;
            /** @description The id or the name of the key to use, or `default` (the default). Used only with `existing` in the path. */
            readonly key_ref?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly add_basic_constraints?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The signed certificate of an intermediate CA.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *     }
         */
        readonly PkiSetSignedRequest: {
            /** @description The certificate and those of the CAs above it, in PEM. */
            readonly certificate?: string;
            /** @description The certificate and those of the CAs above it, in PEM. It takes precedence over `certificate`. */
            readonly pem_bundle?: string;
        };
        /**
         * @description A key to generate.
         * @example {
         *       "key_type": "ed25519",
         *       "key_name": "next"
         *     }
         */
        readonly PkiGenerateKeyRequest: {
            /** @description The type of the key: `rsa` (the default), `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description The name of the new key; it must be unique in the mount. */
            readonly key_name?: string;
        };
        /**
         * @description The name of a key.
         * @example {
         *       "key_name": "next"
         *     }
         */
        readonly PkiKeyRequest: {
            /** @description The new name of the key; it must be unique in the mount. An empty string removes the name. */
            readonly key_name?: string;
        };
        /**
         * @description The settings of an issuer.
         *     A write resets the settings that the request does not contain; a patch leaves them unchanged.
         * @example {
         *       "issuer_name": "root-2026",
         *       "leaf_not_after_behavior": "truncate"
         *     }
         */
        readonly PkiIssuerRequest: {
            /** @description The name of the issuer; it must be unique in the mount. An empty string removes the name. */
            readonly issuer_name?: string;
            /** @description The treatment of certificates that would outlive the issuer: `err` (refuse, the default), `truncate` (shorten) or `permit`. */
            readonly leaf_not_after_behavior?: string;
            readonly usage?: components["schemas"]["StringListInput"];
            readonly manual_chain?: components["schemas"]["StringListInput"];
            /** @description The signature algorithm of CRLs, such as `SHA256WithRSA`; empty means the default of the key's type. */
            readonly revocation_signature_algorithm?: string;
            readonly issuing_certificates?: components["schemas"]["StringListInput"];
            readonly crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly delta_crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly ocsp_servers?: components["schemas"]["StringListInput"];
            readonly enable_templating?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The issuer that signs if a request and its role name none.
         * @example {
         *       "default": "root-2026"
         *     }
         */
        readonly PkiDefaultIssuerRequest: {
            /** @description The id or the name of the issuer. */
            readonly default?: string;
            readonly default_follows_latest_issuer?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The key that `default` refers to.
         * @example {
         *       "default": "next"
         *     }
         */
        readonly PkiDefaultKeyRequest: {
            /** @description The id or the name of the key. */
            readonly default?: string;
        };
        /**
         * @description The certificate to revoke, by `serial_number` or `certificate`.
         * @example {
         *       "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a"
         *     }
         */
        readonly PkiRevokeRequest: {
            /** @description The serial number of the certificate in hexadecimal, separated by colons or dashes. */
            readonly serial_number?: string;
            /** @description The certificate in PEM, in place of its serial number. */
            readonly certificate?: string;
        };
        /**
         * @description The URLs that new certificates contain.
         *     Settings that the request does not contain stay unchanged.
         * @example {
         *       "crl_distribution_points": "https://pki.example/v1/pki/crl"
         *     }
         */
        readonly PkiUrlsRequest: {
            readonly issuing_certificates?: components["schemas"]["StringListInput"];
            readonly crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly delta_crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly ocsp_servers?: components["schemas"]["StringListInput"];
            readonly enable_templating?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The settings by which CRLs are built.
         *     Settings that the request does not contain stay unchanged.
         * @example {
         *       "expiry": "24h"
         *     }
         */
        readonly PkiCrlConfigRequest: {
            readonly expiry?: components["schemas"]["DurationTextInput"];
            readonly disable?: components["schemas"]["BooleanInput"];
            readonly ocsp_disable?: components["schemas"]["BooleanInput"];
            readonly ocsp_expiry?: components["schemas"]["DurationTextInput"];
            readonly auto_rebuild?: components["schemas"]["BooleanInput"];
            readonly auto_rebuild_grace_period?: components["schemas"]["DurationTextInput"];
            readonly enable_delta?: components["schemas"]["BooleanInput"];
            readonly delta_rebuild_interval?: components["schemas"]["DurationTextInput"];
            readonly allow_expired_cert_revocation?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The addresses that fill the templates in the URLs of certificates.
         *     Settings that the request does not contain stay unchanged.
         * @example {
         *       "path": "https://pki.example/v1/pki"
         *     }
         */
        readonly PkiClusterRequest: {
            /** @description The address of this mount, such as `https://pki.example/v1/pki`, for `{{cluster_path}}`. */
            readonly path?: string;
            /** @description The address at which this mount is reached without a token, for `{{cluster_aia_path}}`. */
            readonly aia_path?: string;
        };
        /**
         * @description The parts of a tidy operation and their safety buffers.
         * @example {
         *       "tidy_cert_store": true,
         *       "safety_buffer": "72h"
         *     }
         */
        readonly PkiTidyRequest: {
            readonly tidy_cert_store?: components["schemas"]["BooleanInput"];
            readonly tidy_revoked_certs?: components["schemas"]["BooleanInput"];
            readonly tidy_invalid_certs?: components["schemas"]["BooleanInput"];
            readonly tidy_revoked_cert_issuer_associations?: components["schemas"]["BooleanInput"];
            readonly tidy_expired_issuers?: components["schemas"]["BooleanInput"];
            readonly tidy_move_legacy_ca_bundle?: components["schemas"]["BooleanInput"];
            readonly tidy_acme?: components["schemas"]["BooleanInput"];
            readonly safety_buffer?: components["schemas"]["DurationInput"];
            readonly revoked_safety_buffer?: components["schemas"]["DurationInput"];
            readonly issuer_safety_buffer?: components["schemas"]["DurationInput"];
            readonly acme_account_safety_buffer?: components["schemas"]["DurationInput"];
            readonly pause_duration?: components["schemas"]["DurationInput"];
            readonly page_size?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The settings of automatic tidying.
         *     Settings that the request does not contain stay unchanged.
         * @example {
         *       "enabled": false
         *     }
         */
        readonly PkiAutoTidyRequest: {
            readonly enabled?: components["schemas"]["BooleanInput"];
            readonly interval_duration?: components["schemas"]["DurationInput"];
            readonly maintain_stored_certificate_counts?: components["schemas"]["BooleanInput"];
            readonly publish_stored_certificate_count_metrics?: components["schemas"]["BooleanInput"];
            readonly tidy_cert_store?: components["schemas"]["BooleanInput"];
            readonly tidy_revoked_certs?: components["schemas"]["BooleanInput"];
            readonly tidy_invalid_certs?: components["schemas"]["BooleanInput"];
            readonly tidy_revoked_cert_issuer_associations?: components["schemas"]["BooleanInput"];
            readonly tidy_expired_issuers?: components["schemas"]["BooleanInput"];
            readonly tidy_move_legacy_ca_bundle?: components["schemas"]["BooleanInput"];
            readonly tidy_acme?: components["schemas"]["BooleanInput"];
            readonly safety_buffer?: components["schemas"]["DurationInput"];
            readonly revoked_safety_buffer?: components["schemas"]["DurationInput"];
            readonly issuer_safety_buffer?: components["schemas"]["DurationInput"];
            readonly acme_account_safety_buffer?: components["schemas"]["DurationInput"];
            readonly pause_duration?: components["schemas"]["DurationInput"];
            readonly page_size?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description A certificate, a chain or a CRL.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "revocation_time": 0,
         *       "revocation_time_rfc3339": ""
         *     }
         */
        readonly PkiCertificate: {
            /** @description The certificate, chain or CRL, in PEM. */
            readonly certificate: string;
            /** @description The chain in PEM; present only for `ca_chain`. */
            readonly ca_chain?: string;
            /** @description The id of the issuer that signed the certificate; present only if it is revoked. */
            readonly issuer_id?: string;
            /** @description The time at which the certificate was revoked, in seconds since 1970; 0 if it is not revoked. */
            readonly revocation_time: number;
            /** @description The time at which the certificate was revoked, as in RFC 3339; empty if it is not revoked. */
            readonly revocation_time_rfc3339: string;
        };
        /** @description A certificate, a chain or a CRL. */
        readonly PkiCertificateResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCertificate"];
            readonly auth: null;
        };
        /**
         * @description A certificate that was issued.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "ca_chain": [
         *         "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *       ],
         *       "issuing_ca": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a",
         *       "expiration": 1795525200,
         *       "not_before": 1795521570,
         *       "private_key": "-----BEGIN EC PRIVATE KEY-----\n…\n-----END EC PRIVATE KEY-----",
         *       "private_key_type": "ec"
         *     }
         */
        readonly PkiIssued: {
            /** @description The certificate, in the requested format. */
            readonly certificate: string;
            /** @description The certificates of the CAs above it that the mount knows, nearest first. */
            readonly ca_chain?: readonly string[];
            /** @description The certificate of the issuer. */
            readonly issuing_ca: string;
            /** @description The serial number of the certificate, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description The time at which the certificate expires, in seconds since 1970. */
            readonly expiration: number;
            /** @description The time from which the certificate is valid, in seconds since 1970. */
            readonly not_before: number;
            /** @description The private key. It is returned only in this response. */
            readonly private_key?: string;
            /** @description The type of the private key: `rsa`, `ec` or `ed25519`. */
            readonly private_key_type?: string;
        };
        /** @description A certificate that was issued. */
        readonly PkiIssuedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssued"];
            readonly auth: null;
        };
        /**
         * @description The certificate of an intermediate CA.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "ca_chain": [
         *         "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *       ],
         *       "issuing_ca": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a",
         *       "expiration": 1795525200
         *     }
         */
        readonly PkiIntermediate: {
            /** @description The certificate, in the requested format. */
            readonly certificate: string;
            /** @description The certificate and those of the CAs above it that the mount knows, nearest first. */
            readonly ca_chain: readonly string[];
            /** @description The certificate of the issuer. */
            readonly issuing_ca: string;
            /** @description The serial number of the certificate, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description The time at which the certificate expires, in seconds since 1970. */
            readonly expiration: number;
        };
        /** @description The certificate of an intermediate CA. */
        readonly PkiIntermediateResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIntermediate"];
            readonly auth: null;
        };
        /**
         * @description A self-signed CA.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "issuing_ca": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a",
         *       "expiration": 1795525200,
         *       "issuer_id": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "issuer_name": "",
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55",
         *       "key_name": ""
         *     }
         */
        readonly PkiRoot: {
            /** @description The certificate, in the requested format. */
            readonly certificate: string;
            /** @description The certificate of the issuer, which is the certificate itself. */
            readonly issuing_ca: string;
            /** @description The serial number of the certificate, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description The time at which the certificate expires, in seconds since 1970. */
            readonly expiration: number;
            /** @description The private key. It is returned only in this response. */
            readonly private_key?: string;
            /** @description The type of the private key: `rsa`, `ec` or `ed25519`. */
            readonly private_key_type?: string;
            /** @description The id of the issuer. */
            readonly issuer_id: string;
            /** @description The name of the issuer; empty if it has none. */
            readonly issuer_name: string;
            /** @description The id of the key. */
            readonly key_id: string;
            /** @description The name of the key; empty if it has none. */
            readonly key_name: string;
        };
        /** @description A self-signed CA. */
        readonly PkiRootResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRoot"];
            readonly auth: null;
        };
        /**
         * @description The signing request of an intermediate CA.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *     }
         */
        readonly PkiCsr: {
            /** @description The certificate signing request (CSR), in the requested format. */
            readonly csr: string;
            /** @description The id of the key. */
            readonly key_id: string;
            /** @description The private key. It is returned only in this response. */
            readonly private_key?: string;
            /** @description The type of the private key: `rsa`, `ec` or `ed25519`. */
            readonly private_key_type?: string;
        };
        /** @description The signing request of an intermediate CA. */
        readonly PkiCsrResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCsr"];
            readonly auth: null;
        };
        /**
         * @description The issuers and keys that an import found or created.
         * @example {
         *       "imported_issuers": [
         *         "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11"
         *       ],
         *       "imported_keys": null,
         *       "existing_issuers": null,
         *       "existing_keys": null,
         *       "mapping": {
         *         "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *       }
         *     }
         */
        readonly PkiImport: {
            /** @description The ids of the issuers that the import created; null if there are none. */
            readonly imported_issuers: readonly string[] | null;
            /** @description The ids of the keys that the import created; null if there are none. */
            readonly imported_keys: readonly string[] | null;
            /** @description The ids of the imported issuers that existed already; null if there are none. */
            readonly existing_issuers: readonly string[] | null;
            /** @description The ids of the imported keys that existed already; null if there are none. */
            readonly existing_keys: readonly string[] | null;
            /** @description The id of the key of each issuer, by the issuer's id; empty if the mount does not hold the key. */
            readonly mapping: {
                readonly [key: string]: string;
            };
        };
        /** @description The issuers and keys that an import found or created. */
        readonly PkiImportResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiImport"];
            readonly auth: null;
        };
        /**
         * @description The certificate, chain and settings of an issuer.
         * @example {
         *       "issuer_id": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "issuer_name": "root-2026",
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55",
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "ca_chain": [
         *         "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *       ],
         *       "manual_chain": null,
         *       "leaf_not_after_behavior": "err",
         *       "usage": "crl-signing,issuing-certificates,ocsp-signing,read-only",
         *       "revocation_signature_algorithm": "ECDSAWithSHA256",
         *       "revoked": false,
         *       "issuing_certificates": [],
         *       "crl_distribution_points": [],
         *       "delta_crl_distribution_points": [],
         *       "ocsp_servers": []
         *     }
         */
        readonly PkiIssuer: {
            /** @description The id of the issuer. */
            readonly issuer_id: string;
            /** @description The name of the issuer; empty if it has none. */
            readonly issuer_name: string;
            /** @description The id of the issuer's key; empty if the mount does not hold the key. */
            readonly key_id: string;
            /** @description The certificate of the issuer, in PEM. */
            readonly certificate: string;
            /** @description The certificate of the issuer and those of the CAs above it that the mount knows, nearest first, in PEM. */
            readonly ca_chain: readonly string[];
            /** @description The ids of the issuers in the chain that was set manually; null if none was set. */
            readonly manual_chain: readonly string[] | null;
            /** @description The treatment of certificates that would outlive the issuer: `err` (refuse, the default), `truncate` (shorten) or `permit`. */
            readonly leaf_not_after_behavior: string;
            /** @description The permitted uses of the issuer, separated by commas: `read-only`, `issuing-certificates`, `crl-signing` and `ocsp-signing`. */
            readonly usage: string;
            /** @description The signature algorithm of CRLs, such as `SHA256WithRSA`; empty means the default of the key's type. */
            readonly revocation_signature_algorithm: string;
            /** @description Whether the issuer is revoked. Always false, since this server does not revoke issuers. */
            readonly revoked: boolean;
            /** @description The URLs of the issuer's certificate. */
            readonly issuing_certificates: readonly string[];
            /** @description The URLs of the CRL. */
            readonly crl_distribution_points: readonly string[];
            /** @description The URLs of the delta CRL. */
            readonly delta_crl_distribution_points: readonly string[];
            /** @description The URLs of OCSP responders. */
            readonly ocsp_servers: readonly string[];
        };
        /** @description The certificate, chain and settings of an issuer. */
        readonly PkiIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssuer"];
            readonly auth: null;
        };
        /**
         * @description The data of an issuer that anyone may read.
         * @example {
         *       "issuer_id": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "issuer_name": "root-2026",
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "ca_chain": [
         *         "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *       ]
         *     }
         */
        readonly PkiPublicIssuer: {
            /** @description The id of the issuer. */
            readonly issuer_id: string;
            /** @description The name of the issuer; empty if it has none. */
            readonly issuer_name: string;
            /** @description The certificate of the issuer, in PEM. */
            readonly certificate: string;
            /** @description The certificate of the issuer and those of the CAs above it that the mount knows, nearest first, in PEM. */
            readonly ca_chain: readonly string[];
        };
        /** @description The data of an issuer that anyone may read. */
        readonly PkiPublicIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiPublicIssuer"];
            readonly auth: null;
        };
        /**
         * @description The issuers of a mount.
         * @example {
         *       "keys": [
         *         "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11"
         *       ],
         *       "key_info": {
         *         "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11": {
         *           "issuer_name": "root-2026",
         *           "is_default": true,
         *           "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55",
         *           "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a"
         *         }
         *       }
         *     }
         */
        readonly PkiIssuers: {
            /** @description The ids of the issuers. */
            readonly keys: readonly string[];
            /** @description The name, key, serial number and default status of each issuer, by id. */
            readonly key_info: {
                readonly [key: string]: Record<string, never>;
            };
        };
        /** @description The issuers of a mount. */
        readonly PkiIssuersResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssuers"];
            readonly auth: null;
        };
        /**
         * @description The keys of a mount.
         * @example {
         *       "keys": [
         *         "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *       ],
         *       "key_info": {
         *         "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55": {
         *           "key_name": "next",
         *           "is_default": true
         *         }
         *       }
         *     }
         */
        readonly PkiKeys: {
            /** @description The ids of the keys. */
            readonly keys: readonly string[];
            /** @description The name and default status of each key, by id. */
            readonly key_info: {
                readonly [key: string]: Record<string, never>;
            };
        };
        /** @description The keys of a mount. */
        readonly PkiKeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiKeys"];
            readonly auth: null;
        };
        /**
         * @description The properties of a key.
         *     The private key is returned only when it is generated with `exported`.
         * @example {
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55",
         *       "key_name": "next",
         *       "key_type": "ec",
         *       "subject_key_id": "aa:bb:cc"
         *     }
         */
        readonly PkiKey: {
            /** @description The id of the key. */
            readonly key_id: string;
            /** @description The name of the key; empty if it has none. */
            readonly key_name: string;
            /** @description The type of the key: `rsa`, `ec` or `ed25519`. */
            readonly key_type: string;
            /** @description The subject key identifier that certificates with this key contain, in hexadecimal with colons. */
            readonly subject_key_id?: string;
            /** @description The private key in PEM; present only in the response that generates it with `exported`. */
            readonly private_key?: string;
        };
        /**
         * @description The properties of a key.
         *     The private key is returned only when it is generated with `exported`.
         */
        readonly PkiKeyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiKey"];
            readonly auth: null;
        };
        /**
         * @description The issuer that signs if a request and its role name none.
         * @example {
         *       "default": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "default_follows_latest_issuer": false
         *     }
         */
        readonly PkiDefaultIssuer: {
            /** @description The id of the default issuer; empty if there is none. */
            readonly default: string;
            /** @description Whether each new issuer becomes the default issuer. */
            readonly default_follows_latest_issuer: boolean;
        };
        /** @description The issuer that signs if a request and its role name none. */
        readonly PkiDefaultIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiDefaultIssuer"];
            readonly auth: null;
        };
        /**
         * @description The key that `default` refers to.
         * @example {
         *       "default": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *     }
         */
        readonly PkiDefaultKey: {
            /** @description The id of the default key; empty if there is none. */
            readonly default: string;
        };
        /** @description The key that `default` refers to. */
        readonly PkiDefaultKeyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiDefaultKey"];
            readonly auth: null;
        };
        /**
         * @description The rules for issuing certificates.
         * @example {
         *       "issuer_ref": "default",
         *       "ttl": 3600,
         *       "max_ttl": 0,
         *       "allow_localhost": false,
         *       "allowed_domains": [
         *         "service.example"
         *       ],
         *       "allowed_domains_template": false,
         *       "allow_bare_domains": false,
         *       "allow_subdomains": false,
         *       "allow_glob_domains": false,
         *       "allow_globs_in_identity_templates": false,
         *       "allow_wildcard_certificates": false,
         *       "allow_any_name": false,
         *       "allow_token_displayname": false,
         *       "enforce_hostnames": false,
         *       "allow_ip_sans": false,
         *       "allowed_ip_sans_cidr": [],
         *       "allowed_uri_sans": [],
         *       "allowed_uri_sans_template": false,
         *       "allowed_other_sans": [],
         *       "allowed_serial_numbers": [],
         *       "allowed_user_ids": [],
         *       "server_flag": true,
         *       "client_flag": false,
         *       "code_signing_flag": false,
         *       "email_protection_flag": false,
         *       "key_type": "ec",
         *       "key_bits": 256,
         *       "signature_bits": 0,
         *       "use_pss": false,
         *       "key_usage": [],
         *       "ext_key_usage": [],
         *       "ext_key_usage_oids": [],
         *       "use_csr_common_name": false,
         *       "use_csr_sans": false,
         *       "ou": [],
         *       "organization": [],
         *       "country": [],
         *       "locality": [],
         *       "province": [],
         *       "street_address": [],
         *       "postal_code": [],
         *       "generate_lease": false,
         *       "no_store": false,
         *       "require_cn": false,
         *       "policy_identifiers": [],
         *       "basic_constraints_valid_for_non_ca": false,
         *       "not_before": "",
         *       "not_before_bound": "permit",
         *       "not_before_duration": 30,
         *       "not_after": "",
         *       "not_after_bound": "permit",
         *       "cn_validations": []
         *     }
         */
        readonly PkiRole: {
            /** @description The issuer that signs: its id, its name, or `default`. */
            readonly issuer_ref: string;
            /** @description The TTL of certificates if the request names none, in seconds; 0 means the mount's default. */
            readonly ttl: number;
            /** @description The maximum TTL of certificates, in seconds; 0 means the mount's maximum. */
            readonly max_ttl: number;
            /** @description Whether the names `localhost` and `localdomain` are allowed. */
            readonly allow_localhost: boolean;
            /** @description The domains to which `allow_bare_domains`, `allow_subdomains` and `allow_glob_domains` apply. */
            readonly allowed_domains: readonly string[];
            /** @description Whether `allowed_domains` contains identity templates. Accepted and returned; has no effect. */
            readonly allowed_domains_template: boolean;
            /** @description Whether the domains in `allowed_domains` are themselves allowed. */
            readonly allow_bare_domains: boolean;
            /** @description Whether names below the domains in `allowed_domains` are allowed. */
            readonly allow_subdomains: boolean;
            /** @description Whether `*` in `allowed_domains` stands for any characters. */
            readonly allow_glob_domains: boolean;
            /** @description Whether values in identity templates may contain `*`. Accepted and returned; has no effect. */
            readonly allow_globs_in_identity_templates: boolean;
            /** @description Whether wildcard names such as `*.a.example` are allowed. */
            readonly allow_wildcard_certificates: boolean;
            /** @description Whether any name is allowed. */
            readonly allow_any_name: boolean;
            /** @description Whether the display name of the caller's token is allowed as a name. */
            readonly allow_token_displayname: boolean;
            /** @description Whether names must be valid host names. */
            readonly enforce_hostnames: boolean;
            /** @description Whether IP addresses are allowed as alternative names. */
            readonly allow_ip_sans: boolean;
            /** @description The CIDR blocks that IP addresses must be in; empty means any address. */
            readonly allowed_ip_sans_cidr: readonly string[];
            /** @description The URIs allowed as alternative names, with `*` for any characters; empty means none. */
            readonly allowed_uri_sans: readonly string[];
            /** @description Whether `allowed_uri_sans` contains identity templates. Accepted and returned; has no effect. */
            readonly allowed_uri_sans_template: boolean;
            /** @description The other names allowed as alternative names. Accepted and returned; has no effect, since other names are always refused. */
            readonly allowed_other_sans: readonly string[];
            /** @description The serial numbers allowed in the subject, with `*` for any characters; empty means none. */
            readonly allowed_serial_numbers: readonly string[];
            /** @description The user ids allowed in the subject, with `*` for any characters; empty means none. */
            readonly allowed_user_ids: readonly string[];
            /** @description Whether certificates can authenticate servers. */
            readonly server_flag: boolean;
            /** @description Whether certificates can authenticate clients. */
            readonly client_flag: boolean;
            /** @description Whether certificates can sign code. */
            readonly code_signing_flag: boolean;
            /** @description Whether certificates can protect email. */
            readonly email_protection_flag: boolean;
            /** @description The type of keys: `rsa` (the default), `ec`, `ed25519`, or `any`. */
            readonly key_type: string;
            /** @description The size of keys in bits; 0 means 2048 for RSA and 256 for EC. For signing requests, it is the minimum. */
            readonly key_bits: number;
            /** @description The size of the hash that is signed, in bits: 256, 384, 512, or 0 for the default. */
            readonly signature_bits: number;
            /** @description Whether RSA keys sign with PSS instead of PKCS #1 v1.5. */
            readonly use_pss: boolean;
            /** @description The key usages of certificates, such as `DigitalSignature`. */
            readonly key_usage: readonly string[];
            /** @description The extended key usages of certificates besides those of the flags, such as `ServerAuth`. */
            readonly ext_key_usage: readonly string[];
            /** @description The extended key usages of certificates, as object identifiers. */
            readonly ext_key_usage_oids: readonly string[];
            /** @description Whether the common name comes from the signing request instead of the request's fields. */
            readonly use_csr_common_name: boolean;
            /** @description Whether the alternative names come from the signing request instead of the request's fields. */
            readonly use_csr_sans: boolean;
            /** @description The organizational units in the subject. */
            readonly ou: readonly string[];
            /** @description The organizations in the subject. */
            readonly organization: readonly string[];
            /** @description The countries in the subject. */
            readonly country: readonly string[];
            /** @description The localities in the subject. */
            readonly locality: readonly string[];
            /** @description The provinces in the subject. */
            readonly province: readonly string[];
            /** @description The street addresses in the subject. */
            readonly street_address: readonly string[];
            /** @description The postal codes in the subject. */
            readonly postal_code: readonly string[];
            /** @description Whether each certificate has a lease. Revoking the lease revokes the certificate. */
            readonly generate_lease: boolean;
            /** @description Whether issued certificates are not stored. They are then not listed, and have no lease. */
            readonly no_store: boolean;
            /** @description Whether a common name is required. */
            readonly require_cn: boolean;
            /** @description The certificate policies, as object identifiers. */
            readonly policy_identifiers: readonly string[];
            /** @description Whether certificates contain the basic constraints extension, which says that they are not a CA. */
            readonly basic_constraints_valid_for_non_ca: boolean;
            /** @description The time from which certificates are valid, as in RFC 3339; empty means `not_before_duration` before now. */
            readonly not_before: string;
            /** @description The rule for `not_before` in requests: `permit`, `forbid`, or `duration`, which permits no time before that of `not_before_duration`. */
            readonly not_before_bound: string;
            /** @description How long before now certificates begin to be valid, in seconds. */
            readonly not_before_duration: number;
            /** @description The time at which certificates expire, as in RFC 3339, in place of `ttl`; empty means none. */
            readonly not_after: string;
            /** @description The rule for `not_after` in requests: `permit`, `forbid`, or `ttl-limited`, which shortens it to the maximum TTL. */
            readonly not_after_bound: string;
            /** @description The valid forms of common names: `email` and `hostname`, or `disabled` for no validation. */
            readonly cn_validations: readonly string[];
        };
        /** @description The rules for issuing certificates. */
        readonly PkiRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRole"];
            readonly auth: null;
        };
        /**
         * @description The revocation of a certificate.
         * @example {
         *       "revocation_time": 1795521600,
         *       "revocation_time_rfc3339": "2026-11-24T12:00:00.123Z",
         *       "state": "revoked"
         *     }
         */
        readonly PkiRevocation: {
            /** @description The time at which the certificate was revoked, in seconds since 1970. */
            readonly revocation_time: number;
            /** @description The time at which the certificate was revoked, as in RFC 3339. */
            readonly revocation_time_rfc3339: string;
            /** @description Always `revoked`. */
            readonly state: string;
        };
        /** @description The revocation of a certificate. */
        readonly PkiRevocationResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRevocation"] | null;
            readonly auth: null;
        };
        /**
         * @description A certificate revocation list (CRL).
         * @example {
         *       "crl": "-----BEGIN X509 CRL-----\n…\n-----END X509 CRL-----"
         *     }
         */
        readonly PkiCrl: {
            /** @description The CRL, in PEM. */
            readonly crl: string;
        };
        /** @description A certificate revocation list (CRL). */
        readonly PkiCrlResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCrl"];
            readonly auth: null;
        };
        /**
         * @description The result of rebuilding CRLs.
         * @example {
         *       "success": true
         *     }
         */
        readonly PkiRotated: {
            /** @description Always true. */
            readonly success: boolean;
        };
        /** @description The result of rebuilding CRLs. */
        readonly PkiRotatedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRotated"];
            readonly auth: null;
        };
        /**
         * @description The URLs that new certificates contain.
         * @example {
         *       "issuing_certificates": [],
         *       "crl_distribution_points": [
         *         "https://pki.example/v1/pki/crl"
         *       ],
         *       "delta_crl_distribution_points": [],
         *       "ocsp_servers": [],
         *       "enable_templating": false
         *     }
         */
        readonly PkiUrls: {
            /** @description The URLs of the issuer's certificate. */
            readonly issuing_certificates: readonly string[];
            /** @description The URLs of the CRL. */
            readonly crl_distribution_points: readonly string[];
            /** @description The URLs of the delta CRL. */
            readonly delta_crl_distribution_points: readonly string[];
            /** @description The URLs of OCSP responders. */
            readonly ocsp_servers: readonly string[];
            /** @description Whether `{{cluster_path}}`, `{{cluster_aia_path}}` and `{{issuer_id}}` in the URLs are filled in. */
            readonly enable_templating: boolean;
        };
        /** @description The URLs that new certificates contain. */
        readonly PkiUrlsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiUrls"];
            readonly auth: null;
        };
        /**
         * @description The settings by which CRLs are built.
         * @example {
         *       "expiry": "72h",
         *       "disable": false,
         *       "ocsp_disable": false,
         *       "ocsp_expiry": "12h",
         *       "auto_rebuild": false,
         *       "auto_rebuild_grace_period": "12h",
         *       "enable_delta": false,
         *       "delta_rebuild_interval": "15m",
         *       "allow_expired_cert_revocation": false
         *     }
         */
        readonly PkiCrlConfig: {
            /** @description The time for which a CRL is valid. */
            readonly expiry: string;
            /** @description Whether CRLs are empty. */
            readonly disable: boolean;
            /** @description Whether OCSP is disabled. Accepted and returned; has no effect, since this server has no OCSP responder. */
            readonly ocsp_disable: boolean;
            /** @description The time for which an OCSP response is valid. Accepted and returned; has no effect, since this server has no OCSP responder. */
            readonly ocsp_expiry: string;
            /** @description Whether CRLs are rebuilt only before they expire, instead of after each revocation. */
            readonly auto_rebuild: boolean;
            /** @description How long before its expiry a CRL is rebuilt if `auto_rebuild` is set. */
            readonly auto_rebuild_grace_period: string;
            /** @description Whether delta CRLs are built, which requires `auto_rebuild`. Accepted and returned; has no effect, since this server makes no delta CRLs. */
            readonly enable_delta: boolean;
            /** @description The interval at which delta CRLs are built. Accepted and returned; has no effect, since this server makes no delta CRLs. */
            readonly delta_rebuild_interval: string;
            /** @description Whether expired certificates can be revoked. */
            readonly allow_expired_cert_revocation: boolean;
        };
        /** @description The settings by which CRLs are built. */
        readonly PkiCrlConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCrlConfig"];
            readonly auth: null;
        };
        /**
         * @description The addresses that fill the templates in the URLs of certificates.
         * @example {
         *       "path": "",
         *       "aia_path": ""
         *     }
         */
        readonly PkiCluster: {
            /** @description The address of this mount, such as `https://pki.example/v1/pki`, for `{{cluster_path}}`. */
            readonly path: string;
            /** @description The address at which this mount is reached without a token, for `{{cluster_aia_path}}`. */
            readonly aia_path: string;
        };
        /** @description The addresses that fill the templates in the URLs of certificates. */
        readonly PkiClusterResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCluster"];
            readonly auth: null;
        };
        /**
         * @description The status of the last tidy operation.
         * @example {
         *       "state": "Inactive",
         *       "error": null,
         *       "message": null,
         *       "internal_backend_uuid": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "time_started": null,
         *       "time_finished": null,
         *       "acme_account_deleted_count": null,
         *       "acme_account_revoked_count": null,
         *       "acme_orders_deleted_count": null,
         *       "cert_store_deleted_count": null,
         *       "current_cert_store_count": null,
         *       "current_revoked_cert_count": null,
         *       "missing_issuer_cert_count": null,
         *       "revoked_cert_deleted_count": null,
         *       "total_acme_account_count": null,
         *       "tidy_cert_store": null,
         *       "tidy_revoked_certs": null,
         *       "tidy_invalid_certs": null,
         *       "tidy_revoked_cert_issuer_associations": null,
         *       "tidy_expired_issuers": null,
         *       "tidy_move_legacy_ca_bundle": null,
         *       "tidy_acme": null,
         *       "safety_buffer": null,
         *       "revoked_safety_buffer": null,
         *       "issuer_safety_buffer": null,
         *       "acme_account_safety_buffer": null,
         *       "pause_duration": null,
         *       "page_size": null
         *     }
         */
        readonly PkiTidyStatus: {
            /** @description The state of the last tidy operation: `Inactive`, `Running`, `Finished` or `Error`. */
            readonly state: string;
            /** @description The error of the tidy operation; null if there was none. */
            readonly error: string | null;
            /** @description The present step of the tidy operation. Always null on this server. */
            readonly message: string | null;
            /** @description A UUID that identifies the mount. */
            readonly internal_backend_uuid: string;
            /** @description The time at which the tidy operation started; null if there was none. */
            readonly time_started: string | null;
            /** @description The time at which the tidy operation finished; null if there was none. */
            readonly time_finished: string | null;
            /** @description The number of ACME accounts removed. Always null, since this server has no ACME. */
            readonly acme_account_deleted_count: number | null;
            /** @description The number of ACME accounts revoked. Always null, since this server has no ACME. */
            readonly acme_account_revoked_count: number | null;
            /** @description The number of ACME orders removed. Always null, since this server has no ACME. */
            readonly acme_orders_deleted_count: number | null;
            /** @description The number of certificates removed; null if there was no tidy operation. */
            readonly cert_store_deleted_count: number | null;
            /** @description The number of stored certificates. Always null, since this server does not count them. */
            readonly current_cert_store_count: number | null;
            /** @description The number of revoked certificates. Always null, since this server does not count them. */
            readonly current_revoked_cert_count: number | null;
            /** @description The number of revoked certificates without a recorded issuer: 0, or null if there was no tidy operation. */
            readonly missing_issuer_cert_count: number | null;
            /** @description The number of revoked certificates removed; null if there was no tidy operation. */
            readonly revoked_cert_deleted_count: number | null;
            /** @description The total number of ACME accounts. Always null, since this server has no ACME. */
            readonly total_acme_account_count: number | null;
            /** @description Whether tidying removes expired certificates. */
            readonly tidy_cert_store: boolean | null;
            /** @description Whether tidying removes expired certificates from the list of revoked certificates. */
            readonly tidy_revoked_certs: boolean | null;
            /** @description Whether tidying removes unreadable entries from the certificate store. Has no effect. */
            readonly tidy_invalid_certs: boolean | null;
            /** @description Whether tidying records the issuers of revoked certificates. Has no effect. */
            readonly tidy_revoked_cert_issuer_associations: boolean | null;
            /** @description Whether tidying removes expired issuers. Has no effect. */
            readonly tidy_expired_issuers: boolean | null;
            /** @description Whether tidying moves the CA bundle of older versions. Has no effect. */
            readonly tidy_move_legacy_ca_bundle: boolean | null;
            /** @description Whether tidying removes old ACME accounts and orders. Has no effect, since this server has no ACME. */
            readonly tidy_acme: boolean | null;
            /** @description How long certificates are kept after they expire, in seconds. */
            readonly safety_buffer: number | null;
            /** @description How long revoked certificates are kept after they expire, in seconds. */
            readonly revoked_safety_buffer: number | null;
            /** @description How long issuers are kept after they expire, in seconds. Has no effect. */
            readonly issuer_safety_buffer: number | null;
            /** @description How long unused ACME accounts are kept, in seconds. Has no effect, since this server has no ACME. */
            readonly acme_account_safety_buffer: number | null;
            /** @description The pause after each certificate during tidying, such as `0s`. Has no effect. */
            readonly pause_duration: string | null;
            /** @description The number of certificates that tidying reads at once. Has no effect. */
            readonly page_size: number | null;
        };
        /** @description The status of the last tidy operation. */
        readonly PkiTidyStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiTidyStatus"];
            readonly auth: null;
        };
        /**
         * @description The settings of automatic tidying, which this server does not perform.
         * @example {
         *       "enabled": false,
         *       "interval_duration": 43200,
         *       "maintain_stored_certificate_counts": false,
         *       "publish_stored_certificate_count_metrics": false,
         *       "tidy_cert_store": false,
         *       "tidy_revoked_certs": false,
         *       "tidy_invalid_certs": false,
         *       "tidy_revoked_cert_issuer_associations": false,
         *       "tidy_expired_issuers": false,
         *       "tidy_move_legacy_ca_bundle": false,
         *       "tidy_acme": false,
         *       "safety_buffer": 259200,
         *       "revoked_safety_buffer": 259200,
         *       "issuer_safety_buffer": 259200,
         *       "acme_account_safety_buffer": 259200,
         *       "pause_duration": "0s",
         *       "page_size": 259200
         *     }
         */
        readonly PkiAutoTidy: {
            /** @description Whether tidying is automatic. Always false: this server refuses true with 400. */
            readonly enabled: boolean;
            /** @description The interval of automatic tidying, in seconds. Accepted and returned; has no effect. */
            readonly interval_duration: number;
            /** @description Whether the numbers of certificates are maintained. Accepted and returned; has no effect. */
            readonly maintain_stored_certificate_counts: boolean;
            /** @description Whether the numbers of certificates are published as metrics. Accepted and returned; has no effect. */
            readonly publish_stored_certificate_count_metrics: boolean;
            /** @description Whether tidying removes expired certificates. */
            readonly tidy_cert_store: boolean;
            /** @description Whether tidying removes expired certificates from the list of revoked certificates. */
            readonly tidy_revoked_certs: boolean;
            /** @description Whether tidying removes unreadable entries from the certificate store. Accepted and returned; has no effect. */
            readonly tidy_invalid_certs: boolean;
            /** @description Whether tidying records the issuers of revoked certificates. Accepted and returned; has no effect. */
            readonly tidy_revoked_cert_issuer_associations: boolean;
            /** @description Whether tidying removes expired issuers. Accepted and returned; has no effect. */
            readonly tidy_expired_issuers: boolean;
            /** @description Whether tidying moves the CA bundle of older versions. Accepted and returned; has no effect. */
            readonly tidy_move_legacy_ca_bundle: boolean;
            /** @description Whether tidying removes old ACME accounts and orders. Accepted and returned; has no effect, since this server has no ACME. */
            readonly tidy_acme: boolean;
            /** @description How long certificates are kept after they expire, in seconds. */
            readonly safety_buffer: number;
            /** @description How long revoked certificates are kept after they expire, in seconds. */
            readonly revoked_safety_buffer: number;
            /** @description How long issuers are kept after they expire, in seconds. Accepted and returned; has no effect. */
            readonly issuer_safety_buffer: number;
            /** @description How long unused ACME accounts are kept, in seconds. Accepted and returned; has no effect, since this server has no ACME. */
            readonly acme_account_safety_buffer: number;
            /** @description The pause after each certificate during tidying, such as `0s`. Accepted and returned; has no effect. */
            readonly pause_duration: string;
            /** @description The number of certificates that tidying reads at once. Accepted and returned; has no effect. */
            readonly page_size: number;
        };
        /** @description The settings of automatic tidying, which this server does not perform. */
        readonly PkiAutoTidyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiAutoTidy"];
            readonly auth: null;
        };
        /** @description An envelope without data, with warnings if there are any. */
        readonly PkiDoneResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
        };
        /**
         * @description The lease to look up.
         * @example {
         *       "lease_id": "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd"
         *     }
         */
        readonly LeaseRequest: {
            readonly lease_id: components["schemas"]["LeaseId"];
        };
        /**
         * @description The id of a lease: the `lease_id` of the envelope that contained the secret.
         *     The lease id of a token begins with the path of the request that created the token.
         * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
         */
        readonly LeaseId: string | number;
        /**
         * @description The lease to renew, and the requested increment of its TTL.
         * @example {
         *       "lease_id": "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd",
         *       "increment": "1h"
         *     }
         */
        readonly LeaseRenewRequest: {
            readonly lease_id: components["schemas"]["LeaseId"];
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The requested increment of the TTL of the lease.
         * @example {
         *       "increment": "1h"
         *     }
         */
        readonly LeaseRenewByIdRequest: {
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The lease to revoke.
         * @example {
         *       "lease_id": "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd",
         *       "sync": true
         *     }
         */
        readonly LeaseRevokeRequest: {
            readonly lease_id: components["schemas"]["LeaseId"];
            readonly sync?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description Options of a revocation.
         *     `sync` is accepted, but has no effect: the server always revokes the secret before it responds.
         * @example {
         *       "sync": true
         *     }
         */
        readonly LeaseRevokeByIdRequest: {
            readonly sync?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The properties of a lease.
         * @example {
         *       "id": "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd",
         *       "path": "pki/issue/web",
         *       "issue_time": "2026-11-24T12:00:00.123Z",
         *       "expire_time": "2026-11-24T13:00:00.123Z",
         *       "last_renewal": null,
         *       "renewable": false,
         *       "ttl": 3599
         *     }
         */
        readonly Lease: {
            /** @description The id of the lease. */
            readonly id: string;
            /** @description The path of the request that created the lease. */
            readonly path: string;
            /**
             * Format: date-time
             * @description The time at which the lease was created.
             */
            readonly issue_time: string;
            /**
             * Format: date-time
             * @description The time at which the lease expires.
             */
            readonly expire_time: string;
            /**
             * Format: date-time
             * @description The time of the last renewal; null if there was none.
             */
            readonly last_renewal: string | null;
            /** @description Whether the lease can be renewed. */
            readonly renewable: boolean;
            /** @description The remaining TTL of the lease, in seconds. */
            readonly ttl: number;
        };
        /** @description The properties of a lease. */
        readonly LeaseResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Lease"];
            readonly auth: null;
        };
        /** @description The renewed lease, in the fields `lease_id`, `renewable` and `lease_duration` of the envelope. */
        readonly LeaseRenewedResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
        };
        /**
         * @description The number of leases that could not be revoked.
         * @example {
         *       "lease_count": 1,
         *       "counts": {
         *         "pki/": 1
         *       }
         *     }
         */
        readonly LeaseCount: {
            /** @description The total number of leases. */
            readonly lease_count: number;
            /** @description The number of leases of each mount, by the mount's path. */
            readonly counts: {
                readonly [key: string]: number;
            };
        };
        /** @description The number of leases that could not be revoked. */
        readonly LeaseCountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["LeaseCount"];
            readonly auth: null;
        };
        /**
         * @description The leases that could not be revoked.
         * @example {
         *       "lease_count": 0,
         *       "leases": []
         *     }
         */
        readonly IrrevocableLeases: {
            /** @description The total number of leases, including those that `limit` cut off. */
            readonly lease_count: number;
            /** @description The leases, at most `limit`. */
            readonly leases: readonly {
                readonly lease_id: string;
                /** @description The reason why the lease could not be revoked. */
                readonly error: string;
            }[];
        };
        /** @description The leases that could not be revoked. */
        readonly IrrevocableLeasesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["IrrevocableLeases"];
            readonly auth: null;
        };
        /**
         * @description The effective settings of a mount.
         *     Settings that were never set are absent, except the TTLs.
         * @example {
         *       "description": "key-value secret storage",
         *       "default_lease_ttl": 2764800,
         *       "max_lease_ttl": 2764800,
         *       "force_no_cache": false,
         *       "options": {
         *         "version": "2"
         *       }
         *     }
         */
        readonly MountTuning: {
            /** @description A description of the mount for people. */
            readonly description: string;
            /** @description The effective default TTL of leases and tokens, in seconds: the mount's own or the server's. */
            readonly default_lease_ttl: number;
            /** @description The effective maximum TTL of leases and tokens, in seconds: the mount's own or the server's. */
            readonly max_lease_ttl: number;
            /** @description Whether reads bypass the cache. Accepted and returned; has no effect. */
            readonly force_no_cache: boolean;
            /** @description The visibility of the mount in `sys/internal/ui/mounts`: `unauth` shows it to everyone, `hidden` only to callers with a capability on it. */
            readonly listing_visibility?: string;
            /** @description The type of the tokens that a login method creates: `default-service`, `default-batch`, `service` or `batch`; absent for secrets engines. */
            readonly token_type?: string;
            /** @description The request fields that audit devices do not hash. */
            readonly audit_non_hmac_request_keys?: readonly string[];
            /** @description The response fields that audit devices do not hash. */
            readonly audit_non_hmac_response_keys?: readonly string[];
            /** @description The request headers to pass on to the engine. Accepted and returned; has no effect. */
            readonly passthrough_request_headers?: readonly string[];
            /** @description The response headers that the engine may set. Accepted and returned; has no effect. */
            readonly allowed_response_headers?: readonly string[];
            readonly options?: components["schemas"]["StringMap"];
        };
        /**
         * @description The effective settings of a mount.
         *     The keys of `data` are also at the top level.
         */
        readonly MountTuningResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["MountTuning"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount to change.
         *     Those that the request does not contain stay unchanged.
         * @example {
         *       "default_lease_ttl": "30m",
         *       "listing_visibility": "unauth"
         *     }
         */
        readonly TuneMountRequest: {
            /** @description A description of the mount for people. */
            readonly description?: string;
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            /** @description The visibility of the mount in `sys/internal/ui/mounts`: `unauth` shows it to everyone; `hidden` and an empty string, the default, only to callers with a capability on it. */
            readonly listing_visibility?: string;
            /** @description The type of the tokens that a login method creates: `default-service`, `default-batch`, `service` or `batch`; an empty string means `default-service`. Refused for secrets engines. */
            readonly token_type?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
            readonly options?: components["schemas"]["MetadataInput"];
        };
        /**
         * @description The login method to enable.
         * @example {
         *       "type": "approle",
         *       "description": "machines of the team"
         *     }
         */
        readonly EnableAuthRequest: {
            /** @description The type of the login method: `approle` or `userpass`. */
            readonly type: string;
            /** @description A description of the login method for people. */
            readonly description?: string;
            readonly config?: components["schemas"]["AuthConfigInput"];
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
            readonly seal_wrap?: components["schemas"]["BooleanInput"];
            readonly external_entropy_access?: components["schemas"]["BooleanInput"];
            /** @description The name of a plugin. Accepted; has no effect. */
            readonly plugin_name?: string;
            /** @description The version of a plugin. Accepted; has no effect. */
            readonly plugin_version?: string;
        };
        /**
         * @description The settings of a new login method.
         * @example {
         *       "default_lease_ttl": "1h",
         *       "token_type": "batch"
         *     }
         */
        readonly AuthConfigInput: {
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description The visibility of the login method in `sys/internal/ui/mounts`: `unauth` shows it to everyone; `hidden` and an empty string, the default, only to callers with a capability on it. */
            readonly listing_visibility?: string;
            /** @description The type of the tokens that the login method creates: `default-service`, `default-batch`, `service` or `batch`; an empty string means `default-service`. */
            readonly token_type?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The mount to move, and its new path.
         * @example {
         *       "from": "team",
         *       "to": "platform/team"
         *     }
         */
        readonly RemountRequest: {
            /** @description The present path of the mount; that of a login method begins with `auth/`. */
            readonly from: string;
            /** @description The new path, which must be free, and below `auth/` for a login method. */
            readonly to: string;
        };
        /**
         * @description The id of a move of a mount.
         * @example {
         *       "migration_id": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a"
         *     }
         */
        readonly Remount: {
            /** @description The id of the move, for `sys/remount/status/{migration_id}`. */
            readonly migration_id: string;
        };
        /**
         * @description The id of a move of a mount.
         *     The keys of `data` are also at the top level.
         */
        readonly RemountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Remount"];
            readonly auth: null;
        };
        /**
         * @description The status of a move of a mount.
         * @example {
         *       "migration_id": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a",
         *       "migration_info": {
         *         "source_mount": "team/",
         *         "target_mount": "platform/team/",
         *         "status": "success"
         *       }
         *     }
         */
        readonly RemountStatus: {
            /** @description The id of the move. */
            readonly migration_id: string;
            /** @description The old path, the new path and the status of the move: `in-progress`, `success` or `failure`. */
            readonly migration_info: {
                readonly source_mount: string;
                readonly target_mount: string;
                readonly status: string;
            };
        };
        /** @description The status of a move of a mount. */
        readonly RemountStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["RemountStatus"];
            readonly auth: null;
        };
        /**
         * @description Policies with their texts.
         * @example {
         *       "keys": [
         *         "default"
         *       ],
         *       "key_info": {
         *         "default": {
         *           "name": "default",
         *           "policy": "path \"sys/wrapping/wrap\" { capabilities = [\"update\"] }",
         *           "version": 0
         *         }
         *       }
         *     }
         */
        readonly PolicyDetails: {
            /** @description The names of the policies, sorted, with `root` last. */
            readonly keys: readonly string[];
            /** @description The policies by name. */
            readonly key_info: {
                readonly [key: string]: components["schemas"]["Policy"];
            };
        };
        /** @description Policies with their texts. */
        readonly PolicyDetailsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PolicyDetails"];
            readonly auth: null;
        };
        /**
         * @description The names of all policies except `response-wrapping`.
         * @example {
         *       "keys": [
         *         "default",
         *         "root"
         *       ],
         *       "policies": [
         *         "default",
         *         "root"
         *       ]
         *     }
         */
        readonly OldPolicyList: {
            /** @description The names of the policies, sorted, with `root` last. */
            readonly keys: readonly string[];
            /** @description The names of the policies, as in `keys`. */
            readonly policies: readonly string[];
        };
        /**
         * @description The names of all policies except `response-wrapping`.
         *     The keys of `data` are also at the top level.
         */
        readonly OldPolicyListResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["OldPolicyList"];
            readonly auth: null;
        };
        /**
         * @description A policy, with its text in `rules`.
         * @example {
         *       "name": "ci-deploy",
         *       "rules": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }",
         *       "version": 1
         *     }
         */
        readonly OldPolicy: {
            /** @description The name of the policy. */
            readonly name: string;
            /** @description The text of the policy, as it was written. */
            readonly rules: string;
            /** @description The number of times the policy has been written. */
            readonly version?: number;
            /**
             * Format: date-time
             * @description The time at which the policy was last written; absent for built-in policies.
             */
            readonly modified?: string;
            /**
             * Format: date-time
             * @description The time at which the policy expires; absent if it does not.
             */
            readonly expiration?: string;
            /** @description Whether each write of the policy must contain `cas`. */
            readonly cas_required?: boolean;
            /** @description Whether values in identity templates may contain slashes. Always false, since this server has no identity templates. */
            readonly allow_slashes_in_identity_templates?: boolean;
            /** @description Whether values in identity templates may contain wildcards. Always false, since this server has no identity templates. */
            readonly allow_wildcards_in_identity_templates?: boolean;
        };
        /**
         * @description A policy, with its text in `rules`.
         *     The keys of `data` are also at the top level.
         */
        readonly OldPolicyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["OldPolicy"];
            readonly auth: null;
        };
        /**
         * @description The capabilities of a token, by path.
         *     `capabilities` contains the same list if the request has one path.
         * @example {
         *       "secret/data/ci/deploy-key": [
         *         "read"
         *       ],
         *       "capabilities": [
         *         "read"
         *       ]
         *     }
         */
        readonly Capabilities: {
            readonly [key: string]: readonly string[];
        };
        /**
         * @description The capabilities of a token, by path.
         *     `capabilities` contains the same list if the request has one path.
         *     The keys of `data` are also at the top level.
         */
        readonly CapabilitiesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Capabilities"];
            readonly auth: null;
        };
        /**
         * @description The capabilities in the caller's policies.
         * @example {
         *       "root": false,
         *       "exact_paths": {
         *         "sys/capabilities-self": {
         *           "capabilities": [
         *             "update"
         *           ]
         *         }
         *       },
         *       "glob_paths": {
         *         "secret/data/": {
         *           "capabilities": [
         *             "read"
         *           ]
         *         }
         *       }
         *     }
         */
        readonly ResultantAcl: {
            /** @description Whether the caller has the policy `root`, which allows everything. The paths are absent then. */
            readonly root: boolean;
            /** @description The capabilities by exact path. */
            readonly exact_paths?: {
                readonly [key: string]: components["schemas"]["PathCapabilities"];
            };
            /** @description The capabilities by path prefix; `+` in a path stands for one segment. */
            readonly glob_paths?: {
                readonly [key: string]: components["schemas"]["PathCapabilities"];
            };
        };
        /** @description The capabilities in the caller's policies. */
        readonly ResultantAclResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ResultantAcl"];
            readonly auth: null;
        };
        /**
         * @description The servers of a cluster.
         * @example {
         *       "nodes": [
         *         {
         *           "hostname": "enwrap",
         *           "api_address": "",
         *           "cluster_address": "",
         *           "active_node": true,
         *           "last_echo": null,
         *           "version": "0.1.0"
         *         }
         *       ]
         *     }
         */
        readonly HaStatus: {
            /** @description The servers. */
            readonly nodes: readonly components["schemas"]["HaNode"][];
        };
        /** @description The servers of a cluster. */
        readonly HaStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["HaStatus"];
            readonly auth: null;
        };
        /**
         * @description The status of the key that encrypts the stored data.
         * @example {
         *       "term": 1,
         *       "install_time": "2026-11-24T12:00:00.123Z",
         *       "encryptions": 0
         *     }
         */
        readonly KeyStatus: {
            /** @description The term of the key: the first key has 1, and each rotation increases it by one. */
            readonly term: number;
            /**
             * Format: date-time
             * @description The time at which the key was installed.
             */
            readonly install_time: string;
            /** @description The number of encryptions with the key. Always 0, since this server does not count them. */
            readonly encryptions: number;
        };
        /**
         * @description The status of the key that encrypts the stored data.
         *     The keys of `data` are also at the top level.
         */
        readonly KeyStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KeyStatus"];
            readonly auth: null;
        };
        /**
         * @description The settings of automatic key rotation.
         * @example {
         *       "enabled": false,
         *       "interval": 0,
         *       "max_operations": 0
         *     }
         */
        readonly RotateConfig: {
            /** @description Whether keys are rotated automatically. Always false on this server. */
            readonly enabled: boolean;
            /** @description The interval of rotations, in seconds; 0 means none. */
            readonly interval: number;
            /** @description The number of encryptions after which a key is rotated; 0 means no limit. */
            readonly max_operations: number;
        };
        /** @description The settings of automatic key rotation. */
        readonly RotateConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["RotateConfig"];
            readonly auth: null;
        };
        /**
         * @description The versions of the server that have been installed.
         * @example {
         *       "keys": [
         *         "0.1.0"
         *       ],
         *       "key_info": {
         *         "0.1.0": {
         *           "commit_date": "",
         *           "previous_version": null,
         *           "timestamp_installed": "2026-11-24T12:00:00.123Z"
         *         }
         *       }
         *     }
         */
        readonly VersionHistory: {
            /** @description The versions. */
            readonly keys: readonly string[];
            /** @description The properties of each version, by version. */
            readonly key_info: {
                readonly [key: string]: {
                    /** @description The date of the version's source. */
                    readonly commit_date: string;
                    /** @description The version that was installed before; null if there was none. */
                    readonly previous_version: string | null;
                    /**
                     * Format: date-time
                     * @description The time at which the version was first started.
                     */
                    readonly timestamp_installed: string;
                };
            };
        };
        /** @description The versions of the server that have been installed. */
        readonly VersionHistoryResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["VersionHistory"];
            readonly auth: null;
        };
        /**
         * @description Random bytes.
         * @example {
         *       "random_bytes": "3q2+7w=="
         *     }
         */
        readonly Random: {
            /** @description The random bytes, in base64 or hexadecimal. */
            readonly random_bytes: string;
        };
        /** @description Random bytes. */
        readonly RandomResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Random"];
            readonly auth: null;
        };
        /**
         * @description A hash.
         * @example {
         *       "sum": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
         *     }
         */
        readonly Hash: {
            /** @description The hash, in hexadecimal or base64. */
            readonly sum: string;
        };
        /** @description A hash. */
        readonly HashResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Hash"];
            readonly auth: null;
        };
        /**
         * @description The CORS settings: which web pages may send requests to the server.
         * @example {
         *       "enabled": true,
         *       "allowed_origins": [
         *         "https://app.example"
         *       ],
         *       "allowed_headers": [
         *         "X-Vault-Token"
         *       ],
         *       "allow_credentials": false
         *     }
         */
        readonly Cors: {
            /** @description Whether CORS is enabled. */
            readonly enabled: boolean;
            /** @description The origins that may send requests, or `*` for all; absent if CORS is disabled. */
            readonly allowed_origins?: readonly string[];
            /** @description The headers that requests may contain; absent if CORS is disabled. */
            readonly allowed_headers?: readonly string[];
            /** @description Whether requests may contain cookies. Always false, since tokens are sent in headers. */
            readonly allow_credentials?: boolean;
        };
        /**
         * @description The CORS settings.
         *     The keys of `data` are also at the top level.
         */
        readonly CorsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Cors"];
            readonly auth: null;
        };
        /**
         * @description An audit device.
         * @example {
         *       "path": "file/",
         *       "type": "file",
         *       "description": "",
         *       "options": {
         *         "file_path": "/var/log/enwrap/audit.log"
         *       },
         *       "local": false
         *     }
         */
        readonly AuditDevice: {
            /** @description The path of the audit device. It ends in `/`. */
            readonly path: string;
            /** @description The type of the audit device. */
            readonly type: string;
            /** @description A description of the audit device for people. */
            readonly description: string;
            readonly options: components["schemas"]["AuditOptions"];
            /** @description Whether the audit device is not replicated. Has no effect. */
            readonly local: boolean;
        };
        /**
         * @description The options of an audit device.
         * @example {
         *       "file_path": "/var/log/enwrap/audit.log"
         *     }
         */
        readonly AuditOptions: {
            readonly [key: string]: string;
        };
        /**
         * @description The audit devices by path.
         * @example {}
         */
        readonly AuditDevices: {
            readonly [key: string]: components["schemas"]["AuditDevice"];
        };
        /**
         * @description The audit devices by path.
         *     The keys of `data` are also at the top level.
         */
        readonly AuditDevicesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AuditDevices"];
            readonly auth: null;
        };
        /**
         * @description A string as it is in the entries of an audit device.
         * @example {
         *       "hash": "hmac-sha256:f9320baf0249169e73850cd6156ded0106e2bb6ad8cab01b7bbbebe6d1065317"
         *     }
         */
        readonly AuditHash: {
            /** @description `hmac-sha256:` and the HMAC in hexadecimal. */
            readonly hash: string;
        };
        /**
         * @description How a request header is audited.
         * @example {
         *       "hmac": true
         *     }
         */
        readonly AuditHeaderSetting: {
            /** @description Whether the value is hashed. */
            readonly hmac: boolean;
        };
        /**
         * @description The audited request headers.
         * @example {
         *       "headers": {
         *         "x-forwarded-for": {
         *           "hmac": true
         *         }
         *       }
         *     }
         */
        readonly AuditHeaders: {
            /** @description The settings, by the name of the header in lower case. */
            readonly headers: {
                readonly [key: string]: components["schemas"]["AuditHeaderSetting"];
            };
        };
        /**
         * @description The setting of a request header, under its name in lower case.
         * @example {
         *       "x-forwarded-for": {
         *         "hmac": true
         *       }
         *     }
         */
        readonly AuditHeader: {
            readonly [key: string]: components["schemas"]["AuditHeaderSetting"];
        };
        /**
         * @description A string as it is in the entries of an audit device.
         *     The keys of `data` are also at the top level.
         */
        readonly AuditHashResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AuditHash"];
            readonly auth: null;
        };
        /**
         * @description The audited request headers.
         *     The keys of `data` are also at the top level.
         */
        readonly AuditHeadersResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AuditHeaders"];
            readonly auth: null;
        };
        /**
         * @description The setting of a request header.
         *     The keys of `data` are also at the top level.
         */
        readonly AuditHeaderResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AuditHeader"];
            readonly auth: null;
        };
        /**
         * @description The capabilities on a path.
         * @example {
         *       "capabilities": [
         *         "read"
         *       ]
         *     }
         */
        readonly PathCapabilities: {
            /** @description The capabilities. */
            readonly capabilities: readonly string[];
        };
        /**
         * @description A server of a cluster.
         * @example {
         *       "hostname": "enwrap",
         *       "api_address": "",
         *       "cluster_address": "",
         *       "active_node": true,
         *       "last_echo": null,
         *       "version": "0.1.0"
         *     }
         */
        readonly HaNode: {
            /** @description The host name of the server. */
            readonly hostname: string;
            /** @description The address of the server for clients; empty if unknown. */
            readonly api_address: string;
            /** @description The address of the server for other servers of the cluster; empty on this server. */
            readonly cluster_address: string;
            /** @description Whether the server is the active one. */
            readonly active_node: boolean;
            /** @description The time of the server's last heartbeat; null for the server that responds. */
            readonly last_echo: string | null;
            /** @description The version of the server. */
            readonly version: string;
        };
        /**
         * @description An OpenAPI document.
         * @example {
         *       "openapi": "3.1.0",
         *       "info": {
         *         "title": "The response-wrapping protocol",
         *         "version": "0.1.0"
         *       },
         *       "paths": {}
         *     }
         */
        readonly OpenApi: {
            /** @description The version of OpenAPI. */
            readonly openapi: string;
            /** @description The title and the version of the document. */
            readonly info: {
                readonly [key: string]: unknown;
            };
            /** @description The paths of the document. */
            readonly paths: {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * @description Whether the server is initialized.
         *     The response is not in an envelope.
         * @example {
         *       "initialized": true
         *     }
         */
        readonly InitStatus: {
            /** @description Whether the server is initialized. Always true on this server. */
            readonly initialized: boolean;
        };
        /**
         * @description The number of key shares, and of those that unseal the server.
         *     Accepted, but has no effect: initialization is always refused.
         * @example {
         *       "secret_shares": 1,
         *       "secret_threshold": 1
         *     }
         */
        readonly InitRequest: {
            readonly secret_shares?: components["schemas"]["IntegerInput"];
            readonly secret_threshold?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The unseal key, or a request to restart the unsealing.
         * @example {
         *       "key": "6b1d3a0b6f4e7f2c2a4e8f8c1d8f9c1e6b1d3a0b6f4e7f2c2a4e8f8c1d8f9c1e"
         *     }
         */
        readonly UnsealRequest: {
            /** @description The unseal key, in hexadecimal or base64. */
            readonly key?: string;
            readonly reset?: components["schemas"]["BooleanInput"];
            readonly migrate?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A policy and its properties.
         * @example {
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }"
         *     }
         */
        readonly OldPolicyWriteRequest: {
            /** @description The text of the policy: HCL, JSON as a string, or either in base64. */
            readonly policy?: string;
            /** @description The old name of `policy`. */
            readonly rules?: string;
            readonly cas?: components["schemas"]["IntegerInput"];
            readonly cas_required?: components["schemas"]["BooleanInput"];
            /** @description The time at which the policy expires, as in RFC 3339. It excludes `ttl`. */
            readonly expiration?: string;
            readonly ttl?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description A token, and the paths whose capabilities are returned.
         * @example {
         *       "token": "s.p1XfZpsVyWY5BUyShHCOGgdE",
         *       "paths": [
         *         "secret/data/ci/deploy-key"
         *       ]
         *     }
         */
        readonly CapabilitiesRequest: {
            /** @description The token. */
            readonly token: string;
            readonly paths?: components["schemas"]["StringListInput"];
            readonly path?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The paths whose capabilities are returned.
         * @example {
         *       "paths": [
         *         "secret/data/ci/deploy-key"
         *       ]
         *     }
         */
        readonly CapabilitiesSelfRequest: {
            /** @description A token. Accepted; has no effect, since the caller's token is used. */
            readonly token?: string;
            readonly paths?: components["schemas"]["StringListInput"];
            readonly path?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The accessor of a token, and the paths whose capabilities are returned.
         * @example {
         *       "accessor": "4aRLpHyKLeRzBbhgRmoZhL0f",
         *       "paths": [
         *         "secret/data/ci/deploy-key"
         *       ]
         *     }
         */
        readonly CapabilitiesAccessorRequest: {
            /** @description The accessor of the token. */
            readonly accessor: string;
            readonly paths?: components["schemas"]["StringListInput"];
            readonly path?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The number, source and format of random bytes.
         * @example {
         *       "bytes": 32,
         *       "format": "hex"
         *     }
         */
        readonly RandomRequest: {
            readonly bytes?: components["schemas"]["IntegerInput"];
            /** @description The format of the random bytes: `base64` (the default) or `hex`. */
            readonly format?: string;
            /** @description The source of the random bytes: `platform`. */
            readonly source?: string;
        };
        /**
         * @description The number and format of random bytes.
         * @example {
         *       "format": "hex"
         *     }
         */
        readonly RandomOfRequest: {
            readonly bytes?: components["schemas"]["IntegerInput"];
            /** @description The format of the random bytes: `base64` (the default) or `hex`. */
            readonly format?: string;
        };
        /**
         * @description The input, algorithm and format of a hash.
         * @example {
         *       "input": "aGVsbG8=",
         *       "algorithm": "sha2-256"
         *     }
         */
        readonly HashRequest: {
            /** @description The bytes to hash, in base64. */
            readonly input?: string;
            /** @description The hash algorithm: `sha2-224`, `sha2-256` (the default), `sha2-384`, `sha2-512`, `sha3-224`, `sha3-256`, `sha3-384` or `sha3-512`. */
            readonly algorithm?: string;
            /** @description The format of the hash: `hex` (the default) or `base64`. */
            readonly format?: string;
        };
        /**
         * @description The CORS settings: which web pages may send requests to the server.
         * @example {
         *       "allowed_origins": [
         *         "https://app.example"
         *       ]
         *     }
         */
        readonly CorsRequest: {
            readonly enable?: components["schemas"]["BooleanInput"];
            readonly allowed_origins?: components["schemas"]["StringListInput"];
            readonly allowed_headers?: components["schemas"]["StringListInput"];
        };
        /**
         * @description An audit device.
         * @example {
         *       "type": "file",
         *       "options": {
         *         "file_path": "audit.log"
         *       }
         *     }
         */
        readonly AuditRequest: {
            /** @description The type of the audit device. */
            readonly type?: string;
            /** @description A description of the audit device for people. */
            readonly description?: string;
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description How to audit a request header.
         * @example {
         *       "hmac": true
         *     }
         */
        readonly AuditHeaderRequest: {
            readonly hmac?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A string to hash.
         * @example {
         *       "input": "a text"
         *     }
         */
        readonly AuditHashRequest: {
            /** @description The string. */
            readonly input?: string;
        };
        /**
         * @description The properties of a wrapping token.
         * @example {
         *       "creation_path": "secret/data/ci/deploy-key",
         *       "creation_time": "2026-11-24T12:00:00.123456789Z",
         *       "creation_ttl": 300
         *     }
         */
        readonly WrappingProperties: {
            /** @description The creation path: the path of the request whose response was wrapped. */
            readonly creation_path: string;
            /**
             * Format: date-time
             * @description The time at which the response was wrapped, as in `wrap_info`.
             */
            readonly creation_time: string;
            /** @description The TTL of the wrapping token at its creation, in seconds. */
            readonly creation_ttl: number;
        };
        /** @description The properties of a wrapping token. */
        readonly WrappingLookupResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WrappingProperties"];
            readonly auth: null;
        };
        /**
         * @description The health of the server.
         *     The response is not in an envelope.
         * @example {
         *       "initialized": true,
         *       "sealed": false,
         *       "standby": false,
         *       "replication_performance_mode": "disabled",
         *       "replication_dr_mode": "disabled",
         *       "server_time_utc": 1795521600,
         *       "version": "0.1.0",
         *       "cluster_name": "enwrap",
         *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e"
         *     }
         */
        readonly HealthStatus: {
            /** @description Whether the server is initialized. */
            readonly initialized: boolean;
            /** @description Whether the server is sealed. */
            readonly sealed: boolean;
            /** @description Whether the server is not the active one. Also true while it is sealed. */
            readonly standby: boolean;
            /** @description Whether the server is a performance standby, which serves reads. */
            readonly performance_standby?: boolean;
            /** @description The mode of performance replication: `disabled`, or `unknown` while the server is sealed. */
            readonly replication_performance_mode?: string;
            /** @description The mode of disaster recovery replication: `disabled`, or `unknown` while the server is sealed. */
            readonly replication_dr_mode?: string;
            /** @description The server's time, in seconds since 1970. */
            readonly server_time_utc: number;
            /** @description The version of the server. */
            readonly version: string;
            /** @description The name of the cluster; absent while the server is sealed. */
            readonly cluster_name?: string;
            /** @description The id of the cluster; absent while the server is sealed. */
            readonly cluster_id?: string;
        };
        /**
         * @description The seal status of the server.
         *     The response is not in an envelope.
         * @example {
         *       "type": "shamir",
         *       "initialized": true,
         *       "sealed": false,
         *       "t": 1,
         *       "n": 1,
         *       "progress": 0,
         *       "nonce": "",
         *       "version": "0.1.0",
         *       "migration": false,
         *       "cluster_name": "enwrap",
         *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e",
         *       "recovery_seal": false,
         *       "storage_type": "inmem"
         *     }
         */
        readonly SealStatus: {
            /** @description The type of the seal, such as `shamir`. */
            readonly type: string;
            /** @description Whether the server is initialized. */
            readonly initialized: boolean;
            /** @description Whether the server is sealed. */
            readonly sealed: boolean;
            /** @description The number of key shares that unseal the server. */
            readonly t: number;
            /** @description The total number of key shares. */
            readonly n: number;
            /** @description The number of key shares received so far in the present unsealing. */
            readonly progress: number;
            /** @description A nonce that identifies the present unsealing; empty if there is none. */
            readonly nonce: string;
            /** @description The version of the server. */
            readonly version: string;
            /** @description The date on which the server was built. */
            readonly build_date?: string;
            /** @description The date of the server's source. */
            readonly commit_date?: string;
            /** @description Whether the server is migrating to another seal. */
            readonly migration: boolean;
            /** @description The name of the cluster; absent while the server is sealed. */
            readonly cluster_name?: string;
            /** @description The id of the cluster; absent while the server is sealed. */
            readonly cluster_id?: string;
            /** @description Whether the key shares are recovery keys. */
            readonly recovery_seal: boolean;
            /** @description The type of the storage. */
            readonly storage_type: string;
        };
        /**
         * @description The active server.
         *     The response is not in an envelope.
         * @example {
         *       "ha_enabled": false
         *     }
         */
        readonly LeaderStatus: {
            /** @description Whether high availability is enabled. */
            readonly ha_enabled: boolean;
            /** @description Whether the server that responds is the active one. */
            readonly is_self?: boolean;
            /** @description The address of the active server. */
            readonly leader_address?: string;
            /** @description The address of the active server for other servers of the cluster. */
            readonly leader_cluster_address?: string;
        };
        /**
         * @description The settings of a mount.
         * @example {
         *       "default_lease_ttl": 0,
         *       "max_lease_ttl": 0,
         *       "force_no_cache": false
         *     }
         */
        readonly MountConfig: {
            /** @description The default TTL of leases and tokens, in seconds; 0 means the server's. */
            readonly default_lease_ttl: number;
            /** @description The maximum TTL of leases and tokens, in seconds; 0 means the server's. */
            readonly max_lease_ttl: number;
            /** @description Whether reads bypass the cache. Accepted and returned; has no effect. */
            readonly force_no_cache: boolean;
            /** @description The visibility of the mount in `sys/internal/ui/mounts`: `unauth` shows it to everyone, `hidden` only to callers with a capability on it; absent by default. */
            readonly listing_visibility?: string;
            /** @description The type of the tokens that a login method creates: `default-service`, `default-batch`, `service` or `batch`; absent for secrets engines. */
            readonly token_type?: string;
            /** @description The request fields that audit devices do not hash. */
            readonly audit_non_hmac_request_keys?: readonly string[];
            /** @description The response fields that audit devices do not hash. */
            readonly audit_non_hmac_response_keys?: readonly string[];
            /** @description The request headers to pass on to the engine. Accepted and returned; has no effect. */
            readonly passthrough_request_headers?: readonly string[];
            /** @description The response headers that the engine may set. Accepted and returned; has no effect. */
            readonly allowed_response_headers?: readonly string[];
        };
        /**
         * @description The type, settings and identifiers of a mount.
         * @example {
         *       "type": "kv",
         *       "description": "key-value secret storage",
         *       "accessor": "kv_1a2b3c4d",
         *       "uuid": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a",
         *       "local": false,
         *       "seal_wrap": false,
         *       "external_entropy_access": false,
         *       "options": {
         *         "version": "2"
         *       },
         *       "plugin_version": "",
         *       "running_plugin_version": "0.1.0",
         *       "running_sha256": "",
         *       "deprecation_status": "supported",
         *       "config": {
         *         "default_lease_ttl": 0,
         *         "max_lease_ttl": 0,
         *         "force_no_cache": false
         *       }
         *     }
         */
        readonly Mount: {
            /** @description The type of the mount, such as `kv`. */
            readonly type: string;
            /** @description A description of the mount for people. */
            readonly description: string;
            /** @description The accessor of the mount, which identifies it. */
            readonly accessor: string;
            /** @description The UUID of the mount's storage. */
            readonly uuid: string;
            /** @description Whether the mount is excluded from replication. Accepted and returned; has no effect. */
            readonly local: boolean;
            /** @description Whether the mount's storage is wrapped by the seal. Accepted and returned; has no effect. */
            readonly seal_wrap: boolean;
            /** @description Whether the mount uses an external source of entropy. Always false on this server. */
            readonly external_entropy_access?: boolean;
            /** @description The options of the mount, such as the `version` of a key-value engine; null if there are none. */
            readonly options: components["schemas"]["StringMap"] | null;
            /** @description The version of the plugin in the request that created the mount. Always empty, since this server has no plugins. */
            readonly plugin_version?: string;
            /** @description The version of the engine that runs. */
            readonly running_plugin_version?: string;
            /** @description The SHA-256 hash of the plugin that runs. Always empty, since this server has no plugins. */
            readonly running_sha256?: string;
            /** @description The deprecation status of the engine, such as `supported`. */
            readonly deprecation_status?: string;
            readonly config: components["schemas"]["MountConfig"];
        };
        /**
         * @description Mounts by their path, which ends in `/`.
         * @example {
         *       "secret/": {
         *         "type": "kv",
         *         "description": "key-value secret storage",
         *         "accessor": "kv_1a2b3c4d",
         *         "uuid": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a",
         *         "local": false,
         *         "seal_wrap": false,
         *         "external_entropy_access": false,
         *         "options": {
         *           "version": "2"
         *         },
         *         "plugin_version": "",
         *         "running_plugin_version": "0.1.0",
         *         "running_sha256": "",
         *         "deprecation_status": "supported",
         *         "config": {
         *           "default_lease_ttl": 0,
         *           "max_lease_ttl": 0,
         *           "force_no_cache": false
         *         }
         *       }
         *     }
         */
        readonly Mounts: {
            readonly [key: string]: components["schemas"]["Mount"];
        };
        /**
         * @description The mounts of secrets engines by their path.
         *     The keys of `data` are also at the top level.
         */
        readonly MountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Mounts"];
            readonly auth: null;
        };
        /**
         * @description The type, settings and identifiers of a mount.
         *     The keys of `data` are also at the top level.
         */
        readonly MountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Mount"];
            readonly auth: null;
        };
        /**
         * @description The settings of a new mount.
         * @example {
         *       "default_lease_ttl": "1h",
         *       "max_lease_ttl": 7200
         *     }
         */
        readonly MountConfigInput: {
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description The visibility of the mount in `sys/internal/ui/mounts`: `unauth` shows it to everyone; `hidden` and an empty string, the default, only to callers with a capability on it. */
            readonly listing_visibility?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The secrets engine to mount.
         * @example {
         *       "type": "kv",
         *       "description": "secrets of the team",
         *       "options": {
         *         "version": "2"
         *       }
         *     }
         */
        readonly EnableMountRequest: {
            /** @description The type of the secrets engine: `kv`, `pki` or `http`. `kv-v1` and `kv-v2` are `kv` with a `version` in `options`. */
            readonly type: string;
            /** @description A description of the mount for people. */
            readonly description?: string;
            readonly config?: components["schemas"]["MountConfigInput"];
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
            readonly seal_wrap?: components["schemas"]["BooleanInput"];
            readonly external_entropy_access?: components["schemas"]["BooleanInput"];
            /** @description The name of a plugin. Accepted; has no effect. */
            readonly plugin_name?: string;
            /** @description The version of a plugin. Accepted; has no effect. */
            readonly plugin_version?: string;
        };
        /**
         * @description The mounts that a caller may see, by path.
         * @example {
         *       "secret": {
         *         "secret/": {
         *           "type": "kv",
         *           "description": "key-value secret storage",
         *           "options": {
         *             "version": "2"
         *           }
         *         }
         *       },
         *       "auth": {}
         *     }
         */
        readonly UiMounts: {
            readonly secret: components["schemas"]["PartialMounts"];
            readonly auth: components["schemas"]["PartialMounts"];
        };
        /**
         * @description The type, description and options of mounts, by path.
         * @example {
         *       "secret/": {
         *         "type": "kv",
         *         "description": "key-value secret storage",
         *         "options": {
         *           "version": "2"
         *         }
         *       }
         *     }
         */
        readonly PartialMounts: {
            readonly [key: string]: {
                readonly type: string;
                readonly description: string;
                readonly options: components["schemas"]["StringMap"] | null;
            };
        };
        /** @description The mounts that a caller may see, by path. */
        readonly UiMountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UiMounts"];
            readonly auth: null;
        };
        /** @description A mount and its path. */
        readonly UiMount: components["schemas"]["Mount"] & {
            /** @description The path of the mount, which ends in `/`. */
            readonly path: string;
        };
        /** @description A mount and its path. */
        readonly UiMountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UiMount"];
            readonly auth: null;
        };
        /**
         * @description A policy and its properties.
         * @example {
         *       "name": "ci-deploy",
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] min_wrapping_ttl = \"1m\" max_wrapping_ttl = \"1h\" }",
         *       "version": 1,
         *       "modified": "2026-11-24T12:00:00.123456789Z",
         *       "cas_required": false,
         *       "allow_slashes_in_identity_templates": false,
         *       "allow_wildcards_in_identity_templates": false
         *     }
         */
        readonly Policy: {
            /** @description The name of the policy. */
            readonly name: string;
            /** @description The text of the policy, as it was written. */
            readonly policy: string;
            /** @description The number of times the policy has been written. */
            readonly version?: number;
            /**
             * Format: date-time
             * @description The time at which the policy was last written; absent for built-in policies.
             */
            readonly modified?: string;
            /**
             * Format: date-time
             * @description The time at which the policy expires; absent if it does not.
             */
            readonly expiration?: string;
            /** @description Whether each write of the policy must contain `cas`. */
            readonly cas_required?: boolean;
            /** @description Whether values in identity templates may contain slashes. Always false, since this server has no identity templates. */
            readonly allow_slashes_in_identity_templates?: boolean;
            /** @description Whether values in identity templates may contain wildcards. Always false, since this server has no identity templates. */
            readonly allow_wildcards_in_identity_templates?: boolean;
        };
        /** @description A policy and its properties. */
        readonly PolicyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Policy"];
            readonly auth: null;
        };
        /**
         * @description A policy and its properties.
         * @example {
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }"
         *     }
         */
        readonly PolicyWriteRequest: {
            /** @description The text of the policy: HCL, JSON as a string, or either in base64. */
            readonly policy: string;
            readonly cas?: components["schemas"]["IntegerInput"];
            readonly cas_required?: components["schemas"]["BooleanInput"];
            /** @description The time at which the policy expires, as in RFC 3339. It excludes `ttl`. */
            readonly expiration?: string;
            readonly ttl?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description The properties of the tokens that the logins of a role or user create.
         * @example {
         *       "token_bound_cidrs": [],
         *       "token_explicit_max_ttl": 0,
         *       "token_max_ttl": 7200,
         *       "token_no_default_policy": false,
         *       "token_num_uses": 0,
         *       "token_period": 0,
         *       "token_policies": [
         *         "ci-deploy"
         *       ],
         *       "token_strictly_bind_ip": false,
         *       "token_ttl": 3600,
         *       "token_type": "default"
         *     }
         */
        readonly TokenFields: {
            /** @description The CIDR blocks from which the tokens can be used; empty means any address. */
            readonly token_bound_cidrs: readonly string[];
            /** @description The explicit maximum TTL of the tokens, in seconds, counted from their creation, which no renewal can exceed; 0 means none. */
            readonly token_explicit_max_ttl: number;
            /** @description The maximum TTL of the tokens, in seconds; 0 means the mount's maximum. */
            readonly token_max_ttl: number;
            /** @description Whether the tokens do not get the policy `default`. */
            readonly token_no_default_policy: boolean;
            /** @description The number of uses of each token; 0 means unlimited. */
            readonly token_num_uses: number;
            /** @description The period of the tokens, which each renewal sets as their TTL, in seconds; 0 means that they are not periodic. */
            readonly token_period: number;
            /** @description The policies of the tokens, as they were written. */
            readonly token_policies: readonly string[];
            /** @description Whether each token can be used only from the address of its login. */
            readonly token_strictly_bind_ip: boolean;
            /** @description The TTL of the tokens at their creation, in seconds; 0 means the mount's default. */
            readonly token_ttl: number;
            /** @description The type of the tokens: `default`, `service`, `batch`, `default-service` or `default-batch`. `default` means the mount's type. */
            readonly token_type: string;
        };
        /**
         * @description The fields of a token role.
         *     Those that the request does not contain stay unchanged; in a new role, they get their defaults.
         * @example {
         *       "allowed_policies": [
         *         "ci-deploy"
         *       ],
         *       "orphan": true,
         *       "token_period": "1h"
         *     }
         */
        readonly TokenRoleRequest: {
            readonly allowed_policies?: components["schemas"]["StringListInput"];
            readonly disallowed_policies?: components["schemas"]["StringListInput"];
            readonly allowed_policies_glob?: components["schemas"]["StringListInput"];
            readonly disallowed_policies_glob?: components["schemas"]["StringListInput"];
            readonly allowed_entity_aliases?: components["schemas"]["StringListInput"];
            readonly orphan?: components["schemas"]["BooleanInput"];
            readonly renewable?: components["schemas"]["BooleanInput"];
            /** @description The suffix of the creation path of the tokens. */
            readonly path_suffix?: string;
            /** @description The type of the tokens: `service` or `batch` fixes it; `default-service` (the default) and `default-batch` apply if a request names no type. */
            readonly token_type?: string;
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly token_explicit_max_ttl?: components["schemas"]["LifetimeInput"];
            readonly token_no_default_policy?: components["schemas"]["BooleanInput"];
            readonly token_num_uses?: components["schemas"]["IntegerInput"];
            readonly token_period?: components["schemas"]["LifetimeInput"];
            readonly token_strictly_bind_ip?: components["schemas"]["BooleanInput"];
            readonly period?: components["schemas"]["LifetimeInput"];
            readonly explicit_max_ttl?: components["schemas"]["LifetimeInput"];
            readonly bound_cidrs?: components["schemas"]["StringListInput"];
        };
        /**
         * @description A token role.
         * @example {
         *       "name": "ci",
         *       "allowed_entity_aliases": null,
         *       "allowed_policies": [
         *         "ci-deploy"
         *       ],
         *       "allowed_policies_glob": [],
         *       "disallowed_policies": [],
         *       "disallowed_policies_glob": [],
         *       "explicit_max_ttl": 0,
         *       "orphan": true,
         *       "path_suffix": "",
         *       "period": 0,
         *       "renewable": true,
         *       "token_explicit_max_ttl": 0,
         *       "token_no_default_policy": false,
         *       "token_period": 3600,
         *       "token_type": "default-service"
         *     }
         */
        readonly TokenRole: {
            /** @description The name of the role. */
            readonly name: string;
            /** @description The policies that the tokens may have. If all four lists of policies are empty, the policies of the caller apply. */
            readonly allowed_policies: readonly string[];
            /** @description The policies that the tokens must not have. */
            readonly disallowed_policies: readonly string[];
            /** @description Patterns of policies that the tokens may have, with `*` for any characters. */
            readonly allowed_policies_glob: readonly string[];
            /** @description Patterns of policies that the tokens must not have, with `*` for any characters. */
            readonly disallowed_policies_glob: readonly string[];
            /** @description The identity aliases that a request may name, with `*` for any characters; null means none. */
            readonly allowed_entity_aliases?: readonly string[] | null;
            /** @description Whether the tokens have no parent. */
            readonly orphan: boolean;
            /** @description Whether the tokens can be renewed. */
            readonly renewable: boolean;
            /** @description The suffix of the creation path of the tokens; empty means none. */
            readonly path_suffix: string;
            /** @description The type of the tokens: `service` or `batch` fixes it; `default-service` and `default-batch` apply if a request names no type. */
            readonly token_type: string;
            /** @description The CIDR blocks from which the tokens can be used; absent if any address is allowed. */
            readonly token_bound_cidrs?: readonly string[];
            /** @description The explicit maximum TTL of the tokens, in seconds, counted from their creation, which no renewal can exceed; 0 means none. */
            readonly token_explicit_max_ttl?: number;
            /** @description Whether the tokens do not get the policy `default`. */
            readonly token_no_default_policy?: boolean;
            /** @description The number of uses of each token; absent if unlimited. */
            readonly token_num_uses?: number;
            /** @description The period of the tokens, which each renewal sets as their TTL, in seconds; 0 means that they are not periodic. */
            readonly token_period?: number;
            /** @description The value written under the old name of `token_period`, in seconds; 0 if there is none. */
            readonly period?: number;
            /** @description The value written under the old name of `token_explicit_max_ttl`, in seconds; 0 if there is none. */
            readonly explicit_max_ttl?: number;
            /** @description The value written under the old name of `token_bound_cidrs`; absent if there is none. */
            readonly bound_cidrs?: readonly string[];
        };
        /** @description A token role. */
        readonly TokenRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TokenRole"];
            readonly auth: null;
        };
        /** @description A user. Passwords are never returned. */
        readonly UserpassUser: components["schemas"]["TokenFields"] & {
            /** @description The old name of `token_policies`; present only if the user was written with it. */
            readonly policies?: readonly string[];
            /** @description The old name of `token_ttl`; present only if the user was written with it. */
            readonly ttl?: number;
            /** @description The old name of `token_max_ttl`; present only if the user was written with it. */
            readonly max_ttl?: number;
            /** @description The old name of `token_bound_cidrs`; present only if the user was written with it. */
            readonly bound_cidrs?: readonly string[];
        };
        /** @description A user. */
        readonly UserpassUserResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UserpassUser"];
            readonly auth: null;
        };
        /**
         * @description The fields of a user.
         *     Those that the request does not contain stay unchanged.
         *     A new user requires `password` or `password_hash`.
         * @example {
         *       "password": "correct horse",
         *       "token_policies": [
         *         "ci-deploy"
         *       ]
         *     }
         */
        readonly UserpassUserWriteRequest: {
            /** @description The password, at most 72 bytes. */
            readonly password?: string;
            /** @description A bcrypt hash of the password, in place of the password. */
            readonly password_hash?: string;
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly token_explicit_max_ttl?: components["schemas"]["DurationInput"];
            readonly token_max_ttl?: components["schemas"]["DurationInput"];
            readonly token_no_default_policy?: components["schemas"]["BooleanInput"];
            readonly token_num_uses?: components["schemas"]["IntegerInput"];
            readonly token_period?: components["schemas"]["DurationInput"];
            readonly token_policies?: components["schemas"]["StringListInput"];
            readonly token_strictly_bind_ip?: components["schemas"]["BooleanInput"];
            readonly token_ttl?: components["schemas"]["DurationInput"];
            /** @description The type of the tokens: `default`, `service`, `batch`, `default-service` or `default-batch`. `default` and an empty string mean the mount's type. */
            readonly token_type?: string;
            readonly policies?: components["schemas"]["StringListInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
            readonly max_ttl?: components["schemas"]["DurationInput"];
            readonly bound_cidrs?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The new password, or a hash of it.
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        readonly UserpassPasswordRequest: {
            /** @description The password, at most 72 bytes. */
            readonly password?: string;
            /** @description A bcrypt hash of the password, in place of the password. */
            readonly password_hash?: string;
        };
        /**
         * @description The policies of the tokens of a user.
         * @example {
         *       "token_policies": [
         *         "ci-deploy"
         *       ]
         *     }
         */
        readonly UserpassPoliciesRequest: {
            readonly token_policies?: components["schemas"]["StringListInput"];
            readonly policies?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The password of the user in the path.
         * @example {
         *       "password": "correct horse"
         *     }
         */
        readonly UserpassLoginRequest: {
            /** @description The password. */
            readonly password: string;
        };
    };
    responses: {
        /** @description The role. */
        readonly AppRole: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The field of the role. */
        readonly AppRoleField: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleFieldResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The role id. */
        readonly AppRoleId: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleIdResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The new secret id. */
        readonly AppRoleSecretId: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The properties of the secret id. */
        readonly AppRoleSecretIdProperties: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdPropertiesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Tidying has started; the envelope contains a warning that says so. */
        readonly AppRoleTidy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WarningsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The accessor, the role, the mount or the path does not exist. */
        readonly AppRoleAccessorNotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"] | components["schemas"]["AppRoleAccessorNotFound"];
            };
        };
        /** @description The settings of the upstream, without the values of its headers. */
        readonly HttpConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HttpConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /**
         * @description The response of the upstream, byte for byte, with its content type and its status from 200 to 299.
         *     204 and 205 are answered with 204.
         */
        readonly Upstream: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "*/*": string;
                readonly "application/json": components["schemas"]["WrappedResponse"] | unknown;
            };
        };
        /**
         * @description The upstream returned an error, and the response has its status, from 400 to 599.
         *     A 404 without `data.upstream_status` means that the path does not exist on this server.
         */
        readonly UpstreamError: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description The upstream is unreachable, returned a redirect, or exceeded the maximum size of a response. */
        readonly UpstreamFailed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description The upstream did not finish its response within the time limit. */
        readonly UpstreamTimeout: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description A certificate, a chain or a CRL. */
        readonly PkiCertificate: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCertificateResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A certificate that was issued. */
        readonly PkiIssued: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIssuedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The certificate of an intermediate CA. */
        readonly PkiIntermediate: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIntermediateResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A self-signed CA. */
        readonly PkiRoot: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRootResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The signing request of an intermediate CA. */
        readonly PkiCsr: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCsrResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The issuers and keys that an import found or created. */
        readonly PkiImport: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiImportResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The certificate, chain and settings of an issuer. */
        readonly PkiIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The data of an issuer that anyone may read. */
        readonly PkiPublicIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiPublicIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The issuers of a mount. */
        readonly PkiIssuers: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIssuersResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys of a mount. */
        readonly PkiKeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiKeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The properties of a key. */
        readonly PkiKey: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiKeyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The issuer that signs if a request and its role name none. */
        readonly PkiDefaultIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDefaultIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The key that `default` refers to. */
        readonly PkiDefaultKey: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDefaultKeyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The rules for issuing certificates. */
        readonly PkiRole: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRoleResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The revocation of a certificate. */
        readonly PkiRevocation: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRevocationResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A certificate revocation list (CRL). */
        readonly PkiCrl: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCrlResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The result of rebuilding CRLs. */
        readonly PkiRotated: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRotatedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The URLs that new certificates contain. */
        readonly PkiUrls: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiUrlsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings by which CRLs are built. */
        readonly PkiCrlConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCrlConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The addresses that fill the templates in the URLs of certificates. */
        readonly PkiCluster: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiClusterResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The status of the last tidy operation. */
        readonly PkiTidyStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiTidyStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings of automatic tidying, which this server does not perform. */
        readonly PkiAutoTidy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiAutoTidyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The operation succeeded; the envelope contains only warnings, if there are any. */
        readonly PkiDone: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDoneResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A certificate in DER, or a chain in PEM. */
        readonly PkiCertificateDer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/pkix-cert": string;
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A certificate in PEM. */
        readonly PkiCertificatePem: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/pem-certificate-chain": string;
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A CRL in DER. */
        readonly PkiCrlDer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/pkix-crl": string;
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A CRL in PEM. */
        readonly PkiCrlPem: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/x-pem-file": string;
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The properties of the lease. */
        readonly Lease: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The renewed lease, in the fields `lease_id`, `renewable` and `lease_duration` of the envelope. */
        readonly LeaseRenewed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseRenewedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The number of leases that could not be revoked. */
        readonly LeaseCount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseCountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The leases that could not be revoked. */
        readonly IrrevocableLeases: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["IrrevocableLeasesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The effective settings of the mount. */
        readonly MountTuning: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountTuningResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The id of the move of the mount. */
        readonly Remount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RemountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The status of the move of the mount. */
        readonly RemountStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RemountStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Policies with their texts. */
        readonly PolicyDetails: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PolicyDetailsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The names of all policies except `response-wrapping`. */
        readonly OldPolicyList: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OldPolicyListResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The policy, with its text in `rules`. */
        readonly OldPolicy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OldPolicyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /**
         * @description The capabilities of the token, by path.
         *     `capabilities` contains the same list if the request has one path.
         */
        readonly Capabilities: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["CapabilitiesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The capabilities in the caller's policies. */
        readonly ResultantAcl: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ResultantAclResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The servers of the cluster. */
        readonly HaStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HaStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The status of the key that encrypts the stored data. */
        readonly KeyStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KeyStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings of automatic key rotation. */
        readonly RotateConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RotateConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The versions of the server that have been installed. */
        readonly VersionHistory: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["VersionHistoryResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The random bytes. */
        readonly Random: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RandomResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The hash. */
        readonly Hash: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HashResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The CORS settings. */
        readonly Cors: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["CorsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The audit devices by path. */
        readonly AuditDevices: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuditDevicesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A string as it is in the entries of an audit device. */
        readonly AuditHash: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuditHashResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The audited request headers. */
        readonly AuditHeaders: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuditHeadersResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description How a request header is audited. */
        readonly AuditHeaderSettings: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuditHeaderResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Whether the server is initialized. */
        readonly InitStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InitStatus"];
            };
        };
        /** @description The OpenAPI document. */
        readonly OpenApi: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OpenApi"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The user. */
        readonly UserpassUser: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UserpassUserResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The wrapping token of the wrapped response. */
        readonly Wrapped: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /**
         * @description The stored response.
         *     With a wrap TTL, it is wrapped again, in a new wrapping token.
         */
        readonly Unwrapped: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnwrappedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The properties of the wrapping token. */
        readonly WrappingLookup: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WrappingLookupResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The JSON object that is stored at the path. */
        readonly Object: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ObjectResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The names directly below the path; names of folders end in `/`. */
        readonly Keys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The operation succeeded, with warnings. */
        readonly Warnings: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WarningsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The token that was created or renewed. */
        readonly Auth: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuthResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The properties of the token. */
        readonly TokenLookup: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TokenLookupResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The server is active and unsealed. */
        readonly Health: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The seal status of the server. */
        readonly SealStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SealStatus"];
            };
        };
        /** @description The active server. */
        readonly Leader: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaderStatus"];
            };
        };
        /** @description The mounts by path. */
        readonly Mounts: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The type, settings and identifiers of the mount. */
        readonly Mount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mounts that the caller may see, by path. */
        readonly UiMounts: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UiMountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mount of the path. */
        readonly UiMount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UiMountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The policy and its properties. */
        readonly Policy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PolicyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The version of the secret. */
        readonly KvV2Secret: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2SecretResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The metadata of the version. */
        readonly KvV2Version: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2VersionResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings of the secret and the metadata of all its versions. */
        readonly KvV2Metadata: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2MetadataResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Names of secrets and folders, with the metadata of each secret. */
        readonly KvV2DetailedKeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2DetailedKeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys of the secret without its values. */
        readonly KvV2Subkeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2SubkeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings of the mount. */
        readonly KvV2Config: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2ConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /**
         * @description The operation succeeded, and the response has no body.
         *     It is never wrapped.
         */
        readonly NoContent: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The JSON, a header or a field of the request is invalid, or the wrapping token is not valid or does not exist. */
        readonly BadRequest: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The token is missing or unknown, or its policies do not allow the operation. */
        readonly Forbidden: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The mount, the path or the entry does not exist. */
        readonly NotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The path does not support the method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description A patch with a content type other than `application/merge-patch+json`. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The body of the request exceeds the server's limit. */
        readonly TooLarge: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /**
         * @description Too many slow requests of this client are waiting.
         *     `Retry-After` says when to try again.
         */
        readonly TooManyWaiting: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /**
         * @description The server is sealed, cannot reach its storage, or is overloaded.
         *     If it is overloaded, the response has the header `Retry-After`.
         */
        readonly Unavailable: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /**
         * @description The secret does not exist, or the version is deleted or destroyed.
         *     For such a version, the response contains its metadata.
         */
        readonly VersionNotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"] | components["schemas"]["KvV2SecretResponse"] | components["schemas"]["KvV2VersionResponse"] | components["schemas"]["KvV2SubkeysResponse"];
            };
        };
        /**
         * @description The stored response itself has the status 404, such as that of a deleted version of a secret.
         *     The wrapping token has been consumed.
         */
        readonly InnerNotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"] | components["schemas"]["UnwrappedResponse"];
            };
        };
        /** @description The server is a standby. */
        readonly HealthStandby: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is a disaster recovery secondary. */
        readonly HealthDrSecondary: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is a performance standby. */
        readonly HealthPerfStandby: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is not initialized. */
        readonly HealthUninitialized: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is sealed. */
        readonly HealthSealed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The token role. */
        readonly TokenRole: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TokenRoleResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
    };
    parameters: {
        /**
         * @description The path of the mount of the login method AppRole, without `auth/`.
         * @example approle
         */
        readonly ApproleMount: string;
        /**
         * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
         *     Upper-case letters are lowered.
         * @example build
         */
        readonly RoleName: string;
        /**
         * @description The secret id.
         *     Prefer the body: queries are often logged.
         * @example 6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77
         */
        readonly SecretIdInQuery: string;
        /**
         * @description The accessor of the secret id.
         * @example 0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11
         */
        readonly SecretIdAccessorInQuery: string;
        /**
         * @description The path of the mount of an http engine.
         * @example payment
         */
        readonly HttpMount: string;
        /**
         * @description The path of the request to the upstream, below its base URL, slashes included.
         * @example keys/one-time
         */
        readonly UpstreamPath: string;
        /**
         * @description The name after which the list starts; it need not exist.
         * @example build
         */
        readonly After: string;
        /**
         * @description The maximum number of names to return.
         *     0 or less, the default, means all.
         * @example 100
         */
        readonly Limit: number;
        /**
         * @description The path of the mount of a pki engine.
         * @example pki
         */
        readonly PkiMount: string;
        /**
         * @description The name of a role of the pki mount.
         * @example service
         */
        readonly PkiRole: string;
        /**
         * @description The id or the name of an issuer, or `default`.
         * @example default
         */
        readonly PkiIssuerRef: string;
        /**
         * @description The id or the name of a key, or `default`.
         * @example default
         */
        readonly PkiKeyRef: string;
        /**
         * @description The origin of the key.
         *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
         * @example internal
         */
        readonly PkiExported: string;
        /**
         * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
         * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
         */
        readonly PkiSerial: string;
        /**
         * @description The item after which the list starts; it need not exist.
         * @example service
         */
        readonly PkiAfter: string;
        /**
         * @description The maximum number of items to return.
         *     0 or less, the default, means all.
         * @example 100
         */
        readonly PkiLimit: number;
        /**
         * @description The id of a lease.
         * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
         */
        readonly LeaseIdInPath: string;
        /**
         * @description The path prefix of the leases, in whole segments.
         * @example pki/issue/web
         */
        readonly LeasePrefix: string;
        /**
         * @description The type of the leases.
         *     Only `irrevocable` is supported.
         * @example irrevocable
         */
        readonly LeaseType: string;
        /**
         * @description The maximum number of leases to return, by default all.
         * @example 100
         */
        readonly LeaseLimit: number;
        /**
         * @description Accepted, but has no effect, since there are no namespaces.
         * @example false
         */
        readonly LeaseIncludeChildNamespaces: boolean;
        /**
         * @description The path of a login method without `auth/`, slashes included.
         * @example team/approle
         */
        readonly AuthPath: string;
        /**
         * @description The id of a move of a mount.
         * @example 2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a
         */
        readonly MigrationId: string;
        /**
         * @description The prefix of the policies' names, in whole segments.
         * @example ci
         */
        readonly PolicyPrefix: string;
        /**
         * @description The number of bytes, or the source, `platform`.
         * @example 32
         */
        readonly RandomBytesOrSource: string;
        /**
         * @description The number of bytes, from 1 to 131072.
         * @example 32
         */
        readonly RandomBytes: string;
        /**
         * @description The source of the random bytes.
         *     Only `platform` is supported.
         * @example platform
         */
        readonly RandomSource: string;
        /**
         * @description The hash algorithm: `sha2-224`, `sha2-256`, `sha2-384`, `sha2-512`, `sha3-224`, `sha3-256`, `sha3-384` or `sha3-512`.
         * @example sha2-256
         */
        readonly HashAlgorithm: string;
        /**
         * @description The path of an audit device.
         * @example file
         */
        readonly AuditPath: string;
        /**
         * @description The name of a request header.
         * @example x-forwarded-for
         */
        readonly AuditHeader: string;
        /**
         * @description The path of the mount of the login method userpass, without `auth/`.
         * @example userpass
         */
        readonly UserpassMount: string;
        /**
         * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
         *     Upper-case letters are lowered.
         * @example alice
         */
        readonly Username: string;
        /**
         * @description The caller's token.
         *     If this header is absent or empty, the server reads `Authorization` with the scheme `Bearer`.
         * @example s.CallerTokenExample123456
         */
        readonly Token: string;
        /**
         * @description Asks for a wrapped response, and sets the TTL of its wrapping token: seconds, days (`2d`), or a duration such as `90s` or `1h30m`.
         *     Empty or 0 means no wrapping; a value above the server's `max_wrap_ttl` is refused with 400.
         *     On a path that requires no token, it has an effect only with a valid token, or for a login that succeeds.
         * @example 5m
         */
        readonly WrapTtl: components["schemas"]["DurationInput"];
        /**
         * @description The format of the wrapping token.
         *     An absent or unknown format means an opaque token.
         * @example uuid
         */
        readonly WrapFormat: string;
        /**
         * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
         * @example true
         */
        readonly List: "true";
        /**
         * @description Makes the `GET` a scan, as the method `SCAN` does, which OpenAPI cannot describe.
         * @example true
         */
        readonly Scan: "true";
        /**
         * @description The token to look up.
         *     If absent, the caller's token.
         * @example s.WrappingTokenExample1234
         */
        readonly TokenInQuery: string;
        /**
         * @description The path of the mount of a key-value engine, version 1.
         * @example legacy
         */
        readonly KvV1Mount: string;
        /**
         * @description The path of the mount of a key-value engine, version 2.
         * @example secret
         */
        readonly KvV2Mount: string;
        /**
         * @description The path of an entry below the mount, slashes included.
         * @example ci/deploy-key
         */
        readonly Path: string;
        /**
         * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
         * @example ci
         */
        readonly Folder: string;
        /**
         * @description The path of a mount, slashes included.
         * @example team/secret
         */
        readonly MountPath: string;
        /**
         * @description The name of a policy.
         *     Upper-case letters are lowered.
         * @example ci-deploy
         */
        readonly PolicyName: string;
        /**
         * @description The name of a token role: letters, digits, `_`, `-` and `.`.
         * @example ci
         */
        readonly TokenRoleName: string;
        /**
         * @description The number of the version to read.
         *     0, the default, means the latest version.
         * @example 2
         */
        readonly Version: number;
        /**
         * @description The number of levels of keys to return.
         *     0, the default, means all levels.
         * @example 1
         */
        readonly Depth: number;
        /**
         * @description Whether a standby answers with the status of an active server.
         * @example true
         */
        readonly StandbyOk: boolean;
        /**
         * @description Whether a performance standby answers with the status of an active server.
         * @example true
         */
        readonly PerfStandbyOk: boolean;
        /**
         * @description The status for an active server, by default 200.
         * @example 200
         */
        readonly ActiveCode: number;
        /**
         * @description The status for a standby, by default 429.
         * @example 429
         */
        readonly StandbyCode: number;
        /**
         * @description The status for a disaster recovery secondary, by default 472.
         * @example 472
         */
        readonly DrSecondaryCode: number;
        /**
         * @description The status for a performance standby, by default 473.
         * @example 473
         */
        readonly PerfStandbyCode: number;
        /**
         * @description The status for a sealed server, by default 503.
         * @example 503
         */
        readonly SealedCode: number;
        /**
         * @description The status for a server that is not initialized, by default 501.
         * @example 501
         */
        readonly UninitCode: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Always `no-store`: caches must not store any response of this protocol.
         * @example no-store
         */
        readonly CacheControl: "no-store";
        /**
         * @description The time to wait before the client may try again, in seconds.
         * @example 2
         */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly wrappingWrap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["JsonObject"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly wrappingUnwrap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Unwrapped"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["InnerNotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly wrappingLookupGet: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The token to look up.
                 *     If absent, the caller's token.
                 * @example s.WrappingTokenExample1234
                 */
                readonly token?: components["parameters"]["TokenInQuery"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["WrappingLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly wrappingLookup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["WrappingLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly wrappingRewrap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysHealthRead: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Whether a standby answers with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Whether a performance standby answers with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, by default 200.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, by default 429.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, by default 472.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, by default 473.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, by default 503.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, by default 501.
                 * @example 501
                 */
                readonly uninitcode?: components["parameters"]["UninitCode"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Health"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["HealthStandby"];
            readonly 472: components["responses"]["HealthDrSecondary"];
            readonly 473: components["responses"]["HealthPerfStandby"];
            readonly 501: components["responses"]["HealthUninitialized"];
            readonly 503: components["responses"]["HealthSealed"];
        };
    };
    readonly sysHealthHead: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Whether a standby answers with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Whether a performance standby answers with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, by default 200.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, by default 429.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, by default 472.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, by default 473.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, by default 503.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, by default 501.
                 * @example 501
                 */
                readonly uninitcode?: components["parameters"]["UninitCode"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Health"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["HealthStandby"];
            readonly 472: components["responses"]["HealthDrSecondary"];
            readonly 473: components["responses"]["HealthPerfStandby"];
            readonly 501: components["responses"]["HealthUninitialized"];
            readonly 503: components["responses"]["HealthSealed"];
        };
    };
    readonly sysSealStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["SealStatus"];
            readonly 405: components["responses"]["MethodNotAllowed"];
        };
    };
    readonly sysLeaderRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Leader"];
            readonly 405: components["responses"]["MethodNotAllowed"];
        };
    };
    readonly sysInitStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["InitStatus"];
            readonly 405: components["responses"]["MethodNotAllowed"];
        };
    };
    readonly sysInit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["InitRequest"];
            };
        };
        readonly responses: {
            readonly 400: components["responses"]["BadRequest"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
        };
    };
    readonly sysUnseal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UnsealRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["SealStatus"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
        };
    };
    readonly sysSeal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysStepDown: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysHaStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["HaStatus"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysKeyStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KeyStatus"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRotateConfigRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["RotateConfig"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysVersionHistoryList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["VersionHistory"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Policy"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PolicyWriteRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyListDetailed: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PolicyDetails"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyListDetailedBelow: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The prefix of the policies' names, in whole segments.
                 * @example ci
                 */
                readonly prefix: components["parameters"]["PolicyPrefix"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PolicyDetails"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyLegacyList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["OldPolicyList"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyLegacyListGet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["OldPolicyList"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyLegacyRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["OldPolicy"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyLegacyWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OldPolicyWriteRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly policyLegacyDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy.
                 *     Upper-case letters are lowered.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCapabilitiesRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CapabilitiesRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Capabilities"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCapabilitiesSelfRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CapabilitiesSelfRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Capabilities"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCapabilitiesAccessorRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CapabilitiesAccessorRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Capabilities"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysUiResultantAclRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["ResultantAcl"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRandomGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RandomRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Random"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRandomGenerateOf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The number of bytes, or the source, `platform`.
                 * @example 32
                 */
                readonly bytes_or_source: components["parameters"]["RandomBytesOrSource"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RandomOfRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Random"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRandomGenerateFrom: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The source of the random bytes.
                 *     Only `platform` is supported.
                 * @example platform
                 */
                readonly source: components["parameters"]["RandomSource"];
                /**
                 * @description The number of bytes, from 1 to 131072.
                 * @example 32
                 */
                readonly bytes: components["parameters"]["RandomBytes"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RandomOfRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Random"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysHashGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HashRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Hash"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysHashGenerateBy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The hash algorithm: `sha2-224`, `sha2-256`, `sha2-384`, `sha2-512`, `sha3-224`, `sha3-256`, `sha3-384` or `sha3-512`.
                 * @example sha2-256
                 */
                readonly algorithm: components["parameters"]["HashAlgorithm"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HashRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Hash"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCorsRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Cors"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCorsWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CorsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysCorsDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AuditDevices"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditEnable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an audit device.
                 * @example file
                 */
                readonly path: components["parameters"]["AuditPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditDisable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an audit device.
                 * @example file
                 */
                readonly path: components["parameters"]["AuditPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditHash: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an audit device.
                 * @example file
                 */
                readonly path: components["parameters"]["AuditPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditHashRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["AuditHash"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditHeaderList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AuditHeaders"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditHeaderRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a request header.
                 * @example x-forwarded-for
                 */
                readonly header: components["parameters"]["AuditHeader"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AuditHeaderSettings"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditHeaderWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a request header.
                 * @example x-forwarded-for
                 */
                readonly header: components["parameters"]["AuditHeader"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditHeaderRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuditHeaderDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a request header.
                 * @example x-forwarded-for
                 */
                readonly header: components["parameters"]["AuditHeader"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysOpenApiRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["OpenApi"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Mounts"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Mount"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountEnable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnableMountRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountDisable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountTuningRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["MountTuning"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysMountTuningWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TuneMountRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRemount: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RemountRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Remount"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysRemountStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a move of a mount.
                 * @example 2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a
                 */
                readonly migration_id: components["parameters"]["MigrationId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["RemountStatus"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysUiMountList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["UiMounts"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysUiMountRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                readonly path: components["parameters"]["MountPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["UiMount"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Mounts"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Mount"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthEnable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnableAuthRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthDisable: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthTuningRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["MountTuning"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysAuthTuningWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TuneMountRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseListIrrevocable: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The type of the leases.
                 *     Only `irrevocable` is supported.
                 * @example irrevocable
                 */
                readonly type?: components["parameters"]["LeaseType"];
                /**
                 * @description The maximum number of leases to return, by default all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["LeaseLimit"];
                /**
                 * @description Accepted, but has no effect, since there are no namespaces.
                 * @example false
                 */
                readonly include_child_namespaces?: components["parameters"]["LeaseIncludeChildNamespaces"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["IrrevocableLeases"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseCount: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The type of the leases.
                 *     Only `irrevocable` is supported.
                 * @example irrevocable
                 */
                readonly type?: components["parameters"]["LeaseType"];
                /**
                 * @description Accepted, but has no effect, since there are no namespaces.
                 * @example false
                 */
                readonly include_child_namespaces?: components["parameters"]["LeaseIncludeChildNamespaces"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["LeaseCount"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseLookup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Lease"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseListByPrefix: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRenew: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRenewRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["LeaseRenewed"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRenewById: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRenewByIdRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["LeaseRenewed"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRevokeRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRevokeById: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The id of a lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRevokeByIdRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRevokeByPrefix: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["LeaseRevokeByIdRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseRevokeForce: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path prefix of the leases, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly leaseTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 202: components["responses"]["Warnings"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenCreateOrphan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenLookupGet: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The token to look up.
                 *     If absent, the caller's token.
                 * @example s.WrappingTokenExample1234
                 */
                readonly token?: components["parameters"]["TokenInQuery"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["TokenLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenLookup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TokenLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenLookupSelf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["TokenLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenLookupSelfPost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["TokenLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenLookupAccessor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccessorRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["TokenLookup"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRenew: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenewRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRenewSelf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenewSelfRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRenewAccessor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RenewAccessorRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRevokeSelf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRevokeOrphan: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRevokeAccessor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccessorRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenAccessorList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenCreateAgainstRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRoleList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRoleRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["TokenRole"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRoleWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["TokenRoleRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenRoleDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a token role: letters, digits, `_`, `-` and `.`.
                 * @example ci
                 */
                readonly role: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly tokenTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 202: components["responses"]["Warnings"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleLoginGet: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleLogin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleLoginRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRole"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleWriteRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleIdRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleId"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleRoleIdWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleIdRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePoliciesRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePoliciesWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRolePoliciesRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePoliciesDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenTtlRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenTtlWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleTokenTtlRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenTtlDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenMaxTtlRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenMaxTtlWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleTokenMaxTtlRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenMaxTtlDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenNumUsesRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenNumUsesWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleTokenNumUsesRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenNumUsesDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePeriodRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePeriodWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRolePeriodRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRolePeriodDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenBoundCidrsRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenBoundCidrsWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleTokenBoundCidrsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleTokenBoundCidrsDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBindSecretIdRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBindSecretIdWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleBindSecretIdRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBindSecretIdDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdNumUsesRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdNumUsesWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdNumUsesRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdNumUsesDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdTtlRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdTtlWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdTtlRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdTtlDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdBoundCidrsRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdBoundCidrsWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdBoundCidrsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdBoundCidrsDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBoundCidrListRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBoundCidrListWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleBoundCidrListRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleBoundCidrListDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleLocalSecretIdsRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["AppRoleField"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["AppRoleSecretId"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdGenerateCustom: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleCustomSecretIdRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["AppRoleSecretId"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdLookup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdRef"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["AppRoleSecretIdProperties"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdDestroy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdRef"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdDestroyDelete: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The secret id.
                 *     Prefer the body: queries are often logged.
                 * @example 6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77
                 */
                readonly secret_id?: components["parameters"]["SecretIdInQuery"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdAccessorLookup: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdAccessorRef"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["AppRoleSecretIdProperties"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["AppRoleAccessorNotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdAccessorDestroy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdAccessorRef"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdAccessorDestroyDelete: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The accessor of the secret id.
                 * @example 0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11
                 */
                readonly secret_id_accessor?: components["parameters"]["SecretIdAccessorInQuery"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example build
                 */
                readonly role: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly appRoleSecretIdTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method AppRole, without `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 202: components["responses"]["AppRoleTidy"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassLogin: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserpassLoginRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Auth"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassUserList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassUserRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["UserpassUser"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassUserWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserpassUserWriteRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassUserDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassPasswordWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserpassPasswordRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly userpassPoliciesWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of the login method userpass, without `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them.
                 *     Upper-case letters are lowered.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UserpassPoliciesRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly cubbyholeRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Object"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly cubbyholeWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JsonObject"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly cubbyholeDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly cubbyholeList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV1Read: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Object"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV1Write: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JsonObject"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV1Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV1List: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV1Scan: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a scan, as the method `SCAN` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly scan: components["parameters"]["Scan"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 1.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2Read: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The number of the version to read.
                 *     0, the default, means the latest version.
                 * @example 2
                 */
                readonly version?: components["parameters"]["Version"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2Secret"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["VersionNotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2Write: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2WriteRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["KvV2Version"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2Patch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["KvV2WriteRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["KvV2Version"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["VersionNotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2VersionsDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2VersionsUndelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2VersionsDestroy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2MetadataRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2Metadata"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2MetadataWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2MetadataRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2MetadataDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2MetadataPatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["KvV2MetadataPatchRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2List: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2Scan: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a scan, as the method `SCAN` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly scan: components["parameters"]["Scan"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2ListDetailed: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2DetailedKeys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2ScanDetailed: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a scan, as the method `SCAN` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly scan: components["parameters"]["Scan"];
                /**
                 * @description The name after which the list starts; it need not exist.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description The maximum number of names to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["Limit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of a folder below the mount, without a trailing slash; empty means the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2DetailedKeys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2SubkeysRead: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The number of the version to read.
                 *     0, the default, means the latest version.
                 * @example 2
                 */
                readonly version?: components["parameters"]["Version"];
                /**
                 * @description The number of levels of keys to return.
                 *     0, the default, means all levels.
                 * @example 1
                 */
                readonly depth?: components["parameters"]["Depth"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The path of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2Subkeys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["VersionNotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2ConfigRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["KvV2Config"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly kvV2ConfigWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a key-value engine, version 2.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["KvV2ConfigRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCaDerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificateDer"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCaPemRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificatePem"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCaChainRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificateDer"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCrlDerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlDer"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCrlPemRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlPem"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCrlRotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiRotated"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiDeltaCrlRotate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiRotated"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCertRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificate"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCertDerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificateDer"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCertPemRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The serial number of a certificate in hexadecimal, separated by colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificatePem"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCertList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The item after which the list starts; it need not exist.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description The maximum number of items to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["PkiLimit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRevokedCertList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The item after which the list starts; it need not exist.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description The maximum number of items to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["PkiLimit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRevoke: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiRevokeRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiRevocation"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The item after which the list starts; it need not exist.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description The maximum number of items to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["PkiLimit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiIssuers"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiIssuerRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiDone"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerPatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["PkiIssuerRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerJsonRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiPublicIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerPemRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificatePem"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerDerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCertificateDer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerCrlRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrl"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerCrlPemRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlPem"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerCrlDerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlDer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerIssue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiIssueRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerSign: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerSignVerbatim: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignVerbatimRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerSignVerbatimByRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignVerbatimRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerSignIntermediate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of an issuer, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignIntermediateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIntermediate"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiKeyList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The item after which the list starts; it need not exist.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description The maximum number of items to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["PkiLimit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiKeys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiKeyGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiGenerateKeyRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiKey"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiKeyRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of a key, or `default`.
                 * @example default
                 */
                readonly key_ref: components["parameters"]["PkiKeyRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiKey"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiKeyWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of a key, or `default`.
                 * @example default
                 */
                readonly key_ref: components["parameters"]["PkiKeyRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiKeyRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiKey"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiKeyDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The id or the name of a key, or `default`.
                 * @example default
                 */
                readonly key_ref: components["parameters"]["PkiKeyRef"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Warnings"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRootDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiDone"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRootGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiGenerateRootRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiRoot"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRootSignIntermediate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignIntermediateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIntermediate"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerRootGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiGenerateRootRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiRoot"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIntermediateGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiGenerateIntermediateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiCsr"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssuerIntermediateGenerate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The origin of the key.
                 *     `internal` generates a key that is never returned, `exported` generates a key that is returned once, and `existing` uses a key of the mount.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiGenerateIntermediateRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiCsr"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIntermediateSetSigned: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSetSignedRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiImport"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRoleList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes the `GET` a list, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description The item after which the list starts; it need not exist.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description The maximum number of items to return.
                 *     0 or less, the default, means all.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["PkiLimit"];
            };
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Keys"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRoleRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiRole"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRoleWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiRoleRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiRole"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRoleDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiRolePatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["PkiRoleRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiRole"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiIssue: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiIssueRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiSign: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiSignVerbatim: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignVerbatimRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiSignVerbatimByRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role of the pki mount.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiSignVerbatimRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiIssued"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 429: components["responses"]["TooManyWaiting"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiDefaultIssuerRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiDefaultIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiDefaultIssuerWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiDefaultIssuerRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiDefaultIssuer"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiDefaultKeyRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiDefaultKey"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiDefaultKeyWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiDefaultKeyRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiDefaultKey"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiUrlsRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiUrls"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiUrlsWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiUrlsRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiUrls"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCrlConfigRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlConfig"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiCrlConfigWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiCrlConfigRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiCrlConfig"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiClusterRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiCluster"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiClusterWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiClusterRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiCluster"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiAutoTidyRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiAutoTidy"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiAutoTidyWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiAutoTidyRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["PkiAutoTidy"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PkiTidyRequest"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Wrapped"];
            readonly 202: components["responses"]["PkiDone"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiTidyStatusRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiTidyStatus"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly pkiTidyCancel: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of a pki engine.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["PkiDone"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly httpConfigRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["HttpConfig"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly httpConfigWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HttpConfigRequest"];
            };
        };
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly httpConfigDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly httpRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path of the request to the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Upstream"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UpstreamError"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 502: components["responses"]["UpstreamFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 504: components["responses"]["UpstreamTimeout"];
        };
    };
    readonly httpWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path of the request to the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JsonObject"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Upstream"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UpstreamError"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 502: components["responses"]["UpstreamFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 504: components["responses"]["UpstreamTimeout"];
        };
    };
    readonly httpDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path of the request to the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            readonly 200: components["responses"]["Upstream"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UpstreamError"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 502: components["responses"]["UpstreamFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 504: components["responses"]["UpstreamTimeout"];
        };
    };
    readonly httpPatch: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of the mount of an http engine.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path of the request to the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/merge-patch+json": components["schemas"]["JsonObject"];
            };
        };
        readonly responses: {
            readonly 200: components["responses"]["Upstream"];
            readonly 204: components["responses"]["NoContent"];
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["UpstreamError"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 415: components["responses"]["UnsupportedMediaType"];
            readonly 502: components["responses"]["UpstreamFailed"];
            readonly 503: components["responses"]["Unavailable"];
            readonly 504: components["responses"]["UpstreamTimeout"];
        };
    };
}
