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
         * Wrap data of the caller's own
         * @description Puts the request's JSON object into the cubbyhole of a new wrapping token. A positive wrap TTL is required; there is no default.
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
         * Open a wrapped response, once
         * @description Gives back the wrapped envelope and ends the wrapping token. The token is the caller itself, or stands in the body beside another caller. With a wrap TTL the envelope is wrapped anew instead of shown. A client must never repeat this call by itself.
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
         * Look at a wrapping token without opening it
         * @description The same as by POST, with the token as the caller or in the query.
         */
        readonly get: operations["wrappingLookupRead"];
        readonly put?: never;
        /**
         * Look at a wrapping token without opening it
         * @description Tells where and when the response was wrapped and for how long. It needs no caller and does not use the token up. Without a valid caller, a wrap TTL has no effect if it is longer than the time that the wrapping token has left.
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
         * Exchange a wrapping token for a new one
         * @description Moves the wrapped response to a new wrapping token with the full TTL of the old one, which ends. The creation path stays. A wrap TTL can shorten the TTL, but not below the `min_wrapping_ttl` of a policy that the response was wrapped under.
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
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
                 * @example 501
                 */
                readonly uninitcode?: components["parameters"]["UninitCode"];
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask how the server is
         * @description Needs no token and knows no wrapping. The status says what is the case; the query can ask for other statuses.
         */
        readonly get: operations["sysHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        /**
         * Ask how the server is, by status alone
         * @description The same as by GET, without a body.
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
         * Ask whether the server is sealed
         * @description Needs no token and knows no wrapping.
         */
        readonly get: operations["sysSealStatus"];
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
         * Ask who is the active server
         * @description Needs no token and knows no wrapping.
         */
        readonly get: operations["sysLeader"];
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
         * Ask whether the server has its keys
         * @description Needs no token and knows no wrapping.
         */
        readonly get: operations["sysInitStatus"];
        readonly put?: never;
        /**
         * Give the server its keys
         * @description A server has them from the start: this is always refused.
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
         * @description With the key that the server was started with. Needs no token and knows no wrapping.
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
         * @description Needs `root` or `sudo`. Nothing but health, seal and leader is answered until it is unsealed.
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
         * Give up being the active server
         * @description Needs `root` or `sudo`. There is only one server here, so nothing changes.
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
         * @description There is only one.
         */
        readonly get: operations["sysHaStatus"];
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
         * Ask for the age of the encryption key
         * @description Its term, and since when it is used. The keys stand at the top level too.
         */
        readonly get: operations["sysKeyStatus"];
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
         * Change the encryption key
         * @description Needs `root` or `sudo`. What is written from now on is sealed under the new key; what was written before stays readable.
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
         * Read when the encryption key changes by itself
         * @description Never, here.
         */
        readonly get: operations["sysRotateConfig"];
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
         * List the versions that the server has had
         * @description Of what is kept in memory there is only one.
         */
        readonly get: operations["sysVersionHistory"];
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
         * @description The names of all policies but `response-wrapping`, sorted, `root` last.
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
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a policy
         * @description The text as it was written.
         */
        readonly get: operations["policyRead"];
        readonly put?: never;
        /**
         * Write a policy
         * @description Takes effect on the next request. Answers with 200 where there is something to warn of.
         */
        readonly post: operations["policyWrite"];
        /**
         * Delete a policy
         * @description An unknown policy is no error; `root`, `default` and `response-wrapping` cannot be deleted.
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
         * @description As the list of policies, with what a read of each gives.
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
                 * @description What the names of the policies begin with, in whole segments.
                 * @example ci
                 */
                readonly prefix: components["parameters"]["PolicyPrefix"];
            };
            readonly cookie?: never;
        };
        /**
         * List the policies whose names begin alike, with their texts
         * @description Those whose names begin with the prefix and a slash, by what follows. None is 404.
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
         * List the policies at the older path
         * @description As the list of policies; the keys stand at the top level too.
         */
        readonly get: operations["policyOldList"];
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
         * List the policies at the older path by reading
         * @description The same as the list.
         */
        readonly get: operations["policyOldListByRead"];
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
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                readonly name: components["parameters"]["PolicyName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a policy at the older path
         * @description Its text is called `rules`.
         */
        readonly get: operations["policyOldRead"];
        readonly put?: never;
        /**
         * Write a policy at the older path
         * @description `rules` is the older name of `policy`, and warned of.
         */
        readonly post: operations["policyOldWrite"];
        /**
         * Delete a policy at the older path
         * @description As at the newer path.
         */
        readonly delete: operations["policyOldDelete"];
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
         * Ask what a token may do
         * @description By path; `capabilities` repeats the answer where one path is asked for.
         */
        readonly post: operations["sysCapabilities"];
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
         * Ask what one may do oneself
         * @description As `sys/capabilities`, of the token that asks.
         */
        readonly post: operations["sysCapabilitiesSelf"];
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
         * Ask what the token of an accessor may do
         * @description As `sys/capabilities`, without knowing the token.
         */
        readonly post: operations["sysCapabilitiesAccessor"];
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
         * Read what one may do, path by path
         * @description All rules of the token that asks, those for a path and those for all paths that begin so.
         */
        readonly get: operations["sysUiResultantAcl"];
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
         * Get random bytes
         * @description From the source of the platform.
         */
        readonly post: operations["sysToolsRandom"];
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
                 * @description How many bytes, or the source, `platform`.
                 * @example 32
                 */
                readonly bytes_or_source: components["parameters"]["RandomBytesOrSource"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get so many random bytes
         * @description The number stands in the path; or the source does.
         */
        readonly post: operations["sysToolsRandomOf"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/random/{source}/{urlbytes}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The source, `platform`.
                 * @example platform
                 */
                readonly source: components["parameters"]["RandomSource"];
                /**
                 * @description How many bytes.
                 * @example 32
                 */
                readonly urlbytes: components["parameters"]["RandomBytes"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get so many random bytes of a source
         * @description Both stand in the path.
         */
        readonly post: operations["sysToolsRandomFrom"];
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
         * Hash bytes
         * @description With SHA-2 or SHA-3.
         */
        readonly post: operations["sysToolsHash"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/tools/hash/{urlalgorithm}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The algorithm.
                 * @example sha2-256
                 */
                readonly urlalgorithm: components["parameters"]["HashAlgorithm"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Hash bytes by an algorithm
         * @description The algorithm stands in the path, and counts before that of the body.
         */
        readonly post: operations["sysToolsHashBy"];
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
         * Read which pages may call the server
         * @description Needs `root` or `sudo`. The keys stand at the top level too.
         */
        readonly get: operations["sysReadCors"];
        readonly put?: never;
        /**
         * Say which pages may call the server
         * @description Needs `root` or `sudo`. Takes effect at once.
         */
        readonly post: operations["sysWriteCors"];
        /**
         * Let no page call the server
         * @description Needs `root` or `sudo`. Takes effect at once.
         */
        readonly delete: operations["sysDeleteCors"];
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
         * @description Needs `root` or `sudo`. There are none.
         */
        readonly get: operations["sysListAudit"];
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
         * @description Needs `root` or `sudo`. Audit devices are a matter of the configuration: this is always refused.
         */
        readonly post: operations["sysEnableAudit"];
        /**
         * Disable an audit device
         * @description Needs `root` or `sudo`. One that is not there is no error.
         */
        readonly delete: operations["sysDisableAudit"];
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
         * Hash a text as an audit device does
         * @description There are none: this is always refused.
         */
        readonly post: operations["sysAuditHash"];
        readonly delete?: never;
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
         * Read this document, with the mounts of this server
         * @description Of the mounts those that the caller may see; without a token, none. It has no envelope of its own.
         */
        readonly get: operations["sysOpenApi"];
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
         * @description All secrets engines that are mounted, by their path.
         */
        readonly get: operations["sysListMounts"];
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
         * @description What is mounted at the path. An unknown one is answered with 400.
         */
        readonly get: operations["sysReadMount"];
        readonly put?: never;
        /**
         * Mount an engine
         * @description The paths below the mount answer at once.
         */
        readonly post: operations["sysEnableMount"];
        /**
         * Unmount an engine
         * @description Removes the mount and its data, revokes its leases, and the tokens whose creation path is below it, wrapping tokens among them. An unknown mount is no error.
         */
        readonly delete: operations["sysDisableMount"];
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
         * Read how a mount is tuned
         * @description The settings as they hold, with the system's times where it has none of its own.
         */
        readonly get: operations["sysReadMountTuning"];
        readonly put?: never;
        /**
         * Tune a mount
         * @description Changes the settings that are named. A time of `0` or `system` goes back to the system's.
         */
        readonly post: operations["sysTuneMount"];
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
         * @description Needs `root` or `sudo`. With all that it keeps; leases and tokens that were made below the old path are revoked.
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
                 * @description The move.
                 * @example 2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a
                 */
                readonly migration_id: components["parameters"]["MigrationId"];
            };
            readonly cookie?: never;
        };
        /**
         * Ask how far a move is
         * @description An unknown one is answered with 404.
         */
        readonly get: operations["sysRemountStatus"];
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
         * List the mounts that the caller may see
         * @description Without a token only those that everyone may see.
         */
        readonly get: operations["sysUiListMounts"];
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
         * Find the mount that a path belongs to
         * @description Answered to a caller that may do anything at all below the mount; this is how clients learn the version of a key-value engine. Else 403, also where nothing is mounted.
         */
        readonly get: operations["sysUiReadMount"];
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
         * @description All that are mounted, by their path without `auth/`.
         */
        readonly get: operations["sysListAuth"];
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
                 * @description The path of a login method, without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a login method
         * @description Needs `root` or `sudo`. An unknown one is answered with 400.
         */
        readonly get: operations["sysReadAuth"];
        readonly put?: never;
        /**
         * Mount a login method
         * @description Needs `root` or `sudo`. The paths below it answer at once.
         */
        readonly post: operations["sysEnableAuth"];
        /**
         * Unmount a login method
         * @description Needs `root` or `sudo`. Removes its data, and revokes every token that was given out below its path. An unknown one is no error.
         */
        readonly delete: operations["sysDisableAuth"];
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
                 * @description The path of a login method, without `auth/`, slashes included.
                 * @example team/approle
                 */
                readonly path: components["parameters"]["AuthPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Read how a login method is tuned
         * @description The settings as they hold, with the system's times where it has none of its own. Needs `root` or `sudo`.
         */
        readonly get: operations["sysReadAuthTuning"];
        readonly put?: never;
        /**
         * Tune a login method
         * @description Changes the settings that are named. A time of `0` or `system` goes back to the system's. Needs `root` or `sudo`.
         */
        readonly post: operations["sysTuneAuth"];
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
         * List the leases that could not be revoked
         * @description Needs `root` or `sudo`. Without `type=irrevocable` there is nothing to be listed.
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
         * Count the leases that could not be revoked
         * @description By mount, and all together.
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
         * @description What is known of it, until it ends.
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
                 * @description What the ids of the leases begin with, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        /**
         * List the leases below a path
         * @description Needs `root` or `sudo`. What stands directly below it: ids, and folders that end in `/`.
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
         * @description For the increment that is asked for, within the limits of its mount. A token is renewed at `auth/token`, not here.
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
                 * @description The lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Renew a lease that the path names
         * @description The same as by body.
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
         * @description The engine has taken the secret back before the answer. The lease of a token takes the token with it. An unknown lease is no error.
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
                 * @description The lease.
                 * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
                 */
                readonly lease_id: components["parameters"]["LeaseIdInPath"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke a lease that the path names
         * @description The same as by body.
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
                 * @description What the ids of the leases begin with, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Revoke everything below a path
         * @description Needs `root` or `sudo`. Leases of secrets, and tokens that were created there, wrapping tokens among them.
         */
        readonly post: operations["leaseRevokePrefix"];
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
                 * @description What the ids of the leases begin with, in whole segments.
                 * @example pki/issue/web
                 */
                readonly prefix: components["parameters"]["LeasePrefix"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Forget everything below a path
         * @description Needs `root` or `sudo`. As revoking by prefix, but a lease goes even if its engine could not take the secret back.
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
         * Tidy up leases
         * @description Takes back what has ended and is still there. The answer says that it has started.
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
         * @description A child of the caller, unless an orphan is asked for.
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
         * Create a token without a parent
         * @description Needs `root` or `sudo`.
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
         * Look up a token
         * @description The same as by POST, with the token in the query.
         */
        readonly get: operations["tokenLookupRead"];
        readonly put?: never;
        /**
         * Look up a token
         * @description What is known of the token in the body, or of the caller.
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
         * Look up the caller
         * @description What is known of the caller, after this use of it.
         */
        readonly get: operations["tokenLookupSelf"];
        readonly put?: never;
        /**
         * Look up the caller
         * @description The same as by GET.
         */
        readonly post: operations["tokenLookupSelfUpdate"];
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
         * Look up a token by its accessor
         * @description As a lookup of the token, with an empty `id`.
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
         * @description Lets the token live on, at most up to its maximum.
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
         * Renew the caller
         * @description Lets the caller live on, at most up to its maximum.
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
         * Renew a token by its accessor
         * @description As a renewal of the token; the answer does not name the token.
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
         * @description Ends the token and all its descendants. An unknown token is no error.
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
         * Revoke the caller
         * @description Ends the caller and all its descendants.
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
         * @description Ends the token; its children become orphans. Needs `root` or `sudo`.
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
         * Revoke a token by its accessor
         * @description Ends the token and all its descendants. An unknown accessor is answered with 200 and a warning.
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
         * @description Needs `root` or `sudo`.
         */
        readonly get: operations["tokenListAccessors"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/create/{role_name}": {
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
                readonly role_name: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a token by a role
         * @description The role says which policies it may have, how long it lives, and whether it is an orphan.
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
         * @description The names of all roles, in order.
         */
        readonly get: operations["tokenListRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/token/roles/{role_name}": {
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
                readonly role_name: components["parameters"]["TokenRoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a token role
         * @description Every field of the role, the ones that were never set included.
         */
        readonly get: operations["tokenReadRole"];
        readonly put?: never;
        /**
         * Write a token role
         * @description Makes a role, or changes the fields that are named.
         */
        readonly post: operations["tokenWriteRole"];
        /**
         * Delete a token role
         * @description Tokens that were made by it stay. An unknown role is no error.
         */
        readonly delete: operations["tokenDeleteRole"];
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
         * Free what is left of tokens that are gone
         * @description Needs `root` or `sudo`. The answer says that it has started.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Never a login
         * @description Refused with 400, since a secret id does not belong into a query.
         */
        readonly get: operations["appRoleLoginRead"];
        readonly put?: never;
        /**
         * Log in by a role
         * @description The token of a login with a role id and a secret id.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the roles
         * @description The names of the roles.
         */
        readonly get: operations["appRoleListRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a role
         * @description All fields of the role but its role id.
         */
        readonly get: operations["appRoleReadRole"];
        readonly put?: never;
        /**
         * Write a role
         * @description Makes the role, or changes the fields that are named.
         */
        readonly post: operations["appRoleWriteRole"];
        /**
         * Delete a role
         * @description Ends the role with its role id and its secret ids; no role is no error.
         */
        readonly delete: operations["appRoleDeleteRole"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/role-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the role id
         * @description What a login names the role by.
         */
        readonly get: operations["appRoleReadRoleId"];
        readonly put?: never;
        /**
         * Choose the role id
         * @description The old role id is good for nothing afterwards.
         */
        readonly post: operations["appRoleWriteRoleId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/policies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the policies of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadPolicies"];
        readonly put?: never;
        /**
         * Write the policies of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWritePolicies"];
        /**
         * Reset the policies of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeletePolicies"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/token-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the TTL of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadTokenTtl"];
        readonly put?: never;
        /**
         * Write the TTL of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteTokenTtl"];
        /**
         * Reset the TTL of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteTokenTtl"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/token-max-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the maximal TTL of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadTokenMaxTtl"];
        readonly put?: never;
        /**
         * Write the maximal TTL of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteTokenMaxTtl"];
        /**
         * Reset the maximal TTL of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteTokenMaxTtl"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/token-num-uses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the number of uses of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadTokenNumUses"];
        readonly put?: never;
        /**
         * Write the number of uses of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteTokenNumUses"];
        /**
         * Reset the number of uses of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteTokenNumUses"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/period": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the period of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadPeriod"];
        readonly put?: never;
        /**
         * Write the period of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWritePeriod"];
        /**
         * Reset the period of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeletePeriod"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/token-bound-cidrs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the addresses of its tokens
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadTokenBoundCidrs"];
        readonly put?: never;
        /**
         * Write the addresses of its tokens
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteTokenBoundCidrs"];
        /**
         * Reset the addresses of its tokens
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteTokenBoundCidrs"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/bind-secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the need of a secret id
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadBindSecretId"];
        readonly put?: never;
        /**
         * Write the need of a secret id
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteBindSecretId"];
        /**
         * Reset the need of a secret id
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteBindSecretId"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id-num-uses": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the number of uses of its secret ids
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadSecretIdNumUses"];
        readonly put?: never;
        /**
         * Write the number of uses of its secret ids
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteSecretIdNumUses"];
        /**
         * Reset the number of uses of its secret ids
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteSecretIdNumUses"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id-ttl": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the TTL of its secret ids
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadSecretIdTtl"];
        readonly put?: never;
        /**
         * Write the TTL of its secret ids
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteSecretIdTtl"];
        /**
         * Reset the TTL of its secret ids
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteSecretIdTtl"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id-bound-cidrs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the addresses of its logins
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadSecretIdBoundCidrs"];
        readonly put?: never;
        /**
         * Write the addresses of its logins
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteSecretIdBoundCidrs"];
        /**
         * Reset the addresses of its logins
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteSecretIdBoundCidrs"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/bound-cidr-list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the addresses of its logins, by their old name
         * @description One field of the role.
         */
        readonly get: operations["appRoleReadBoundCidrList"];
        readonly put?: never;
        /**
         * Write the addresses of its logins, by their old name
         * @description Changes one field of the role.
         */
        readonly post: operations["appRoleWriteBoundCidrList"];
        /**
         * Reset the addresses of its logins, by their old name
         * @description Sets one field of the role back; no role is no error.
         */
        readonly delete: operations["appRoleDeleteBoundCidrList"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/local-secret-ids": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read whether secret ids are local
         * @description One field of the role, settled when it was made.
         */
        readonly get: operations["appRoleReadLocalSecretIds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a secret id
         * @description A random secret id, told this once.
         */
        readonly post: operations["appRoleGenerateSecretId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * List the accessors of the secret ids
         * @description The accessors of the secret ids that are good for a login.
         */
        readonly get: operations["appRoleListSecretIds"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/custom-secret-id": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a secret id of one's own
         * @description As a random one, with a secret id that the caller chose.
         */
        readonly post: operations["appRoleCustomSecretId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a secret id
         * @description What is known of the secret id; an unknown one is answered with 204.
         */
        readonly post: operations["appRoleLookupSecretId"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id/destroy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Destroy a secret id
         * @description Ends the secret id; an unknown one is no error.
         */
        readonly post: operations["appRoleDestroySecretId"];
        /**
         * Destroy a secret id
         * @description The same as by POST, with the secret id in the query.
         */
        readonly delete: operations["appRoleDestroySecretIdDelete"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id-accessor/lookup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Look up a secret id by its accessor
         * @description What is known of the secret id; one of another role is answered with 204.
         */
        readonly post: operations["appRoleLookupSecretIdAccessor"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/auth/{approle_mount}/role/{role_name}/secret-id-accessor/destroy": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Destroy a secret id by its accessor
         * @description Ends the secret id.
         */
        readonly post: operations["appRoleDestroySecretIdAccessor"];
        /**
         * Destroy a secret id by its accessor
         * @description The same as by POST, with the accessor in the query.
         */
        readonly delete: operations["appRoleDestroySecretIdAccessorDelete"];
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sweep up secret ids
         * @description Takes away the secret ids whose time is over, and accessors of what is gone.
         */
        readonly post: operations["appRoleTidySecretId"];
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Log in with a password
         * @description The token of a login with a user name and a password.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List the users
         * @description The names of the users.
         */
        readonly get: operations["userpassListUsers"];
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a user
         * @description All fields of the user but the password.
         */
        readonly get: operations["userpassReadUser"];
        readonly put?: never;
        /**
         * Write a user
         * @description Makes the user, or changes the fields that are named.
         */
        readonly post: operations["userpassWriteUser"];
        /**
         * Delete a user
         * @description No user is no error.
         */
        readonly delete: operations["userpassDeleteUser"];
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change the password
         * @description The old password is good for nothing afterwards.
         */
        readonly post: operations["userpassWritePassword"];
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example alice
                 */
                readonly username: components["parameters"]["Username"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change the policies
         * @description Those of the tokens that the user gets from now on.
         */
        readonly post: operations["userpassWritePolicies"];
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
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read from the caller's cubbyhole
         * @description Only the caller's own entries; `cubbyhole/response` with a wrapping token as the caller is the older way to unwrap.
         */
        readonly get: operations["cubbyholeRead"];
        readonly put?: never;
        /**
         * Write to the caller's cubbyhole
         * @description Replaces the entry with the request's JSON object.
         */
        readonly post: operations["cubbyholeWrite"];
        /**
         * Delete from the caller's cubbyhole
         * @description No entry is no error.
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
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List the caller's cubbyhole
         * @description What stands directly below the path.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a secret (version 1)
         * @description The object as it was written.
         */
        readonly get: operations["kvV1Read"];
        readonly put?: never;
        /**
         * Write a secret (version 1)
         * @description Replaces the secret with the request's JSON object.
         */
        readonly post: operations["kvV1Write"];
        /**
         * Delete a secret (version 1)
         * @description No secret is no error.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets (version 1)
         * @description What stands directly below the path.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path (version 1)
         * @description Every secret below the path, folders within folders too. Below each folder come its secrets, then what is in its folders, the last one first.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a version of a secret
         * @description The last version, or the one that the query names.
         */
        readonly get: operations["kvV2Read"];
        readonly put?: never;
        /**
         * Write a new version of a secret
         * @description Adds a version and answers with its metadata.
         */
        readonly post: operations["kvV2Write"];
        /**
         * Delete the last version of a secret
         * @description It can be undone.
         */
        readonly delete: operations["kvV2Delete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Merge into a secret
         * @description Adds a version that is the last one with the request's data merged into it (RFC 7396).
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
         * @description It can be undone.
         */
        readonly post: operations["kvV2DeleteVersions"];
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Undo the deletion of versions
         * @description Versions that are destroyed stay so.
         */
        readonly post: operations["kvV2UndeleteVersions"];
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
         * @description Removes their data for good.
         */
        readonly post: operations["kvV2DestroyVersions"];
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read what is known of a secret
         * @description All its versions, and its settings.
         */
        readonly get: operations["kvV2ReadMetadata"];
        readonly put?: never;
        /**
         * Change the settings of a secret
         * @description Settings that are left out stay. The secret need not be there yet.
         */
        readonly post: operations["kvV2WriteMetadata"];
        /**
         * Remove a secret
         * @description All versions and all that is known of them.
         */
        readonly delete: operations["kvV2DeleteMetadata"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Merge into the settings of a secret
         * @description Null sets one back (RFC 7396). Where there is no secret, the 404 has no body.
         */
        readonly patch: operations["kvV2PatchMetadata"];
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets
         * @description What stands directly below the path.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path
         * @description Every secret below the path, folders within folders too. Below each folder come its secrets, then what is in its folders, the last one first; pages are cut in that order.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List secrets with what is known of them
         * @description As the list of secrets, with what a read of each one's metadata gives; an empty object for a folder.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                readonly path: components["parameters"]["Folder"];
            };
            readonly cookie?: never;
        };
        /**
         * List all secrets below a path with what is known of them
         * @description As the list of all secrets below the path, with what a read of each one's metadata gives.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                readonly path: components["parameters"]["Path"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the keys of a secret without its values
         * @description The last version, or the one that the query names.
         */
        readonly get: operations["kvV2ReadSubkeys"];
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the settings of the mount
         * @description What holds for every secret that does not say otherwise.
         */
        readonly get: operations["kvV2ReadConfig"];
        readonly put?: never;
        /**
         * Change the settings of the mount
         * @description Settings that are left out stay.
         */
        readonly post: operations["kvV2WriteConfig"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * The default issuer's certificate in DER
         * @description The default issuer's certificate in DER.
         */
        readonly get: operations["pkiReadCaDer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * The default issuer's certificate in PEM
         * @description The default issuer's certificate in PEM.
         */
        readonly get: operations["pkiReadCaPem"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * The default issuer's certificate and those above it
         * @description The default issuer's certificate and those above it.
         */
        readonly get: operations["pkiReadCaChain"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * The default issuer's CRL in DER
         * @description The default issuer's CRL in DER.
         */
        readonly get: operations["pkiReadCrlDer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * The default issuer's CRL in PEM
         * @description The default issuer's CRL in PEM.
         */
        readonly get: operations["pkiReadCrlPem"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Make CRLs anew
         * @description Make CRLs anew.
         */
        readonly get: operations["pkiRotateCrl"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Make delta CRLs anew
         * @description Make delta CRLs anew.
         */
        readonly get: operations["pkiRotateDeltaCrl"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a certificate
         * @description By its serial number; `ca`, `ca_chain` and `crl` are the default issuer's.
         */
        readonly get: operations["pkiReadCert"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * A certificate in DER
         * @description A certificate in DER.
         */
        readonly get: operations["pkiReadCertDer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
                 * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
                 */
                readonly serial: components["parameters"]["PkiSerial"];
            };
            readonly cookie?: never;
        };
        /**
         * A certificate in PEM
         * @description A certificate in PEM.
         */
        readonly get: operations["pkiReadCertPem"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List certificates by serial number
         * @description List certificates by serial number.
         */
        readonly get: operations["pkiListCerts"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List revoked certificates by serial number
         * @description List revoked certificates by serial number.
         */
        readonly get: operations["pkiListRevokedCerts"];
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
                 * @description Where a pki engine is mounted.
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
         * @description Revoke a certificate.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List issuers
         * @description List issuers.
         */
        readonly get: operations["pkiListIssuers"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * Read an issuer
         * @description Read an issuer.
         */
        readonly get: operations["pkiReadIssuer"];
        readonly put?: never;
        /**
         * Set an issuer up
         * @description Set an issuer up.
         */
        readonly post: operations["pkiWriteIssuer"];
        /**
         * Delete an issuer
         * @description Its key stays.
         */
        readonly delete: operations["pkiDeleteIssuer"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change some settings of an issuer
         * @description Change some settings of an issuer.
         */
        readonly patch: operations["pkiPatchIssuer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * What anyone may know of an issuer
         * @description What anyone may know of an issuer.
         */
        readonly get: operations["pkiReadIssuerJson"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * An issuer's certificate in PEM
         * @description An issuer's certificate in PEM.
         */
        readonly get: operations["pkiReadIssuerPem"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * An issuer's certificate in DER
         * @description An issuer's certificate in DER.
         */
        readonly get: operations["pkiReadIssuerDer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * An issuer's CRL
         * @description An issuer's CRL.
         */
        readonly get: operations["pkiReadIssuerCrl"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * An issuer's CRL in PEM
         * @description An issuer's CRL in PEM.
         */
        readonly get: operations["pkiReadIssuerCrlPem"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        /**
         * An issuer's CRL in DER
         * @description An issuer's CRL in DER.
         */
        readonly get: operations["pkiReadIssuerCrlDer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a certificate with a new key, by this issuer
         * @description Issue a certificate with a new key, by this issuer.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request, by this issuer
         * @description Sign a request, by this issuer.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request as it is, by this issuer
         * @description Sign a request as it is, by this issuer.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request as it is, by this issuer, with the times of a role
         * @description Sign a request as it is, by this issuer, with the times of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign an intermediate, by this issuer
         * @description Sign an intermediate, by this issuer.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List keys
         * @description List keys.
         */
        readonly get: operations["pkiListKeys"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a key
         * @description Make a key.
         */
        readonly post: operations["pkiGenerateKey"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A key, by its id, its name, or `default`.
                 * @example default
                 */
                readonly key_ref: components["parameters"]["PkiKeyRef"];
            };
            readonly cookie?: never;
        };
        /**
         * What is known of a key
         * @description What is known of a key.
         */
        readonly get: operations["pkiReadKey"];
        readonly put?: never;
        /**
         * Name a key
         * @description Name a key.
         */
        readonly post: operations["pkiWriteKey"];
        /**
         * Delete a key
         * @description Its issuers stay, and can sign no more. If it was the default key, a warning says so.
         */
        readonly delete: operations["pkiDeleteKey"];
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
                 * @description Where a pki engine is mounted.
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
         * @description Delete all issuers and keys.
         */
        readonly delete: operations["pkiDeleteRoot"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a CA that signs itself
         * @description Make a CA that signs itself.
         */
        readonly post: operations["pkiGenerateRoot"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign an intermediate
         * @description Sign an intermediate.
         */
        readonly post: operations["pkiSignIntermediate"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make one more CA that signs itself
         * @description Make one more CA that signs itself.
         */
        readonly post: operations["pkiGenerateRootIssuer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a key and a request for an intermediate
         * @description Make a key and a request for an intermediate.
         */
        readonly post: operations["pkiGenerateIntermediate"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
                 * @example internal
                 */
                readonly exported: components["parameters"]["PkiExported"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a key and a request for one more intermediate
         * @description Make a key and a request for one more intermediate.
         */
        readonly post: operations["pkiGenerateIntermediateIssuer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take over the certificate of an intermediate
         * @description Take over the certificate of an intermediate.
         */
        readonly post: operations["pkiSetSignedIntermediate"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * List roles
         * @description List roles.
         */
        readonly get: operations["pkiListRoles"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{pki_mount}/roles/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly name: components["parameters"]["PkiRoleName"];
            };
            readonly cookie?: never;
        };
        /**
         * Read a role
         * @description Read a role.
         */
        readonly get: operations["pkiReadRole"];
        readonly put?: never;
        /**
         * Set a role up
         * @description Set a role up.
         */
        readonly post: operations["pkiWriteRole"];
        /**
         * Delete a role
         * @description No role is no error.
         */
        readonly delete: operations["pkiDeleteRole"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change some settings of a role
         * @description Change some settings of a role.
         */
        readonly patch: operations["pkiPatchRole"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue a certificate with a new key
         * @description Issue a certificate with a new key.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request
         * @description Sign a request.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request as it is
         * @description Sign a request as it is.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly role: components["parameters"]["PkiRole"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Sign a request as it is, with the times of a role
         * @description Sign a request as it is, with the times of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default issuer
         * @description Read the default issuer.
         */
        readonly get: operations["pkiReadDefaultIssuer"];
        readonly put?: never;
        /**
         * Set the default issuer
         * @description Set the default issuer.
         */
        readonly post: operations["pkiWriteDefaultIssuer"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read the default key
         * @description Read the default key.
         */
        readonly get: operations["pkiReadDefaultKey"];
        readonly put?: never;
        /**
         * Set the default key
         * @description Set the default key.
         */
        readonly post: operations["pkiWriteDefaultKey"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read where certificates say to look
         * @description Read where certificates say to look.
         */
        readonly get: operations["pkiReadUrls"];
        readonly put?: never;
        /**
         * Set where certificates say to look
         * @description Set where certificates say to look.
         */
        readonly post: operations["pkiWriteUrls"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read how CRLs are made
         * @description Read how CRLs are made.
         */
        readonly get: operations["pkiReadCrlConfig"];
        readonly put?: never;
        /**
         * Set how CRLs are made
         * @description Set how CRLs are made.
         */
        readonly post: operations["pkiWriteCrlConfig"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read what templates of URLs are filled with
         * @description Read what templates of URLs are filled with.
         */
        readonly get: operations["pkiReadCluster"];
        readonly put?: never;
        /**
         * Set what templates of URLs are filled with
         * @description Set what templates of URLs are filled with.
         */
        readonly post: operations["pkiWriteCluster"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read what is forgotten by itself
         * @description Read what is forgotten by itself.
         */
        readonly get: operations["pkiReadAutoTidy"];
        readonly put?: never;
        /**
         * Set what is forgotten by itself
         * @description Set what is forgotten by itself.
         */
        readonly post: operations["pkiWriteAutoTidy"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Forget what expired
         * @description Forget what expired.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read what the last tidying did
         * @description Read what the last tidying did.
         */
        readonly get: operations["pkiTidyStatus"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop a tidying
         * @description Stop a tidying.
         */
        readonly post: operations["pkiCancelTidy"];
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
            };
            readonly cookie?: never;
        };
        /**
         * Read which upstream is behind a mount
         * @description The settings, and the names of the headers that are added; never their values.
         */
        readonly get: operations["httpReadConfig"];
        readonly put?: never;
        /**
         * Say which upstream is behind a mount
         * @description Needs `root` or `sudo`. Settings that are left out stay. Another `base_url` needs the `headers` given anew.
         */
        readonly post: operations["httpWriteConfig"];
        /**
         * Forget the upstream of a mount
         * @description Needs `root` or `sudo`. The settings and the headers are gone. No settings are no error.
         */
        readonly delete: operations["httpDeleteConfig"];
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path at the upstream, below its base URL, slashes included.
                 * @example keys/one-time
                 */
                readonly path: components["parameters"]["UpstreamPath"];
            };
            readonly cookie?: never;
        };
        /**
         * Send a GET to the upstream
         * @description The variables of the query are passed, of several with one name the first. `list` and `scan` have their own meaning in this protocol, and cannot be passed as `true`.
         */
        readonly get: operations["httpRead"];
        readonly put?: never;
        /**
         * Send a POST or a PUT to the upstream
         * @description The JSON object of the body is passed as it came, `{}` where there was none. `POST` and `PUT` are one here: the upstream gets the one that `allowed_methods` has. A write has no query.
         */
        readonly post: operations["httpWrite"];
        /**
         * Send a DELETE to the upstream
         * @description Without a body; the variables of the query are passed.
         */
        readonly delete: operations["httpDelete"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Send a PATCH to the upstream
         * @description The JSON object of the body is passed as it came, with its content type.
         */
        readonly patch: operations["httpPatch"];
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A role. */
        readonly AppRole: components["schemas"]["TokenFields"] & {
            /** @description Whether a login needs a secret id. */
            readonly bind_secret_id: boolean;
            /** @description Whether its secret ids stay in this cluster; settled when the role is made. */
            readonly local_secret_ids: boolean;
            /** @description Addresses from which a login may come; null is from anywhere. */
            readonly secret_id_bound_cidrs: readonly string[] | null;
            /** @description How many logins a secret id is good for; 0 is without limit. */
            readonly secret_id_num_uses: number;
            /** @description Seconds that a secret id lives; 0 is without end. */
            readonly secret_id_ttl: number;
            /** @description The old name of `token_policies`; there if the role was written by it. */
            readonly policies?: readonly string[];
            /** @description The old name of `token_period`; there if the role was written by it. */
            readonly period?: number;
        };
        /** @description A role. */
        readonly AppRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRole"];
            readonly auth: null;
        };
        /**
         * @description What the role shall be; what is not named stays as it is.
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
            /** @description A chosen role id; a random one where the role is new and this is absent. */
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
            /** @description `service`, `batch`, or what is the default. */
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
            /** @description The policies of its tokens. */
            readonly token_policies?: readonly string[];
            /** @description The same by their old name; there if they were written by it. */
            readonly policies?: readonly string[];
            /** @description Seconds. */
            readonly token_ttl?: number;
            /** @description Seconds. */
            readonly token_max_ttl?: number;
            /** @description 0 is without limit. */
            readonly token_num_uses?: number;
            /** @description Seconds. */
            readonly token_period?: number;
            /** @description The same by its old name; there if it was written by it. */
            readonly period?: number;
            /** @description Null is from anywhere. */
            readonly token_bound_cidrs?: readonly string[] | null;
            /** @description Whether a login needs a secret id. */
            readonly bind_secret_id?: boolean;
            /** @description 0 is without limit. */
            readonly secret_id_num_uses?: number;
            /** @description Seconds; 0 is without end. */
            readonly secret_id_ttl?: number;
            /** @description Null is from anywhere. */
            readonly secret_id_bound_cidrs?: readonly string[] | null;
            /** @description The same by their old name. */
            readonly bound_cidr_list?: readonly string[] | null;
            /** @description Whether its secret ids stay in this cluster. */
            readonly local_secret_ids?: boolean;
        };
        /** @description One field of a role. */
        readonly AppRoleFieldResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleField"];
            readonly auth: null;
        };
        /**
         * @description The policies of its tokens.
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
         * @description The TTL of its tokens.
         * @example {
         *       "token_ttl": "1h"
         *     }
         */
        readonly AppRoleTokenTtlRequest: {
            readonly token_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The maximal TTL of its tokens.
         * @example {
         *       "token_max_ttl": "2h"
         *     }
         */
        readonly AppRoleTokenMaxTtlRequest: {
            readonly token_max_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The number of uses of its tokens.
         * @example {
         *       "token_num_uses": 10
         *     }
         */
        readonly AppRoleTokenNumUsesRequest: {
            readonly token_num_uses?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The period of its tokens.
         * @example {
         *       "token_period": "1h"
         *     }
         */
        readonly AppRolePeriodRequest: {
            readonly token_period?: components["schemas"]["DurationInput"];
            readonly period?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The addresses of its tokens.
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
         * @description The need of a secret id.
         * @example {
         *       "bind_secret_id": true
         *     }
         */
        readonly AppRoleBindSecretIdRequest: {
            readonly bind_secret_id?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The number of uses of its secret ids.
         * @example {
         *       "secret_id_num_uses": 1
         *     }
         */
        readonly AppRoleSecretIdNumUsesRequest: {
            readonly secret_id_num_uses?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The TTL of its secret ids.
         * @example {
         *       "secret_id_ttl": "10m"
         *     }
         */
        readonly AppRoleSecretIdTtlRequest: {
            readonly secret_id_ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description The addresses of its logins.
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
         * @description The addresses of its logins, by their old name.
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
         * @description The role id, which is to a login what a user name is.
         * @example {
         *       "role_id": "59d6d1ca-47bb-4e7e-a40b-8be3bc5a0ba8"
         *     }
         */
        readonly AppRoleId: {
            /** @description The role id. */
            readonly role_id: string;
        };
        /** @description The role id. */
        readonly AppRoleIdResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleId"];
            readonly auth: null;
        };
        /**
         * @description A chosen role id.
         * @example {
         *       "role_id": "build-machines"
         *     }
         */
        readonly AppRoleIdRequest: {
            /** @description The role id; no other role of the mount may have it. */
            readonly role_id: string;
        };
        /**
         * @description A secret id that was made. It is told this once.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77",
         *       "secret_id_accessor": "0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11",
         *       "secret_id_num_uses": 1,
         *       "secret_id_ttl": 600
         *     }
         */
        readonly AppRoleSecretId: {
            /** @description The secret id, which is to a login what a password is. */
            readonly secret_id: string;
            /** @description Names the secret id without being able to log in; in a wrapped answer also `wrapped_accessor`. */
            readonly secret_id_accessor: string;
            /** @description How many logins it is good for; 0 is without limit. */
            readonly secret_id_num_uses: number;
            /** @description Seconds that it lives; 0 is without end. */
            readonly secret_id_ttl: number;
        };
        /** @description A secret id that was made. */
        readonly AppRoleSecretIdResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleSecretId"];
            readonly auth: null;
        };
        /**
         * @description What the secret id shall be; nothing of it may go beyond what the role allows.
         * @example {
         *       "metadata": "{\"build\":\"4711\"}",
         *       "ttl": "5m"
         *     }
         */
        readonly AppRoleSecretIdRequest: {
            /** @description What is put on the tokens: a JSON object of texts, or `key=value` with commas between. */
            readonly metadata?: string;
            readonly cidr_list?: components["schemas"]["StringListInput"];
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description A secret id of one's own, and what it shall be.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleCustomSecretIdRequest: {
            /** @description The secret id. */
            readonly secret_id: string;
            /** @description What is put on the tokens: a JSON object of texts, or `key=value` with commas between. */
            readonly metadata?: string;
            readonly cidr_list?: components["schemas"]["StringListInput"];
            readonly token_bound_cidrs?: components["schemas"]["StringListInput"];
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
        };
        /**
         * @description What is known of a secret id.
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
            /** @description Addresses from which it may log in; empty is as the role says. */
            readonly cidr_list: readonly string[];
            /**
             * Format: date-time
             * @description When it was made.
             */
            readonly creation_time: string;
            /**
             * Format: date-time
             * @description When it ends; the year 1 for never.
             */
            readonly expiration_time: string;
            /**
             * Format: date-time
             * @description When it was last used or made.
             */
            readonly last_updated_time: string;
            readonly metadata: components["schemas"]["StringMap"];
            /** @description Its accessor. */
            readonly secret_id_accessor: string;
            /** @description How many logins it is still good for; 0 is without limit. */
            readonly secret_id_num_uses: number;
            /** @description Seconds that it was given; 0 is without end. */
            readonly secret_id_ttl: number;
            /** @description Addresses from which its tokens may be used; empty is as the role says. */
            readonly token_bound_cidrs: readonly string[];
        };
        /** @description What is known of a secret id. */
        readonly AppRoleSecretIdPropertiesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AppRoleSecretIdProperties"];
            readonly auth: null;
        };
        /** @description Nobody has this accessor. */
        readonly AppRoleAccessorNotFound: components["schemas"]["Envelope"] & {
            readonly data: {
                /** @description What was not found. */
                readonly error: string;
            };
            readonly auth: null;
        };
        /**
         * @description Which secret id is meant.
         * @example {
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleSecretIdRef: {
            /** @description The secret id. */
            readonly secret_id: string;
        };
        /**
         * @description Whose secret id is meant.
         * @example {
         *       "secret_id_accessor": "0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11"
         *     }
         */
        readonly AppRoleSecretIdAccessorRef: {
            /** @description The accessor of the secret id. */
            readonly secret_id_accessor: string;
        };
        /**
         * @description Who logs in.
         * @example {
         *       "role_id": "59d6d1ca-47bb-4e7e-a40b-8be3bc5a0ba8",
         *       "secret_id": "6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77"
         *     }
         */
        readonly AppRoleLoginRequest: {
            /** @description The role id. */
            readonly role_id: string;
            /** @description The secret id, unless the role needs none. */
            readonly secret_id?: string;
        };
        /**
         * @description A token that was given out or renewed, and what it may do.
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
            /** @description The token; empty where it was renewed by its accessor. */
            readonly client_token: string;
            /** @description The accessor of the token. */
            readonly accessor: string;
            /** @description All policies of the token. */
            readonly policies: readonly string[] | null;
            /** @description Those that stand on the token itself; absent where empty. */
            readonly token_policies?: readonly string[];
            /** @description Those that come from its identity; absent where empty. */
            readonly identity_policies?: readonly string[];
            /** @description What was put on the token. */
            readonly metadata: components["schemas"]["StringMap"] | null;
            /** @description Seconds that the token lives; 0 for ever. */
            readonly lease_duration: number;
            /** @description Whether the token can be renewed. */
            readonly renewable: boolean;
            /** @description The identity behind the token; empty where there is none. */
            readonly entity_id: string;
            /** @description `service` or `batch`. */
            readonly token_type: string;
            /** @description Whether the token has no parent. */
            readonly orphan: boolean;
            /** @description What is still asked of the one who logs in. */
            readonly mfa_requirement: components["schemas"]["JsonObject"] | null;
            /** @description How often the token may be used; 0 is without limit. */
            readonly num_uses: number;
        };
        /** @description A token that was created or renewed. */
        readonly AuthResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: components["schemas"]["Auth"];
        };
        /**
         * @description What the new token shall be.
         * @example {
         *       "policies": [
         *         "ci-deploy"
         *       ],
         *       "ttl": "1h",
         *       "display_name": "deploy"
         *     }
         */
        readonly TokenCreateRequest: {
            /** @description A chosen token (needs `root` or `sudo`); without a dot and without the prefix of other tokens. */
            readonly id?: string;
            readonly policies?: components["schemas"]["NameListInput"];
            readonly meta?: components["schemas"]["MetadataInput"];
            readonly no_parent?: components["schemas"]["BooleanInput"];
            readonly no_default_policy?: components["schemas"]["BooleanInput"];
            readonly renewable?: components["schemas"]["BooleanInput"];
            readonly lease?: components["schemas"]["LifetimeInput"];
            readonly ttl?: components["schemas"]["LifetimeInput"];
            /** @description `service` (default) or `batch`. */
            readonly type?: string;
            readonly explicit_max_ttl?: components["schemas"]["LifetimeInput"];
            /** @description Shown as `token-` and this name. */
            readonly display_name?: string | number;
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly period?: components["schemas"]["LifetimeInput"];
            /** @description The alias of an identity to tie the token to. */
            readonly entity_alias?: string;
        };
        /**
         * @description Which token is meant.
         * @example {
         *       "token": "s.InnerTokenExample1234567"
         *     }
         */
        readonly TokenRequest: {
            /** @description The token. */
            readonly token: string;
        };
        /**
         * @description Which token is meant; without the field, the caller.
         * @example {
         *       "token": "s.WrappingTokenExample1234"
         *     }
         */
        readonly OptionalTokenRequest: {
            /** @description The token; null counts as absent. */
            readonly token?: string | null;
        };
        /**
         * @description Whose token is meant.
         * @example {
         *       "accessor": "InnerAccessorExample1234"
         *     }
         */
        readonly AccessorRequest: {
            /** @description The accessor of the token. */
            readonly accessor: string;
        };
        /**
         * @description Which token to renew, and for how long.
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
         * @description For how long to renew the caller.
         * @example {
         *       "increment": "1h"
         *     }
         */
        readonly RenewSelfRequest: {
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description Whose token to renew, and for how long.
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
         * @description What is known of a token.
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
            /** @description The token; empty where it was looked up by its accessor. */
            readonly id: string;
            /** @description The accessor of the token. */
            readonly accessor: string;
            /** @description Its policies. */
            readonly policies: readonly string[] | null;
            /** @description The path of the request that made it; for a wrapping token the creation path. */
            readonly path: string;
            /** @description What was put on the token. */
            readonly meta: components["schemas"]["StringMap"] | null;
            /** @description What it is called in logs. */
            readonly display_name: string;
            /** @description How often it may still be used; 0 is without limit, -1 is used up. */
            readonly num_uses: number;
            /** @description Whether it has no parent. */
            readonly orphan: boolean;
            /** @description Seconds since 1970. */
            readonly creation_time: number;
            /** @description Seconds that it was given at first. */
            readonly creation_ttl: number;
            /**
             * Format: date-time
             * @description When it ends; null for never.
             */
            readonly expire_time: string | null;
            /** @description Seconds that it still lives; 0 for ever. */
            readonly ttl: number;
            /** @description Seconds after its creation that no renewal goes beyond; 0 for none. */
            readonly explicit_max_ttl: number;
            /** @description The identity behind it; empty where there is none. */
            readonly entity_id: string;
            /** @description `service` or `batch`. */
            readonly type: string;
            /** @description Whether it can be renewed; absent for a token that never ends. */
            readonly renewable?: boolean;
            /**
             * Format: date-time
             * @description When it was made; absent for a token that never ends.
             */
            readonly issue_time?: string;
            /** @description Seconds that each renewal gives; absent where it is not periodic. */
            readonly period?: number;
            /** @description The token role it was made with; absent where none. */
            readonly role?: string;
            /**
             * Format: date-time
             * @description When it was last renewed; absent where never.
             */
            readonly last_renewal?: string;
            /** @description The same in seconds since 1970. */
            readonly last_renewal_time?: number;
        };
        /** @description What is known of a token. */
        readonly TokenLookupResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TokenProperties"];
            readonly auth: null;
        };
        /**
         * @description Any JSON object. It comes back as it went in.
         * @example {
         *       "username": "deploy",
         *       "password": "correct horse"
         *     }
         */
        readonly JsonObject: {
            readonly [key: string]: unknown;
        };
        /**
         * @description A duration: seconds as a number or as digits, whole days (`2d`), or numbers with the units h, m, s, ms, us, µs, ns (`1h30m`). A field keeps whole seconds, without the fraction, and refuses a negative duration.
         * @example 1h30m
         */
        readonly DurationInput: string | number;
        /**
         * @description A duration that is shown as it was written. Otherwise as DurationInput.
         * @example 72h
         */
        readonly DurationTextInput: string | number;
        /**
         * @description As DurationInput, but it may be negative.
         * @example -1s
         */
        readonly SignedDurationInput: string | number;
        /**
         * @description A lifetime. As DurationInput, but a positive duration of less than a second is one second, since 0 asks for the default.
         * @example 1h30m
         */
        readonly LifetimeInput: string | number;
        /**
         * @description The default or the maximum TTL of a mount. As LifetimeInput, or `system`, which like 0 means the server's own.
         * @example 768h
         */
        readonly MountTtlInput: string | number;
        /**
         * @description An integer, or its decimal digits.
         * @example 5
         */
        readonly IntegerInput: number | string;
        /**
         * @description True or false, or a text that says so (`true`, `false`, `1`, `0`, `t`, `f`).
         * @example true
         */
        readonly BooleanInput: boolean | string;
        /**
         * @description A list of strings, or one string with commas. In the string, empty items and the white space around items are ignored.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        readonly StringListInput: readonly string[] | string;
        /**
         * @description A list of names, or one name; commas are part of it. Numbers are names too.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        readonly NameListInput: readonly (string | number)[] | string;
        /**
         * @description Texts by name. Numbers are kept as texts, and truth values as `1` and `0`.
         * @example {
         *       "build": "4711"
         *     }
         */
        readonly MetadataInput: {
            readonly [key: string]: string | number | boolean;
        };
        /**
         * @description Texts by name.
         * @example {
         *       "version": "2"
         *     }
         */
        readonly StringMap: {
            readonly [key: string]: string;
        };
        /**
         * @description What every successful answer with a body has; operations say what their `data` and `auth` are.
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
            /** @description Names the request; an unwrapped response has the id of the request that was wrapped. */
            readonly request_id: string;
            /** @description Names the lease of the answer; empty where there is none. */
            readonly lease_id: string;
            /** @description Whether the lease can be renewed. */
            readonly renewable: boolean;
            /** @description Seconds; 0 where there is no lease. */
            readonly lease_duration: number;
            /** @description The answer. */
            readonly data: unknown;
            /** @description Null in a response that is not wrapped. */
            readonly wrap_info: null;
            /** @description What the caller should know. */
            readonly warnings: readonly string[] | null;
            /** @description The token that the operation gave out. */
            readonly auth: components["schemas"]["Auth"] | null;
        };
        /**
         * @description What is known of a wrapped response.
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
            /** @description Whole seconds that the wrapping token lives, from its creation on. */
            readonly ttl: number;
            /**
             * Format: date-time
             * @description When the response was wrapped.
             */
            readonly creation_time: string;
            /** @description The path of the request whose response was wrapped. */
            readonly creation_path: string;
            /** @description The accessor of the token inside; absent where none is inside. */
            readonly wrapped_accessor?: string;
        };
        /**
         * @description What a request with a wrap TTL gets in place of its own envelope. The envelope itself comes out of `sys/wrapping/unwrap`, once.
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
        /** @description The envelope that was wrapped, as its own operation describes it. */
        readonly UnwrappedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"] | null;
        };
        /** @description An object that the caller keeps here, as it was written. */
        readonly ObjectResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"];
            readonly auth: null;
        };
        /** @description The names of what stands directly below a path; folders end in `/`. */
        readonly KeysResponse: components["schemas"]["Envelope"] & {
            readonly data: {
                readonly keys: readonly string[];
            };
            readonly auth: null;
        };
        /** @description Nothing but warnings, from an operation that else answers with 204. */
        readonly WarningsResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
            readonly warnings: readonly string[];
        };
        /**
         * @description Why a request failed. The list is empty where the status says all.
         * @example {
         *       "errors": [
         *         "permission denied"
         *       ]
         *     }
         */
        readonly Errors: {
            readonly errors: readonly string[];
            /** @description What else there is to say. */
            readonly data?: unknown;
        };
        /**
         * @description The upstream of a mount. Settings that are left out stay, or have their defaults the first time.
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
            /** @description Where the upstream is: `http` or `https`, without credentials, query and fragment. Needed the first time. */
            readonly base_url?: string;
            /** @description What the upstream may be asked with: GET, POST or PUT, PATCH, DELETE. Not both POST and PUT, which this protocol cannot tell apart. GET by default. */
            readonly allowed_methods?: components["schemas"]["StringListInput"];
            /** @description Paths below the base URL, as policies write them: `*` at the end is anything, `+` one segment. Everything by default. */
            readonly allowed_paths?: components["schemas"]["StringListInput"];
            /** @description Headers that are added to each request to the upstream, such as an API key. No answer has their values. */
            readonly headers?: components["schemas"]["StringMap"];
            /** @description From the request to the last byte of the answer, 1 second to 5 minutes; 30 seconds by default. */
            readonly timeout?: components["schemas"]["DurationInput"];
            /** @description Bytes of an answer, at most 33554432; 1048576 by default. */
            readonly max_response_size?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description The upstream of a mount.
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
            /** @description Where the upstream is, without a slash at the end. */
            readonly base_url: string;
            readonly allowed_methods: readonly string[];
            readonly allowed_paths: readonly string[];
            /** @description The names of the headers that are added, in lower case. */
            readonly header_names: readonly string[];
            /** @description Seconds. */
            readonly timeout: number;
            /** @description Bytes. */
            readonly max_response_size: number;
        };
        /** @description The upstream of a mount. */
        readonly HttpConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["HttpConfig"];
            readonly auth: null;
        };
        /**
         * @description What went wrong at the upstream. An error that has `data.upstream_status` is the upstream's, any other is the server's.
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
            /** @description Absent where the upstream did not answer. */
            readonly data?: {
                /** @description The status of the upstream's answer. */
                readonly upstream_status: number;
                readonly upstream_content_type?: string;
                /** @description The text of the upstream's answer; absent where it is no text, is longer than 64 KiB, or repeats a header that was added. */
                readonly upstream_body?: string;
            };
        };
        /**
         * @description What is known of one version.
         * @example {
         *       "version": 2,
         *       "created_time": "2026-11-24T12:00:00.123456789Z",
         *       "deletion_time": "",
         *       "destroyed": false,
         *       "custom_metadata": null
         *     }
         */
        readonly KvV2Version: {
            /** @description Its number, from 1 on. */
            readonly version: number;
            /**
             * Format: date-time
             * @description When it was written.
             */
            readonly created_time: string;
            /** @description When it was, or will be, deleted; empty for never. */
            readonly deletion_time: string;
            /** @description Whether its data is gone for good. */
            readonly destroyed: boolean;
            /** @description What its owner says of the secret. */
            readonly custom_metadata: components["schemas"]["StringMap"] | null;
        };
        /**
         * @description One version of a secret.
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
            /** @description The object that was written. */
            readonly data: components["schemas"]["JsonObject"] | null;
            readonly metadata: components["schemas"]["KvV2Version"];
        };
        /** @description One version of a secret. */
        readonly KvV2SecretResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Secret"];
            readonly auth: null;
        };
        /** @description The version that was written. */
        readonly KvV2VersionResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Version"];
            readonly auth: null;
        };
        /**
         * @description How to write.
         * @example {
         *       "cas": 1
         *     }
         */
        readonly KvV2WriteOptions: {
            /** @description A whole number, which may be written as text: the version that must be the current one. */
            readonly cas?: number | string;
        };
        /**
         * @description A version to be.
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
         * @description Which versions are meant.
         * @example {
         *       "versions": [
         *         1,
         *         2
         *       ]
         *     }
         */
        readonly KvV2VersionsRequest: {
            /** @description Their numbers. */
            readonly versions: readonly components["schemas"]["IntegerInput"][] | components["schemas"]["IntegerInput"];
        };
        /**
         * @description What is known of a secret and all its versions.
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
            /** @description Whether each write must name the version it replaces. */
            readonly cas_required: boolean;
            /**
             * Format: date-time
             * @description When the secret was first written.
             */
            readonly created_time: string;
            /** @description How often the metadata was written. */
            readonly current_metadata_version: number;
            /** @description The number of the last version; 0 for none. */
            readonly current_version: number;
            /** @description What its owner says of the secret. */
            readonly custom_metadata: components["schemas"]["StringMap"] | null;
            /** @description How long versions live, such as `1h0m0s`; `0s` for ever. */
            readonly delete_version_after: string;
            /** @description How many versions are kept; 0 is the mount's. */
            readonly max_versions: number;
            /** @description Whether each write of the metadata must name the version it replaces. */
            readonly metadata_cas_required: boolean;
            /** @description The number of the oldest version that is kept. */
            readonly oldest_version: number;
            /**
             * Format: date-time
             * @description When anything was last written.
             */
            readonly updated_time: string;
            /** @description The versions by number. */
            readonly versions: {
                readonly [key: string]: {
                    /** Format: date-time */
                    readonly created_time: string;
                    readonly deletion_time: string;
                    readonly destroyed: boolean;
                };
            };
        };
        /** @description What is known of a secret and all its versions. */
        readonly KvV2MetadataResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Metadata"];
            readonly auth: null;
        };
        /**
         * @description Names, with what is known of each.
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
            /** @description The names; those of folders end in a slash. */
            readonly keys: readonly string[];
            /** @description What is known, by the name; an empty object for a folder. */
            readonly key_info: {
                readonly [key: string]: components["schemas"]["KvV2Metadata"] | Record<string, never>;
            };
        };
        /** @description Names, with what is known of each. */
        readonly KvV2DetailedKeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2DetailedKeys"];
            readonly auth: null;
        };
        /**
         * @description The settings of a secret; those that are left out stay.
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
         * @description The settings of a secret to merge; null sets one back.
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
            /** @description The keys; where a value was, there is null. */
            readonly subkeys: components["schemas"]["JsonObject"] | null;
            readonly metadata: components["schemas"]["KvV2Version"];
        };
        /** @description The keys of a secret without its values. */
        readonly KvV2SubkeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Subkeys"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount.
         * @example {
         *       "cas_required": false,
         *       "delete_version_after": "0s",
         *       "max_versions": 0,
         *       "metadata_cas_required": false
         *     }
         */
        readonly KvV2Config: {
            /** @description Whether each write must name the version it replaces. */
            readonly cas_required: boolean;
            /** @description How long versions live, such as `2h0m0s`; `0s` for ever. */
            readonly delete_version_after: string;
            /** @description How many versions are kept; 0 means 10. */
            readonly max_versions: number;
            /** @description Whether each write of metadata must name the version it replaces. */
            readonly metadata_cas_required: boolean;
        };
        /** @description The settings of a mount. */
        readonly KvV2ConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Config"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount; those that are left out stay.
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
         * @description What certificates may be; a write sets the rest back, a patch leaves it.
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
            /** @description The kind of key: `rsa`, `ec`, `ed25519`, or `any`. */
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
            /** @description When certificates begin, as in RFC 3339. */
            readonly not_before?: string;
            /** @description `permit`, `forbid` or `duration`: what a request may say of the beginning. */
            readonly not_before_bound?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            /** @description When certificates end, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            /** @description `permit`, `forbid` or `ttl-limited`: what a request may say of the end. */
            readonly not_after_bound?: string;
            readonly cn_validations?: components["schemas"]["StringListInput"];
        };
        /**
         * @description A certificate with a new key.
         * @example {
         *       "common_name": "api.service.example",
         *       "ttl": "30m"
         *     }
         */
        readonly PkiIssueRequest: {
            /** @description The common name; it is among the other names as well. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, not the certificate's own. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description When it begins, as in RFC 3339. */
            readonly not_before?: string;
            /** @description When it ends, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            readonly remove_roots_from_chain?: components["schemas"]["BooleanInput"];
            /** @description `rsa`, `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
        };
        /**
         * @description A certificate for the key of a signing request.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "common_name": "api.service.example"
         *     }
         */
        readonly PkiSignRequest: {
            /** @description The common name; it is among the other names as well. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, not the certificate's own. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description When it begins, as in RFC 3339. */
            readonly not_before?: string;
            /** @description When it ends, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            readonly remove_roots_from_chain?: components["schemas"]["BooleanInput"];
            /** @description The signing request, in PEM. */
            readonly csr?: string;
        };
        /**
         * @description A certificate that says what the signing request says.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "ttl": "1h"
         *     }
         */
        readonly PkiSignVerbatimRequest: {
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description When it begins, as in RFC 3339. */
            readonly not_before?: string;
            /** @description When it ends, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            /** @description The signing request, in PEM. */
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
         * @description A certificate for a CA below this one.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "common_name": "issuing.example",
         *       "ttl": "8760h"
         *     }
         */
        readonly PkiSignIntermediateRequest: {
            /** @description The common name; it is among the other names as well. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, not the certificate's own. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description When it begins, as in RFC 3339. */
            readonly not_before?: string;
            /** @description When it ends, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            readonly max_path_length?: components["schemas"]["IntegerInput"];
            readonly permitted_dns_domains?: components["schemas"]["StringListInput"];
            /** @description A name for the issuer. */
            readonly issuer_name?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            /** @description The signing request, in PEM. */
            readonly csr?: string;
            /** @description The issuer that signs. */
            readonly issuer_ref?: string;
            readonly use_csr_values?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A CA that signs itself.
         * @example {
         *       "common_name": "root.example",
         *       "key_type": "ec",
         *       "ttl": "8760h"
         *     }
         */
        readonly PkiGenerateRootRequest: {
            /** @description The common name; it is among the other names as well. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, not the certificate's own. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description When it begins, as in RFC 3339. */
            readonly not_before?: string;
            /** @description When it ends, as in RFC 3339, in place of a TTL. */
            readonly not_after?: string;
            readonly not_before_duration?: components["schemas"]["DurationInput"];
            readonly max_path_length?: components["schemas"]["IntegerInput"];
            readonly permitted_dns_domains?: components["schemas"]["StringListInput"];
            /** @description A name for the issuer. */
            readonly issuer_name?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly use_pss?: components["schemas"]["BooleanInput"];
            /** @description `rsa`, `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description A name for the key. */
            readonly key_name?: string;
            /** @description For `existing`: the key, by id or name. */
            readonly key_ref?: string;
        };
        /**
         * @description A key and a signing request for a CA.
         * @example {
         *       "common_name": "issuing.example",
         *       "key_type": "ec"
         *     }
         */
        readonly PkiGenerateIntermediateRequest: {
            /** @description The common name; it is among the other names as well. */
            readonly common_name?: string;
            readonly alt_names?: components["schemas"]["StringListInput"];
            readonly ip_sans?: components["schemas"]["StringListInput"];
            readonly uri_sans?: components["schemas"]["StringListInput"];
            readonly other_sans?: components["schemas"]["StringListInput"];
            readonly exclude_cn_from_sans?: components["schemas"]["BooleanInput"];
            /** @description The serial number in the subject, not the certificate's own. */
            readonly serial_number?: string;
            readonly user_ids?: components["schemas"]["StringListInput"];
            readonly ou?: components["schemas"]["StringListInput"];
            readonly organization?: components["schemas"]["StringListInput"];
            readonly country?: components["schemas"]["StringListInput"];
            readonly locality?: components["schemas"]["StringListInput"];
            readonly province?: components["schemas"]["StringListInput"];
            readonly street_address?: components["schemas"]["StringListInput"];
            readonly postal_code?: components["schemas"]["StringListInput"];
            /** @description `pem`, `der` (as base64) or `pem_bundle`. */
            readonly format?: string;
            /** @description `der` for the form that is usual for the kind of key, or `pkcs8`. */
            readonly private_key_format?: string;
            /** @description `rsa`, `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description A name for the key. */
            readonly key_name?: string;
            /** @description For `existing`: the key, by id or name. */
            readonly key_ref?: string;
            readonly signature_bits?: components["schemas"]["IntegerInput"];
            readonly add_basic_constraints?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The certificate of an intermediate.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----"
         *     }
         */
        readonly PkiSetSignedRequest: {
            /** @description The certificate, and those above it, in PEM. */
            readonly certificate?: string;
            /** @description The same. */
            readonly pem_bundle?: string;
        };
        /**
         * @description A key.
         * @example {
         *       "key_type": "ed25519",
         *       "key_name": "next"
         *     }
         */
        readonly PkiGenerateKeyRequest: {
            /** @description `rsa`, `ec` or `ed25519`. */
            readonly key_type?: string;
            readonly key_bits?: components["schemas"]["IntegerInput"];
            /** @description A name for the key. */
            readonly key_name?: string;
        };
        /**
         * @description The name of a key.
         * @example {
         *       "key_name": "next"
         *     }
         */
        readonly PkiKeyRequest: {
            /** @description A name for the key. */
            readonly key_name?: string;
        };
        /**
         * @description The settings of an issuer; a write sets the rest back, a patch leaves it.
         * @example {
         *       "issuer_name": "root-2026",
         *       "leaf_not_after_behavior": "truncate"
         *     }
         */
        readonly PkiIssuerRequest: {
            /** @description Its name. */
            readonly issuer_name?: string;
            /** @description `err`, `truncate` or `permit`: what becomes of certificates that would outlive it. */
            readonly leaf_not_after_behavior?: string;
            readonly usage?: components["schemas"]["StringListInput"];
            readonly manual_chain?: components["schemas"]["StringListInput"];
            /** @description How CRLs are signed. */
            readonly revocation_signature_algorithm?: string;
            readonly issuing_certificates?: components["schemas"]["StringListInput"];
            readonly crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly delta_crl_distribution_points?: components["schemas"]["StringListInput"];
            readonly ocsp_servers?: components["schemas"]["StringListInput"];
            readonly enable_templating?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The issuer that signs where none is named.
         * @example {
         *       "default": "root-2026"
         *     }
         */
        readonly PkiDefaultIssuerRequest: {
            /** @description The issuer, by id or name. */
            readonly default?: string;
            readonly default_follows_latest_issuer?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description The key that is used where none is named.
         * @example {
         *       "default": "next"
         *     }
         */
        readonly PkiDefaultKeyRequest: {
            /** @description The key, by id or name. */
            readonly default?: string;
        };
        /**
         * @description The certificate to revoke.
         * @example {
         *       "serial_number": "3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a"
         *     }
         */
        readonly PkiRevokeRequest: {
            /** @description The certificate's serial number, with colons or dashes. */
            readonly serial_number?: string;
            /** @description The certificate, in PEM, in place of its serial number. */
            readonly certificate?: string;
        };
        /**
         * @description What certificates say about where to look; what is left out stays.
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
         * @description How CRLs are made; what is left out stays.
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
         * @description What templates of URLs are filled with.
         * @example {
         *       "path": "https://pki.example/v1/pki"
         *     }
         */
        readonly PkiClusterRequest: {
            /** @description Where this mount is reached. */
            readonly path?: string;
            /** @description Where this mount is reached without a token. */
            readonly aia_path?: string;
        };
        /**
         * @description What to forget.
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
         * @description What to forget by itself; what is left out stays.
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
         * @description A certificate.
         * @example {
         *       "certificate": "-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----",
         *       "revocation_time": 0,
         *       "revocation_time_rfc3339": ""
         *     }
         */
        readonly PkiCertificate: {
            /** @description The certificate, or the CRL, in PEM. */
            readonly certificate: string;
            /** @description Of `ca_chain`: all of it, in PEM. */
            readonly ca_chain?: string;
            /** @description The issuer that revoked it. */
            readonly issuer_id?: string;
            /** @description When it was revoked, in seconds since 1970; 0 if it was not. */
            readonly revocation_time: number;
            /** @description The same, as in RFC 3339; empty if it was not. */
            readonly revocation_time_rfc3339: string;
        };
        /** @description A certificate. */
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
            /** @description The certificate. */
            readonly certificate: string;
            /** @description The certificates above it, as far as they are known here. */
            readonly ca_chain?: readonly string[];
            /** @description The certificate of its issuer. */
            readonly issuing_ca: string;
            /** @description Its serial number, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description When it ends, in seconds since 1970. */
            readonly expiration: number;
            /** @description When it begins, in seconds since 1970. */
            readonly not_before: number;
            /** @description Its key: given out now and never again. */
            readonly private_key?: string;
            /** @description The kind of key. */
            readonly private_key_type?: string;
        };
        /** @description A certificate that was issued. */
        readonly PkiIssuedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssued"];
            readonly auth: null;
        };
        /**
         * @description The certificate of a CA.
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
            /** @description The certificate. */
            readonly certificate: string;
            /** @description The certificates above it, as far as they are known here. */
            readonly ca_chain: readonly string[];
            /** @description The certificate of its issuer. */
            readonly issuing_ca: string;
            /** @description Its serial number, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description When it ends, in seconds since 1970. */
            readonly expiration: number;
        };
        /** @description The certificate of a CA. */
        readonly PkiIntermediateResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIntermediate"];
            readonly auth: null;
        };
        /**
         * @description A CA that signs itself.
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
            /** @description The certificate. */
            readonly certificate: string;
            /** @description The certificate of its issuer. */
            readonly issuing_ca: string;
            /** @description Its serial number, in hexadecimal with colons. */
            readonly serial_number: string;
            /** @description When it ends, in seconds since 1970. */
            readonly expiration: number;
            /** @description Its key: given out now and never again. */
            readonly private_key?: string;
            /** @description The kind of key. */
            readonly private_key_type?: string;
            /** @description The id of the issuer. */
            readonly issuer_id: string;
            /** @description Its name. */
            readonly issuer_name: string;
            /** @description The id of its key. */
            readonly key_id: string;
            /** @description The name of its key. */
            readonly key_name: string;
        };
        /** @description A CA that signs itself. */
        readonly PkiRootResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRoot"];
            readonly auth: null;
        };
        /**
         * @description A signing request.
         * @example {
         *       "csr": "-----BEGIN CERTIFICATE REQUEST-----\n…\n-----END CERTIFICATE REQUEST-----",
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *     }
         */
        readonly PkiCsr: {
            /** @description The signing request. */
            readonly csr: string;
            /** @description The id of its key. */
            readonly key_id: string;
            /** @description Its key: given out now and never again. */
            readonly private_key?: string;
            /** @description The kind of key. */
            readonly private_key_type?: string;
        };
        /** @description A signing request. */
        readonly PkiCsrResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCsr"];
            readonly auth: null;
        };
        /**
         * @description What was taken over.
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
            /** @description The ids of issuers that are new. */
            readonly imported_issuers: readonly string[] | null;
            /** @description The ids of keys that are new. */
            readonly imported_keys: readonly string[] | null;
            /** @description The ids of issuers that were there. */
            readonly existing_issuers: readonly string[] | null;
            /** @description The ids of keys that were there. */
            readonly existing_keys: readonly string[] | null;
            /** @description The key of each issuer; empty where it is not here. */
            readonly mapping: {
                readonly [key: string]: string;
            };
        };
        /** @description What was taken over. */
        readonly PkiImportResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiImport"];
            readonly auth: null;
        };
        /**
         * @description An issuer.
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
            /** @description Its id. */
            readonly issuer_id: string;
            /** @description Its name; may be empty. */
            readonly issuer_name: string;
            /** @description The id of its key; empty where it is not here. */
            readonly key_id: string;
            /** @description Its certificate. */
            readonly certificate: string;
            /** @description It and the certificates above it. */
            readonly ca_chain: readonly string[];
            /** @description The issuers above it, if they were set. */
            readonly manual_chain: readonly string[] | null;
            /** @description `err`, `truncate` or `permit`: what becomes of certificates that would outlive it. */
            readonly leaf_not_after_behavior: string;
            /** @description What it is for, with commas. */
            readonly usage: string;
            /** @description How CRLs are signed. */
            readonly revocation_signature_algorithm: string;
            /** @description Whether it is revoked. */
            readonly revoked: boolean;
            /** @description Where issuers' certificates are found. */
            readonly issuing_certificates: readonly string[];
            /** @description Where CRLs are found. */
            readonly crl_distribution_points: readonly string[];
            /** @description Where delta CRLs would be found. */
            readonly delta_crl_distribution_points: readonly string[];
            /** @description Where an OCSP responder is found. */
            readonly ocsp_servers: readonly string[];
        };
        /** @description An issuer. */
        readonly PkiIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssuer"];
            readonly auth: null;
        };
        /**
         * @description What anyone may know of an issuer.
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
            /** @description Its id. */
            readonly issuer_id: string;
            /** @description Its name. */
            readonly issuer_name: string;
            /** @description Its certificate. */
            readonly certificate: string;
            /** @description It and the certificates above it. */
            readonly ca_chain: readonly string[];
        };
        /** @description What anyone may know of an issuer. */
        readonly PkiPublicIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiPublicIssuer"];
            readonly auth: null;
        };
        /**
         * @description The issuers.
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
            /** @description Ids. */
            readonly keys: readonly string[];
            /** @description What is known of each. */
            readonly key_info: {
                readonly [key: string]: Record<string, never>;
            };
        };
        /** @description The issuers. */
        readonly PkiIssuersResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiIssuers"];
            readonly auth: null;
        };
        /**
         * @description The keys.
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
            /** @description Ids. */
            readonly keys: readonly string[];
            /** @description What is known of each. */
            readonly key_info: {
                readonly [key: string]: Record<string, never>;
            };
        };
        /** @description The keys. */
        readonly PkiKeysResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiKeys"];
            readonly auth: null;
        };
        /**
         * @description A key; never the key itself, but when it is made to be exported.
         * @example {
         *       "key_id": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55",
         *       "key_name": "next",
         *       "key_type": "ec",
         *       "subject_key_id": "aa:bb:cc"
         *     }
         */
        readonly PkiKey: {
            /** @description Its id. */
            readonly key_id: string;
            /** @description Its name; may be empty. */
            readonly key_name: string;
            /** @description Its kind. */
            readonly key_type: string;
            /** @description What certificates call it. */
            readonly subject_key_id?: string;
            /** @description The key itself, of `exported`. */
            readonly private_key?: string;
        };
        /** @description A key; never the key itself, but when it is made to be exported. */
        readonly PkiKeyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiKey"];
            readonly auth: null;
        };
        /**
         * @description The default issuer.
         * @example {
         *       "default": "0b5ffd1a-4f2e-2a6c-7c43-5e3c0e8b7d11",
         *       "default_follows_latest_issuer": false
         *     }
         */
        readonly PkiDefaultIssuer: {
            /** @description The id of the default issuer; empty for none. */
            readonly default: string;
            /** @description Whether each new issuer becomes the default. */
            readonly default_follows_latest_issuer: boolean;
        };
        /** @description The default issuer. */
        readonly PkiDefaultIssuerResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiDefaultIssuer"];
            readonly auth: null;
        };
        /**
         * @description The default key.
         * @example {
         *       "default": "6e2f3a7b-8a1c-9d10-3b7e-0c4b6f1d2e55"
         *     }
         */
        readonly PkiDefaultKey: {
            /** @description The id of the default key; empty for none. */
            readonly default: string;
        };
        /** @description The default key. */
        readonly PkiDefaultKeyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiDefaultKey"];
            readonly auth: null;
        };
        /**
         * @description What certificates may be.
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
            /** @description How long a certificate lives where the request does not say; 0 is the mount's default. */
            readonly ttl: number;
            /** @description How long a certificate may live; 0 is the mount's maximum. */
            readonly max_ttl: number;
            /** @description Whether `localhost` may be certified. */
            readonly allow_localhost: boolean;
            /** @description The domains that the next fields are about. */
            readonly allowed_domains: readonly string[];
            /** @description Kept; templates are not filled in. */
            readonly allowed_domains_template: boolean;
            /** @description Whether the domains themselves may be certified. */
            readonly allow_bare_domains: boolean;
            /** @description Whether what is below the domains may be certified. */
            readonly allow_subdomains: boolean;
            /** @description Whether `*` in a domain stands for any characters. */
            readonly allow_glob_domains: boolean;
            /** @description Kept. */
            readonly allow_globs_in_identity_templates: boolean;
            /** @description Whether names such as `*.a.example` may be certified. */
            readonly allow_wildcard_certificates: boolean;
            /** @description Whether any name may be certified. */
            readonly allow_any_name: boolean;
            /** @description Whether the caller's display name may be certified. */
            readonly allow_token_displayname: boolean;
            /** @description Whether names must be host names. */
            readonly enforce_hostnames: boolean;
            /** @description Whether addresses may be certified. */
            readonly allow_ip_sans: boolean;
            /** @description The blocks in which addresses must be; empty for any. */
            readonly allowed_ip_sans_cidr: readonly string[];
            /** @description The URIs that may be certified; `*` stands for any characters. */
            readonly allowed_uri_sans: readonly string[];
            /** @description Kept; templates are not filled in. */
            readonly allowed_uri_sans_template: boolean;
            /** @description Kept; other names are not certified. */
            readonly allowed_other_sans: readonly string[];
            /** @description The serial numbers that a subject may have; `*` stands for any characters. */
            readonly allowed_serial_numbers: readonly string[];
            /** @description The user ids that a subject may have; `*` stands for any characters. */
            readonly allowed_user_ids: readonly string[];
            /** @description Whether certificates are for servers. */
            readonly server_flag: boolean;
            /** @description Whether certificates are for clients. */
            readonly client_flag: boolean;
            /** @description Whether certificates are for signing code. */
            readonly code_signing_flag: boolean;
            /** @description Whether certificates are for mail. */
            readonly email_protection_flag: boolean;
            /** @description The kind of key: `rsa`, `ec`, `ed25519`, or `any`. */
            readonly key_type: string;
            /** @description The size of keys; 0 is the usual one of the kind. */
            readonly key_bits: number;
            /** @description The size of the hash that is signed: 256, 384, 512, or 0. */
            readonly signature_bits: number;
            /** @description Whether signatures by RSA keys are PSS. */
            readonly use_pss: boolean;
            /** @description What keys are for, such as `DigitalSignature`. */
            readonly key_usage: readonly string[];
            /** @description What certificates are for besides the flags, such as `ServerAuth`. */
            readonly ext_key_usage: readonly string[];
            /** @description The same by object identifiers. */
            readonly ext_key_usage_oids: readonly string[];
            /** @description Whether the common name of a signing request counts. */
            readonly use_csr_common_name: boolean;
            /** @description Whether the other names of a signing request count. */
            readonly use_csr_sans: boolean;
            /** @description Organizational units of the subject. */
            readonly ou: readonly string[];
            /** @description Organizations of the subject. */
            readonly organization: readonly string[];
            /** @description Countries of the subject. */
            readonly country: readonly string[];
            /** @description Localities of the subject. */
            readonly locality: readonly string[];
            /** @description Provinces of the subject. */
            readonly province: readonly string[];
            /** @description Street addresses of the subject. */
            readonly street_address: readonly string[];
            /** @description Postal codes of the subject. */
            readonly postal_code: readonly string[];
            /** @description Whether each certificate has a lease; when it ends, the certificate is revoked. */
            readonly generate_lease: boolean;
            /** @description Whether certificates are forgotten once they are issued. */
            readonly no_store: boolean;
            /** @description Whether a common name must be given. */
            readonly require_cn: boolean;
            /** @description Certificate policies, as object identifiers. */
            readonly policy_identifiers: readonly string[];
            /** @description Whether certificates say that they are no CA. */
            readonly basic_constraints_valid_for_non_ca: boolean;
            /** @description When certificates begin, as in RFC 3339. */
            readonly not_before: string;
            /** @description `permit`, `forbid` or `duration`: what a request may say of the beginning. */
            readonly not_before_bound: string;
            /** @description How long before now certificates begin. */
            readonly not_before_duration: number;
            /** @description When certificates end, as in RFC 3339, in place of a TTL. */
            readonly not_after: string;
            /** @description `permit`, `forbid` or `ttl-limited`: what a request may say of the end. */
            readonly not_after_bound: string;
            /** @description How common names are checked: `email`, `hostname`, or `disabled`. */
            readonly cn_validations: readonly string[];
        };
        /** @description What certificates may be. */
        readonly PkiRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRole"];
            readonly auth: null;
        };
        /**
         * @description When a certificate was revoked.
         * @example {
         *       "revocation_time": 1795521600,
         *       "revocation_time_rfc3339": "2026-11-24T12:00:00.123Z",
         *       "state": "revoked"
         *     }
         */
        readonly PkiRevocation: {
            /** @description When it was revoked, in seconds since 1970. */
            readonly revocation_time: number;
            /** @description The same, as in RFC 3339. */
            readonly revocation_time_rfc3339: string;
            /** @description `revoked`. */
            readonly state: string;
        };
        /** @description When a certificate was revoked. */
        readonly PkiRevocationResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRevocation"] | null;
            readonly auth: null;
        };
        /**
         * @description A CRL.
         * @example {
         *       "crl": "-----BEGIN X509 CRL-----\n…\n-----END X509 CRL-----"
         *     }
         */
        readonly PkiCrl: {
            /** @description The CRL, in PEM. */
            readonly crl: string;
        };
        /** @description A CRL. */
        readonly PkiCrlResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCrl"];
            readonly auth: null;
        };
        /**
         * @description CRLs were made anew.
         * @example {
         *       "success": true
         *     }
         */
        readonly PkiRotated: {
            /** @description Always true. */
            readonly success: boolean;
        };
        /** @description CRLs were made anew. */
        readonly PkiRotatedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiRotated"];
            readonly auth: null;
        };
        /**
         * @description What certificates say about where to look.
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
            /** @description Where issuers' certificates are found. */
            readonly issuing_certificates: readonly string[];
            /** @description Where CRLs are found. */
            readonly crl_distribution_points: readonly string[];
            /** @description Where delta CRLs would be found. */
            readonly delta_crl_distribution_points: readonly string[];
            /** @description Where an OCSP responder is found. */
            readonly ocsp_servers: readonly string[];
            /** @description Whether `{{cluster_path}}`, `{{cluster_aia_path}}` and `{{issuer_id}}` are filled in. */
            readonly enable_templating: boolean;
        };
        /** @description What certificates say about where to look. */
        readonly PkiUrlsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiUrls"];
            readonly auth: null;
        };
        /**
         * @description How CRLs are made.
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
            /** @description How long a CRL is valid. */
            readonly expiry: string;
            /** @description Whether CRLs are empty. */
            readonly disable: boolean;
            /** @description Kept. */
            readonly ocsp_disable: boolean;
            /** @description Kept. */
            readonly ocsp_expiry: string;
            /** @description Whether CRLs are made anew when they come to their end, not at each revocation. */
            readonly auto_rebuild: boolean;
            /** @description How long before their end. */
            readonly auto_rebuild_grace_period: string;
            /** @description Kept: there are no delta CRLs. */
            readonly enable_delta: boolean;
            /** @description Kept. */
            readonly delta_rebuild_interval: string;
            /** @description Whether expired certificates may be put on a CRL. */
            readonly allow_expired_cert_revocation: boolean;
        };
        /** @description How CRLs are made. */
        readonly PkiCrlConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCrlConfig"];
            readonly auth: null;
        };
        /**
         * @description What templates of URLs are filled with.
         * @example {
         *       "path": "",
         *       "aia_path": ""
         *     }
         */
        readonly PkiCluster: {
            /** @description Where this mount is reached. */
            readonly path: string;
            /** @description Where it is reached without a token. */
            readonly aia_path: string;
        };
        /** @description What templates of URLs are filled with. */
        readonly PkiClusterResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiCluster"];
            readonly auth: null;
        };
        /**
         * @description The last tidying.
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
            /** @description `Inactive`, `Running`, `Finished` or `Error`. */
            readonly state: string;
            /** @description What went wrong. */
            readonly error: string | null;
            /** @description What is done now. */
            readonly message: string | null;
            /** @description Names the mount. */
            readonly internal_backend_uuid: string;
            /** @description When it began. */
            readonly time_started: string | null;
            /** @description When it ended. */
            readonly time_finished: string | null;
            /** @description A count. */
            readonly acme_account_deleted_count: number | null;
            /** @description A count. */
            readonly acme_account_revoked_count: number | null;
            /** @description A count. */
            readonly acme_orders_deleted_count: number | null;
            /** @description A count. */
            readonly cert_store_deleted_count: number | null;
            /** @description A count. */
            readonly current_cert_store_count: number | null;
            /** @description A count. */
            readonly current_revoked_cert_count: number | null;
            /** @description A count. */
            readonly missing_issuer_cert_count: number | null;
            /** @description A count. */
            readonly revoked_cert_deleted_count: number | null;
            /** @description A count. */
            readonly total_acme_account_count: number | null;
            /** @description Forget certificates that expired. */
            readonly tidy_cert_store: boolean | null;
            /** @description Forget revoked certificates that expired. */
            readonly tidy_revoked_certs: boolean | null;
            /** @description Forget what is no certificate. */
            readonly tidy_invalid_certs: boolean | null;
            /** @description Find the issuers of revoked certificates. */
            readonly tidy_revoked_cert_issuer_associations: boolean | null;
            /** @description Forget issuers that expired. */
            readonly tidy_expired_issuers: boolean | null;
            /** @description Kept. */
            readonly tidy_move_legacy_ca_bundle: boolean | null;
            /** @description Kept. */
            readonly tidy_acme: boolean | null;
            /** @description How long after their end certificates are kept. */
            readonly safety_buffer: number | null;
            /** @description How long after their end revoked certificates are kept. */
            readonly revoked_safety_buffer: number | null;
            /** @description How long after their end issuers are kept. */
            readonly issuer_safety_buffer: number | null;
            /** @description Kept. */
            readonly acme_account_safety_buffer: number | null;
            /** @description Kept. */
            readonly pause_duration: string | null;
            /** @description Kept. */
            readonly page_size: number | null;
        };
        /** @description The last tidying. */
        readonly PkiTidyStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiTidyStatus"];
            readonly auth: null;
        };
        /**
         * @description What is forgotten by itself.
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
            /** @description Whether it is done by itself: refused. */
            readonly enabled: boolean;
            /** @description How often. */
            readonly interval_duration: number;
            /** @description Kept. */
            readonly maintain_stored_certificate_counts: boolean;
            /** @description Kept. */
            readonly publish_stored_certificate_count_metrics: boolean;
            /** @description Forget certificates that expired. */
            readonly tidy_cert_store: boolean;
            /** @description Forget revoked certificates that expired. */
            readonly tidy_revoked_certs: boolean;
            /** @description Forget what is no certificate. */
            readonly tidy_invalid_certs: boolean;
            /** @description Find the issuers of revoked certificates. */
            readonly tidy_revoked_cert_issuer_associations: boolean;
            /** @description Forget issuers that expired. */
            readonly tidy_expired_issuers: boolean;
            /** @description Kept. */
            readonly tidy_move_legacy_ca_bundle: boolean;
            /** @description Kept. */
            readonly tidy_acme: boolean;
            /** @description How long after their end certificates are kept. */
            readonly safety_buffer: number;
            /** @description How long after their end revoked certificates are kept. */
            readonly revoked_safety_buffer: number;
            /** @description How long after their end issuers are kept. */
            readonly issuer_safety_buffer: number;
            /** @description Kept. */
            readonly acme_account_safety_buffer: number;
            /** @description Kept. */
            readonly pause_duration: string;
            /** @description Kept. */
            readonly page_size: number;
        };
        /** @description What is forgotten by itself. */
        readonly PkiAutoTidyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PkiAutoTidy"];
            readonly auth: null;
        };
        /** @description Done; there is nothing to give but warnings. */
        readonly PkiDoneResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
        };
        /**
         * @description Which lease is meant.
         * @example {
         *       "lease_id": "pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd"
         *     }
         */
        readonly LeaseRequest: {
            readonly lease_id: components["schemas"]["LeaseId"];
        };
        /**
         * @description The `lease_id` of the envelope that the secret came in; of a token, its creation path and the name of its record.
         * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
         */
        readonly LeaseId: string | number;
        /**
         * @description Which lease is to be renewed, and for how long.
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
         * @description For how long the lease is to be renewed.
         * @example {
         *       "increment": "1h"
         *     }
         */
        readonly LeaseRenewByIdRequest: {
            readonly increment?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description Which lease is to be revoked.
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
         * @description Whether to wait until it is done, which is always so here.
         * @example {
         *       "sync": true
         *     }
         */
        readonly LeaseRevokeByIdRequest: {
            readonly sync?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A lease.
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
            /** @description What it is called. */
            readonly id: string;
            /** @description The path of the request that made it. */
            readonly path: string;
            /**
             * Format: date-time
             * @description When it was given.
             */
            readonly issue_time: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            readonly expire_time: string;
            /**
             * Format: date-time
             * @description When it was last renewed.
             */
            readonly last_renewal: string | null;
            /** @description Whether it can be renewed. */
            readonly renewable: boolean;
            /** @description Seconds that are left. */
            readonly ttl: number;
        };
        /** @description A lease. */
        readonly LeaseResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Lease"];
            readonly auth: null;
        };
        /** @description The lease as it is now, in the envelope's own fields. */
        readonly LeaseRenewedResponse: components["schemas"]["Envelope"] & {
            readonly data: null;
            readonly auth: null;
        };
        /**
         * @description How many leases could not be revoked.
         * @example {
         *       "lease_count": 1,
         *       "counts": {
         *         "pki/": 1
         *       }
         *     }
         */
        readonly LeaseCount: {
            /** @description All together. */
            readonly lease_count: number;
            /** @description By the mount that they belong to. */
            readonly counts: {
                readonly [key: string]: number;
            };
        };
        /** @description How many leases could not be revoked. */
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
            /** @description All together. */
            readonly lease_count: number;
            /** @description The first of them. */
            readonly leases: readonly {
                readonly lease_id: string;
                /** @description Why, as far as the caller may know. */
                readonly error: string;
            }[];
        };
        /** @description The leases that could not be revoked. */
        readonly IrrevocableLeasesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["IrrevocableLeases"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount as they hold; those that were never set are absent, but for the times.
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
            /** @description What it is for. */
            readonly description: string;
            /** @description Seconds; the mount's own, or else the system's. */
            readonly default_lease_ttl: number;
            /** @description Seconds; the mount's own, or else the system's. */
            readonly max_lease_ttl: number;
            /** @description Whether reads go to the store every time. */
            readonly force_no_cache: boolean;
            /** @description Who sees the mount in `sys/internal/ui/mounts`. */
            readonly listing_visibility?: string;
            /** @description The kind of tokens that a login method gives out. */
            readonly token_type?: string;
            /** @description Fields of requests that an audit log shows as they are. */
            readonly audit_non_hmac_request_keys?: readonly string[];
            /** @description Fields of responses that an audit log shows as they are. */
            readonly audit_non_hmac_response_keys?: readonly string[];
            /** @description Headers that the engine sees. */
            readonly passthrough_request_headers?: readonly string[];
            /** @description Headers that the engine may send. */
            readonly allowed_response_headers?: readonly string[];
            readonly options?: components["schemas"]["StringMap"];
        };
        /** @description The settings of a mount. The keys of `data` stand at the top level too. */
        readonly MountTuningResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["MountTuning"];
            readonly auth: null;
        };
        /**
         * @description The settings to change; what is not named stays as it is.
         * @example {
         *       "default_lease_ttl": "30m",
         *       "listing_visibility": "unauth"
         *     }
         */
        readonly TuneMountRequest: {
            /** @description What it is for. */
            readonly description?: string;
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            /** @description `unauth`, `hidden`, or empty for the default. */
            readonly listing_visibility?: string;
            /** @description Of a login method: `default-service`, `default-batch`, `service` or `batch`. */
            readonly token_type?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
            readonly options?: components["schemas"]["MetadataInput"];
        };
        /**
         * @description Which login method to mount.
         * @example {
         *       "type": "approle",
         *       "description": "machines of the team"
         *     }
         */
        readonly EnableAuthRequest: {
            /** @description The kind of login method: `approle`, `userpass`. */
            readonly type: string;
            /** @description What it is for. */
            readonly description?: string;
            readonly config?: components["schemas"]["AuthConfigInput"];
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
            readonly seal_wrap?: components["schemas"]["BooleanInput"];
            readonly external_entropy_access?: components["schemas"]["BooleanInput"];
            /** @description The older name of `type` for plugins. */
            readonly plugin_name?: string;
            /** @description The version of the plugin. */
            readonly plugin_version?: string;
        };
        /**
         * @description The settings of a login method to be.
         * @example {
         *       "default_lease_ttl": "1h",
         *       "token_type": "batch"
         *     }
         */
        readonly AuthConfigInput: {
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description Who sees it in `sys/internal/ui/mounts`: `unauth` or `hidden`. */
            readonly listing_visibility?: string;
            /** @description The kind of tokens that it gives out: `default-service`, `default-batch`, `service` or `batch`. */
            readonly token_type?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
        };
        /**
         * @description What moves, and to where.
         * @example {
         *       "from": "team",
         *       "to": "platform/team"
         *     }
         */
        readonly RemountRequest: {
            /** @description The path of a mount; a login method's begins with `auth/`. */
            readonly from: string;
            /** @description A path that is free, of the same kind. */
            readonly to: string;
        };
        /**
         * @description Names the move.
         * @example {
         *       "migration_id": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a"
         *     }
         */
        readonly Remount: {
            /** @description What `sys/remount/status` is asked for. */
            readonly migration_id: string;
        };
        /** @description The move. The keys of `data` stand at the top level too. */
        readonly RemountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Remount"];
            readonly auth: null;
        };
        /**
         * @description How far a move is.
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
            /** @description Names the move. */
            readonly migration_id: string;
            /** @description From where to where, and whether it is done: `in-progress`, `success` or `failure`. */
            readonly migration_info: {
                readonly source_mount: string;
                readonly target_mount: string;
                readonly status: string;
            };
        };
        /** @description How far a move is. */
        readonly RemountStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["RemountStatus"];
            readonly auth: null;
        };
        /**
         * @description The policies with their texts.
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
            /** @description The names, sorted, `root` last. */
            readonly keys: readonly string[];
            /** @description The policies by name. */
            readonly key_info: {
                readonly [key: string]: components["schemas"]["Policy"];
            };
        };
        /** @description The policies with their texts. */
        readonly PolicyDetailsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["PolicyDetails"];
            readonly auth: null;
        };
        /**
         * @description The names of the policies.
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
            /** @description The names, sorted, `root` last. */
            readonly keys: readonly string[];
            /** @description The same. */
            readonly policies: readonly string[];
        };
        /** @description The names of the policies. The keys of `data` stand at the top level too. */
        readonly OldPolicyListResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["OldPolicyList"];
            readonly auth: null;
        };
        /**
         * @description A policy, with the older name for its text.
         * @example {
         *       "name": "ci-deploy",
         *       "rules": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }",
         *       "version": 1
         *     }
         */
        readonly OldPolicy: {
            /** @description Its name. */
            readonly name: string;
            /** @description Its text, as it was written. */
            readonly rules: string;
            /** @description How often it was written. */
            readonly version?: number;
            /**
             * Format: date-time
             * @description When it was last written; absent for those that are built in.
             */
            readonly modified?: string;
            /**
             * Format: date-time
             * @description When it ends; absent where it does not.
             */
            readonly expiration?: string;
            /** @description Whether a write must name the version it replaces. */
            readonly cas_required?: boolean;
            /** @description Always false here. */
            readonly allow_slashes_in_identity_templates?: boolean;
            /** @description Always false here. */
            readonly allow_wildcards_in_identity_templates?: boolean;
        };
        /** @description A policy, with the older name for its text. The keys of `data` stand at the top level too. */
        readonly OldPolicyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["OldPolicy"];
            readonly auth: null;
        };
        /**
         * @description What is allowed, by path; `capabilities` where one path was asked for.
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
        /** @description What is allowed, by path; `capabilities` where one path was asked for. The keys of `data` stand at the top level too. */
        readonly CapabilitiesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Capabilities"];
            readonly auth: null;
        };
        /**
         * @description All that the caller may do.
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
            /** @description Whether the caller may do everything. */
            readonly root: boolean;
            /** @description By the very path. */
            readonly exact_paths?: {
                readonly [key: string]: components["schemas"]["PathCapabilities"];
            };
            /** @description By what paths begin with; a `+` stands for a segment. */
            readonly glob_paths?: {
                readonly [key: string]: components["schemas"]["PathCapabilities"];
            };
        };
        /** @description All that the caller may do. */
        readonly ResultantAclResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["ResultantAcl"];
            readonly auth: null;
        };
        /**
         * @description The servers of the cluster.
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
        /** @description The servers of the cluster. */
        readonly HaStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["HaStatus"];
            readonly auth: null;
        };
        /**
         * @description The encryption key.
         * @example {
         *       "term": 1,
         *       "install_time": "2026-11-24T12:00:00.123Z",
         *       "encryptions": 0
         *     }
         */
        readonly KeyStatus: {
            /** @description How often it was changed; the first is 1. */
            readonly term: number;
            /**
             * Format: date-time
             * @description Since when it is used.
             */
            readonly install_time: string;
            /** @description How often it was used; not counted here. */
            readonly encryptions: number;
        };
        /** @description The encryption key. The keys of `data` stand at the top level too. */
        readonly KeyStatusResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KeyStatus"];
            readonly auth: null;
        };
        /**
         * @description When the encryption key changes by itself.
         * @example {
         *       "enabled": false,
         *       "interval": 0,
         *       "max_operations": 0
         *     }
         */
        readonly RotateConfig: {
            /** @description Whether it does. */
            readonly enabled: boolean;
            /** @description Seconds; 0 is never. */
            readonly interval: number;
            /** @description After so many encryptions; 0 is never. */
            readonly max_operations: number;
        };
        /** @description When the encryption key changes by itself. */
        readonly RotateConfigResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["RotateConfig"];
            readonly auth: null;
        };
        /**
         * @description The versions that the server has had.
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
            /** @description More of each. */
            readonly key_info: {
                readonly [key: string]: {
                    /** @description The date of its source. */
                    readonly commit_date: string;
                    /** @description The version before. */
                    readonly previous_version: string | null;
                    /**
                     * Format: date-time
                     * @description When it was first started.
                     */
                    readonly timestamp_installed: string;
                };
            };
        };
        /** @description The versions that the server has had. */
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
            /** @description In base64 or hexadecimal. */
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
            /** @description In hexadecimal or base64. */
            readonly sum: string;
        };
        /** @description A hash. */
        readonly HashResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Hash"];
            readonly auth: null;
        };
        /**
         * @description Which pages may call the server.
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
            /** @description Whether any may. */
            readonly enabled: boolean;
            /** @description Their origins, or `*`; absent where none may. */
            readonly allowed_origins?: readonly string[];
            /** @description The request headers that they may send. */
            readonly allowed_headers?: readonly string[];
            /** @description Always false: tokens are headers, not cookies. */
            readonly allow_credentials?: boolean;
        };
        /** @description Which pages may call the server. The keys of `data` stand at the top level too. */
        readonly CorsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Cors"];
            readonly auth: null;
        };
        /**
         * @description The audit devices by their path.
         * @example {}
         */
        readonly AuditDevices: {
            readonly [key: string]: Record<string, never>;
        };
        /** @description The audit devices by their path. The keys of `data` stand at the top level too. */
        readonly AuditDevicesResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["AuditDevices"];
            readonly auth: null;
        };
        /**
         * @description What is allowed.
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
         * @description A server.
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
            /** @description What it is called. */
            readonly hostname: string;
            /** @description Where it answers; empty where it does not know. */
            readonly api_address: string;
            /** @description Where it answers other servers; empty here. */
            readonly cluster_address: string;
            /** @description Whether it is the active one. */
            readonly active_node: boolean;
            /** @description When it was last heard of; null of the one that answers. */
            readonly last_echo: string | null;
            /** @description Its version. */
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
            /** @description Its title and version. */
            readonly info: {
                readonly [key: string]: unknown;
            };
            /** @description Its paths. */
            readonly paths: {
                readonly [key: string]: unknown;
            };
        } & {
            readonly [key: string]: unknown;
        };
        /**
         * @description Whether the server has its keys; without an envelope.
         * @example {
         *       "initialized": true
         *     }
         */
        readonly InitStatus: {
            /** @description Whether it has. */
            readonly initialized: boolean;
        };
        /**
         * @description How the keys are to be shared.
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
         * @description The key, or the wish to begin anew.
         * @example {
         *       "key": "6b1d3a0b6f4e7f2c2a4e8f8c1d8f9c1e6b1d3a0b6f4e7f2c2a4e8f8c1d8f9c1e"
         *     }
         */
        readonly UnsealRequest: {
            /** @description The key in hexadecimal or base64. */
            readonly key?: string;
            readonly reset?: components["schemas"]["BooleanInput"];
            readonly migrate?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A policy to be.
         * @example {
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }"
         *     }
         */
        readonly OldPolicyWriteRequest: {
            /** @description HCL, or JSON as a text; or either in base64. */
            readonly policy?: string;
            /** @description The older name of `policy`. */
            readonly rules?: string;
            readonly cas?: components["schemas"]["IntegerInput"];
            readonly cas_required?: components["schemas"]["BooleanInput"];
            /** @description When the policy ends, as RFC 3339. */
            readonly expiration?: string;
            readonly ttl?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description Whose capabilities, and where.
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
         * @description Where.
         * @example {
         *       "paths": [
         *         "secret/data/ci/deploy-key"
         *       ]
         *     }
         */
        readonly CapabilitiesSelfRequest: {
            /** @description Taken for the sake of clients; the token that asks counts. */
            readonly token?: string;
            readonly paths?: components["schemas"]["StringListInput"];
            readonly path?: components["schemas"]["StringListInput"];
        };
        /**
         * @description Whose capabilities, and where.
         * @example {
         *       "accessor": "4aRLpHyKLeRzBbhgRmoZhL0f",
         *       "paths": [
         *         "secret/data/ci/deploy-key"
         *       ]
         *     }
         */
        readonly CapabilitiesAccessorRequest: {
            /** @description The accessor. */
            readonly accessor: string;
            readonly paths?: components["schemas"]["StringListInput"];
            readonly path?: components["schemas"]["StringListInput"];
        };
        /**
         * @description How many bytes, and how they are written.
         * @example {
         *       "bytes": 32,
         *       "format": "hex"
         *     }
         */
        readonly RandomRequest: {
            readonly bytes?: components["schemas"]["IntegerInput"];
            /** @description `base64` or `hex`. */
            readonly format?: string;
            /** @description The source, `platform`. */
            readonly source?: string;
        };
        /**
         * @description How the bytes are written.
         * @example {
         *       "format": "hex"
         *     }
         */
        readonly RandomOfRequest: {
            readonly bytes?: components["schemas"]["IntegerInput"];
            /** @description `base64` or `hex`. */
            readonly format?: string;
        };
        /**
         * @description What is to be hashed, and how.
         * @example {
         *       "input": "aGVsbG8=",
         *       "algorithm": "sha2-256"
         *     }
         */
        readonly HashRequest: {
            /** @description The bytes in base64. */
            readonly input?: string;
            /** @description `sha2-224`, `sha2-256`, `sha2-384`, `sha2-512`, or the same of `sha3`. */
            readonly algorithm?: string;
            /** @description `hex` or `base64`. */
            readonly format?: string;
        };
        /**
         * @description Which pages may call the server.
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
         * @description An audit device to be.
         * @example {
         *       "type": "file",
         *       "options": {
         *         "file_path": "audit.log"
         *       }
         *     }
         */
        readonly AuditRequest: {
            /** @description Its kind. */
            readonly type?: string;
            /** @description What it is for. */
            readonly description?: string;
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description A text.
         * @example {
         *       "input": "a text"
         *     }
         */
        readonly AuditHashRequest: {
            /** @description The text. */
            readonly input?: string;
        };
        /**
         * @description What is known of a wrapping token without opening it.
         * @example {
         *       "creation_path": "secret/data/ci/deploy-key",
         *       "creation_time": "2026-11-24T12:00:00.123456789Z",
         *       "creation_ttl": 300
         *     }
         */
        readonly WrappingProperties: {
            /** @description The path of the request whose response was wrapped. */
            readonly creation_path: string;
            /**
             * Format: date-time
             * @description When it was wrapped; the same text as in `wrap_info`.
             */
            readonly creation_time: string;
            /** @description Seconds that the wrapping token was created with. */
            readonly creation_ttl: number;
        };
        /** @description What is known of a wrapping token without opening it. */
        readonly WrappingLookupResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["WrappingProperties"];
            readonly auth: null;
        };
        /**
         * @description How the server is; without an envelope.
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
            /** @description Whether it has its keys. */
            readonly initialized: boolean;
            /** @description Whether it cannot read what it keeps. */
            readonly sealed: boolean;
            /** @description Whether another server is the active one. */
            readonly standby: boolean;
            /** @description Whether it is a standby that serves reads. */
            readonly performance_standby?: boolean;
            /** @description `disabled` here. */
            readonly replication_performance_mode?: string;
            /** @description `disabled` here. */
            readonly replication_dr_mode?: string;
            /** @description Seconds since 1970. */
            readonly server_time_utc: number;
            /** @description The version of the server. */
            readonly version: string;
            /** @description What the cluster is called; absent while it is sealed. */
            readonly cluster_name?: string;
            /** @description Names the cluster; absent while it is sealed. */
            readonly cluster_id?: string;
        };
        /**
         * @description Whether the server is sealed, and how far the unsealing is; without an envelope.
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
            /** @description The kind of seal, such as `shamir`. */
            readonly type: string;
            /** @description Whether it has its keys. */
            readonly initialized: boolean;
            /** @description Whether it cannot read what it keeps. */
            readonly sealed: boolean;
            /** @description How many shares unseal it. */
            readonly t: number;
            /** @description How many shares there are. */
            readonly n: number;
            /** @description How many shares were given. */
            readonly progress: number;
            /** @description Names the unsealing under way; empty where there is none. */
            readonly nonce: string;
            /** @description The version of the server. */
            readonly version: string;
            /** @description When the server was built. */
            readonly build_date?: string;
            /** @description The date of its source. */
            readonly commit_date?: string;
            /** @description Whether the seal is being changed. */
            readonly migration: boolean;
            /** @description What the cluster is called; absent while it is sealed. */
            readonly cluster_name?: string;
            /** @description Names the cluster; absent while it is sealed. */
            readonly cluster_id?: string;
            /** @description Whether the shares are recovery keys. */
            readonly recovery_seal: boolean;
            /** @description The kind of its store. */
            readonly storage_type: string;
        };
        /**
         * @description Who is the active server; without an envelope.
         * @example {
         *       "ha_enabled": false
         *     }
         */
        readonly LeaderStatus: {
            /** @description Whether there can be more than one server. */
            readonly ha_enabled: boolean;
            /** @description Whether this is the active one. */
            readonly is_self?: boolean;
            /** @description The address of the active one. */
            readonly leader_address?: string;
            /** @description Its address for other servers. */
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
            /** @description Seconds; 0 is the system's. */
            readonly default_lease_ttl: number;
            /** @description Seconds; 0 is the system's. */
            readonly max_lease_ttl: number;
            /** @description Whether reads go to the store every time. */
            readonly force_no_cache: boolean;
            /** @description Who sees the mount in `sys/internal/ui/mounts`; absent by default. */
            readonly listing_visibility?: string;
            /** @description The kind of tokens that a login method gives out; absent for secrets engines. */
            readonly token_type?: string;
            /** @description Fields of requests that an audit log shows as they are. */
            readonly audit_non_hmac_request_keys?: readonly string[];
            /** @description Fields of responses that an audit log shows as they are. */
            readonly audit_non_hmac_response_keys?: readonly string[];
            /** @description Headers that the engine sees. */
            readonly passthrough_request_headers?: readonly string[];
            /** @description Headers that the engine may send. */
            readonly allowed_response_headers?: readonly string[];
        };
        /**
         * @description A mount.
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
            /** @description The kind of engine, such as `kv`. */
            readonly type: string;
            /** @description What it is for. */
            readonly description: string;
            /** @description Names the mount. */
            readonly accessor: string;
            /** @description Names its storage. */
            readonly uuid: string;
            /** @description Whether it is kept out of replication. */
            readonly local: boolean;
            /** @description Whether its storage is sealed twice. */
            readonly seal_wrap: boolean;
            /** @description Whether it draws on an external source of randomness. */
            readonly external_entropy_access?: boolean;
            /** @description Its options. */
            readonly options: components["schemas"]["StringMap"] | null;
            /** @description The version of the plugin that was asked for. */
            readonly plugin_version?: string;
            /** @description The version of the plugin that runs. */
            readonly running_plugin_version?: string;
            /** @description The hash of the plugin that runs. */
            readonly running_sha256?: string;
            /** @description Whether the engine is still supported. */
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
        /** @description The secrets engines that are mounted. The keys of `data` stand at the top level too. */
        readonly MountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Mounts"];
            readonly auth: null;
        };
        /** @description One mount. The keys of `data` stand at the top level too. */
        readonly MountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Mount"];
            readonly auth: null;
        };
        /**
         * @description The settings of a mount to be.
         * @example {
         *       "default_lease_ttl": "1h",
         *       "max_lease_ttl": 7200
         *     }
         */
        readonly MountConfigInput: {
            readonly default_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly max_lease_ttl?: components["schemas"]["MountTtlInput"];
            readonly force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description Who sees the mount in `sys/internal/ui/mounts`: `unauth` or `hidden`. */
            readonly listing_visibility?: string;
            readonly audit_non_hmac_request_keys?: components["schemas"]["StringListInput"];
            readonly audit_non_hmac_response_keys?: components["schemas"]["StringListInput"];
            readonly passthrough_request_headers?: components["schemas"]["StringListInput"];
            readonly allowed_response_headers?: components["schemas"]["StringListInput"];
        };
        /**
         * @description What to mount.
         * @example {
         *       "type": "kv",
         *       "description": "secrets of the team",
         *       "options": {
         *         "version": "2"
         *       }
         *     }
         */
        readonly EnableMountRequest: {
            /** @description The kind of engine: `kv`; `kv-v2` is short for version 2. */
            readonly type: string;
            /** @description What it is for. */
            readonly description?: string;
            readonly config?: components["schemas"]["MountConfigInput"];
            readonly options?: components["schemas"]["MetadataInput"];
            readonly local?: components["schemas"]["BooleanInput"];
            readonly seal_wrap?: components["schemas"]["BooleanInput"];
            readonly external_entropy_access?: components["schemas"]["BooleanInput"];
            /** @description The older name of `type` for plugins. */
            readonly plugin_name?: string;
            /** @description The version of the plugin. */
            readonly plugin_version?: string;
        };
        /**
         * @description What a caller may see of the mounts.
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
         * @description The little of each mount that is shown in lists.
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
        /** @description The mounts that the caller may see. */
        readonly UiMountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UiMounts"];
            readonly auth: null;
        };
        /** @description A mount and where it is. */
        readonly UiMount: components["schemas"]["Mount"] & {
            /** @description Where it is mounted, with a trailing `/`. */
            readonly path: string;
        };
        /** @description The mount that a path belongs to. */
        readonly UiMountResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UiMount"];
            readonly auth: null;
        };
        /**
         * @description A policy.
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
            /** @description Its name. */
            readonly name: string;
            /** @description Its text, as it was written. */
            readonly policy: string;
            /** @description How often it was written. */
            readonly version?: number;
            /**
             * Format: date-time
             * @description When it was last written; absent for those that are built in.
             */
            readonly modified?: string;
            /**
             * Format: date-time
             * @description When it ends; absent where it does not.
             */
            readonly expiration?: string;
            /** @description Whether a write must name the version it replaces. */
            readonly cas_required?: boolean;
            /** @description Always false here. */
            readonly allow_slashes_in_identity_templates?: boolean;
            /** @description Always false here. */
            readonly allow_wildcards_in_identity_templates?: boolean;
        };
        /** @description A policy. */
        readonly PolicyResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Policy"];
            readonly auth: null;
        };
        /**
         * @description A policy to be.
         * @example {
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }"
         *     }
         */
        readonly PolicyWriteRequest: {
            /** @description HCL, or JSON as a text; or either in base64. */
            readonly policy: string;
            readonly cas?: components["schemas"]["IntegerInput"];
            readonly cas_required?: components["schemas"]["BooleanInput"];
            /** @description When the policy ends, as RFC 3339. */
            readonly expiration?: string;
            readonly ttl?: components["schemas"]["LifetimeInput"];
        };
        /**
         * @description What the tokens of a login are like. Times are seconds; 0 is the mount's.
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
            /** @description Addresses from which the token may be used; empty is from anywhere. */
            readonly token_bound_cidrs: readonly string[];
            /** @description Seconds after its creation that no renewal goes beyond; 0 for none. */
            readonly token_explicit_max_ttl: number;
            /** @description Seconds that renewals may reach. */
            readonly token_max_ttl: number;
            /** @description Whether the policy `default` is left out. */
            readonly token_no_default_policy: boolean;
            /** @description How often the token may be used; 0 is without limit. */
            readonly token_num_uses: number;
            /** @description Seconds that each renewal gives; 0 where the token is not periodic. */
            readonly token_period: number;
            /** @description Its policies, as they were written. */
            readonly token_policies: readonly string[];
            /** @description Whether the token is bound to the address of its login. */
            readonly token_strictly_bind_ip: boolean;
            /** @description Seconds that it lives at first. */
            readonly token_ttl: number;
            /** @description `default`, `service`, `batch`, `default-service` or `default-batch`. */
            readonly token_type: string;
        };
        /**
         * @description The fields of a token role; what is not named stays as it is.
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
            /** @description Stands behind the creation path of its tokens. */
            readonly path_suffix?: string;
            /** @description `service`, `batch`, `default-service` or `default-batch`. */
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
            /** @description Policies that its tokens may have. */
            readonly allowed_policies: readonly string[];
            /** @description Policies that they must not have. */
            readonly disallowed_policies: readonly string[];
            /** @description The same by patterns. */
            readonly allowed_policies_glob: readonly string[];
            /** @description The same by patterns. */
            readonly disallowed_policies_glob: readonly string[];
            /** @description Aliases that may be named, by patterns. */
            readonly allowed_entity_aliases?: readonly string[] | null;
            /** @description Whether its tokens have no parent. */
            readonly orphan: boolean;
            /** @description Whether they can be renewed. */
            readonly renewable: boolean;
            /** @description Stands behind the creation path. */
            readonly path_suffix: string;
            /** @description What kind of tokens it makes. */
            readonly token_type: string;
            /** @description Where its tokens may be used. */
            readonly token_bound_cidrs?: readonly string[];
            /** @description Seconds. */
            readonly token_explicit_max_ttl?: number;
            /** @description Whether `default` stays away. */
            readonly token_no_default_policy?: boolean;
            /** @description How often its tokens can be used. */
            readonly token_num_uses?: number;
            /** @description Seconds. */
            readonly token_period?: number;
            /** @description Seconds; the old name. */
            readonly period?: number;
            /** @description Seconds; the old name. */
            readonly explicit_max_ttl?: number;
            /** @description The old name. */
            readonly bound_cidrs?: readonly string[];
        };
        /** @description A token role. */
        readonly TokenRoleResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["TokenRole"];
            readonly auth: null;
        };
        /** @description A user. Passwords are never told. */
        readonly UserpassUser: components["schemas"]["TokenFields"] & {
            /** @description The old name of `token_policies`; there if the user was written by it. */
            readonly policies?: readonly string[];
            /** @description The old name of `token_ttl`; there if the user was written by it. */
            readonly ttl?: number;
            /** @description The old name of `token_max_ttl`; there if the user was written by it. */
            readonly max_ttl?: number;
            /** @description The old name of `token_bound_cidrs`; there if the user was written by it. */
            readonly bound_cidrs?: readonly string[];
        };
        /** @description A user. */
        readonly UserpassUserResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UserpassUser"];
            readonly auth: null;
        };
        /**
         * @description What the user shall be; what is not named stays as it is. A new user needs a password or its hash.
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
            /** @description A bcrypt hash of the password, in its place. */
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
            /** @description `service`, `batch`, or what is the default. */
            readonly token_type?: string;
            readonly policies?: components["schemas"]["StringListInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
            readonly max_ttl?: components["schemas"]["DurationInput"];
            readonly bound_cidrs?: components["schemas"]["StringListInput"];
        };
        /**
         * @description The new password, or its hash.
         * @example {
         *       "password": "correct horse battery"
         *     }
         */
        readonly UserpassPasswordRequest: {
            /** @description The password, at most 72 bytes. */
            readonly password?: string;
            /** @description A bcrypt hash of the password, in its place. */
            readonly password_hash?: string;
        };
        /**
         * @description The policies of the user's tokens.
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
        /** @description The field. */
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
        /** @description The secret id. */
        readonly AppRoleSecretId: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the secret id. */
        readonly AppRoleSecretIdProperties: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AppRoleSecretIdPropertiesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The work has been taken on. */
        readonly AppRoleTidy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WarningsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Nobody has this accessor; or the role, the mount or the path is unknown. */
        readonly AppRoleAccessorNotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"] | components["schemas"]["AppRoleAccessorNotFound"];
            };
        };
        /** @description The upstream, without the values of its headers. */
        readonly HttpConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HttpConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The upstream's own answer, byte for byte, with its content type and its status (any from 200 to 299; 204 and 205 are 204). */
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
        /** @description The upstream answered with an error: so does the server, with the upstream's status (any of 400 to 599). Or nothing is here. */
        readonly UpstreamError: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description The upstream cannot be reached, sent someone elsewhere, or answered with more than is allowed. */
        readonly UpstreamFailed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description The upstream took too long. */
        readonly UpstreamTimeout: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UpstreamErrors"];
            };
        };
        /** @description A certificate. */
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
        /** @description The certificate of a CA. */
        readonly PkiIntermediate: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIntermediateResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A CA that signs itself. */
        readonly PkiRoot: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRootResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A signing request. */
        readonly PkiCsr: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCsrResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What was taken over. */
        readonly PkiImport: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiImportResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description An issuer. */
        readonly PkiIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What anyone may know of an issuer. */
        readonly PkiPublicIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiPublicIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The issuers. */
        readonly PkiIssuers: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiIssuersResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys. */
        readonly PkiKeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiKeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A key; never the key itself, but when it is made to be exported. */
        readonly PkiKey: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiKeyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The default issuer. */
        readonly PkiDefaultIssuer: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDefaultIssuerResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The default key. */
        readonly PkiDefaultKey: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDefaultKeyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What certificates may be. */
        readonly PkiRole: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRoleResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description When a certificate was revoked. */
        readonly PkiRevocation: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRevocationResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A CRL. */
        readonly PkiCrl: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCrlResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description CRLs were made anew. */
        readonly PkiRotated: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiRotatedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What certificates say about where to look. */
        readonly PkiUrls: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiUrlsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description How CRLs are made. */
        readonly PkiCrlConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiCrlConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What templates of URLs are filled with. */
        readonly PkiCluster: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiClusterResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The last tidying. */
        readonly PkiTidyStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiTidyStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is forgotten by itself. */
        readonly PkiAutoTidy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiAutoTidyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Done; there is nothing to give but warnings. */
        readonly PkiDone: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PkiDoneResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A certificate: its bytes, or for a chain its PEM. */
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
        /** @description A CRL: its bytes. */
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
        /** @description The lease. */
        readonly Lease: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The lease as it is now. */
        readonly LeaseRenewed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseRenewedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description How many there are. */
        readonly LeaseCount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaseCountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The leases. */
        readonly IrrevocableLeases: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["IrrevocableLeasesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings. */
        readonly MountTuning: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountTuningResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The move. */
        readonly Remount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RemountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description How far the move is. */
        readonly RemountStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RemountStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The policies with their texts. */
        readonly PolicyDetails: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PolicyDetailsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The names of the policies. */
        readonly OldPolicyList: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OldPolicyListResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A policy, with the older name for its text. */
        readonly OldPolicy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["OldPolicyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is allowed, by path; `capabilities` where one path was asked for. */
        readonly Capabilities: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["CapabilitiesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description All that the caller may do. */
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
        /** @description The encryption key. */
        readonly KeyStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KeyStatusResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description When the encryption key changes by itself. */
        readonly RotateConfig: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RotateConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The versions that the server has had. */
        readonly VersionHistory: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["VersionHistoryResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Random bytes. */
        readonly Random: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["RandomResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description A hash. */
        readonly Hash: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["HashResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Which pages may call the server. */
        readonly Cors: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["CorsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The audit devices by their path. */
        readonly AuditDevices: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuditDevicesResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Whether the server has its keys. */
        readonly InitStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["InitStatus"];
            };
        };
        /** @description An OpenAPI document. */
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
        /** @description The wrapping token. */
        readonly Wrapped: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The envelope that was wrapped; or, with a wrap TTL, the same wrapped anew. */
        readonly Unwrapped: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UnwrappedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the wrapping token. */
        readonly WrappingLookup: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WrappingLookupResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The object that stands here. */
        readonly Object: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ObjectResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What stands directly below the path. */
        readonly Keys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Done, with warnings. */
        readonly Warnings: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["WarningsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The token. */
        readonly Auth: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["AuthResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the token. */
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
        /** @description Whether the server is sealed. */
        readonly SealStatus: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["SealStatus"];
            };
        };
        /** @description Who is the active server. */
        readonly Leader: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["LeaderStatus"];
            };
        };
        /** @description The mounts. */
        readonly Mounts: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mount. */
        readonly Mount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["MountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mounts that the caller may see. */
        readonly UiMounts: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UiMountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mount that the path belongs to. */
        readonly UiMount: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["UiMountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The policy. */
        readonly Policy: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["PolicyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The version. */
        readonly KvV2Secret: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2SecretResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The version that was written. */
        readonly KvV2Version: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2VersionResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the secret. */
        readonly KvV2Metadata: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2MetadataResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Names, with what is known of each. */
        readonly KvV2DetailedKeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["KvV2DetailedKeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys of the secret. */
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
        /** @description Done; there is nothing to say. Never wrapped. */
        readonly NoContent: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request is faulty: its JSON, a header, a field; or the wrapping token is not valid or does not exist. */
        readonly BadRequest: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description There is no token, or an unknown one, or its policies do not allow this. */
        readonly Forbidden: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Nothing is there; or the mount or the path is unknown. */
        readonly NotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The path does not know the method. */
        readonly MethodNotAllowed: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description A patch of another content type than application/merge-patch+json. */
        readonly UnsupportedMediaType: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The body is larger than the server takes. */
        readonly TooLarge: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Too much slow work of this client is waiting already. */
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
        /** @description The server is sealed, its store does not answer, or it has too much to do; then there is a `Retry-After`. */
        readonly Unavailable: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Nothing is there; or the version is deleted or destroyed, and then its metadata is told. */
        readonly VersionNotFound: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Errors"] | components["schemas"]["KvV2SecretResponse"] | components["schemas"]["KvV2VersionResponse"] | components["schemas"]["KvV2SubkeysResponse"];
            };
        };
        /** @description What was wrapped is itself an answer with status 404, such as a deleted version of a secret; it is used up now. */
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
        /** @description The server is a secondary for disaster recovery. */
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
        /** @description A token role. */
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
         * @description Where the login method is mounted, below `auth/`.
         * @example approle
         */
        readonly ApproleMount: string;
        /**
         * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
         * @example build
         */
        readonly RoleName: string;
        /**
         * @description The secret id. It belongs into a body, where logs do not keep it.
         * @example 6e0d6c2b-6d7b-4f0e-9a55-6f1f0d3a1c77
         */
        readonly SecretIdInQuery: string;
        /**
         * @description The accessor of the secret id.
         * @example 0b5d8a57-3f26-4c43-8b4f-5a2f0a8c2d11
         */
        readonly SecretIdAccessorInQuery: string;
        /**
         * @description Where an http engine is mounted.
         * @example payment
         */
        readonly HttpMount: string;
        /**
         * @description The path at the upstream, below its base URL, slashes included.
         * @example keys/one-time
         */
        readonly UpstreamPath: string;
        /**
         * @description Lists only the names that come after this one.
         * @example build
         */
        readonly After: string;
        /**
         * @description Lists at most so many names; all of them where it is 0 or below, or absent.
         * @example 100
         */
        readonly Limit: number;
        /**
         * @description Where a pki engine is mounted.
         * @example pki
         */
        readonly PkiMount: string;
        /**
         * @description The name of a role.
         * @example service
         */
        readonly PkiRole: string;
        /**
         * @description The name of a role.
         * @example service
         */
        readonly PkiRoleName: string;
        /**
         * @description An issuer, by its id, its name, or `default`.
         * @example default
         */
        readonly PkiIssuerRef: string;
        /**
         * @description A key, by its id, its name, or `default`.
         * @example default
         */
        readonly PkiKeyRef: string;
        /**
         * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
         * @example internal
         */
        readonly PkiExported: string;
        /**
         * @description A serial number, with colons or dashes.
         * @example 3d:62:c0:0a:9b:51:b4:6c:52:a9:d7:7f:41:21:11:cd:1f:34:a0:8a
         */
        readonly PkiSerial: string;
        /**
         * @description Lists only what comes after this.
         * @example service
         */
        readonly PkiAfter: string;
        /**
         * @description Lists no more than so many.
         * @example 100
         */
        readonly PkiLimit: number;
        /**
         * @description The lease.
         * @example pki/issue/web/2zFsd0GpBkPdVbWLXeAfUhGd
         */
        readonly LeaseIdInPath: string;
        /**
         * @description What the ids of the leases begin with, in whole segments.
         * @example pki/issue/web
         */
        readonly LeasePrefix: string;
        /**
         * @description Which leases: `irrevocable` is all that can be asked for.
         * @example irrevocable
         */
        readonly LeaseType: string;
        /**
         * @description How many at most; all by default.
         * @example 100
         */
        readonly LeaseLimit: number;
        /**
         * @description Taken for the sake of clients; there are no namespaces.
         * @example false
         */
        readonly LeaseIncludeChildNamespaces: boolean;
        /**
         * @description The path of a login method, without `auth/`, slashes included.
         * @example team/approle
         */
        readonly AuthPath: string;
        /**
         * @description The move.
         * @example 2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a
         */
        readonly MigrationId: string;
        /**
         * @description What the names of the policies begin with, in whole segments.
         * @example ci
         */
        readonly PolicyPrefix: string;
        /**
         * @description How many bytes, or the source, `platform`.
         * @example 32
         */
        readonly RandomBytesOrSource: string;
        /**
         * @description How many bytes.
         * @example 32
         */
        readonly RandomBytes: string;
        /**
         * @description The source, `platform`.
         * @example platform
         */
        readonly RandomSource: string;
        /**
         * @description The algorithm.
         * @example sha2-256
         */
        readonly HashAlgorithm: string;
        /**
         * @description The path of an audit device.
         * @example file
         */
        readonly AuditPath: string;
        /**
         * @description Where the login method is mounted, below `auth/`.
         * @example userpass
         */
        readonly UserpassMount: string;
        /**
         * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
         * @example alice
         */
        readonly Username: string;
        /**
         * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
         * @example s.CallerTokenExample123456
         */
        readonly Token: string;
        /**
         * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing, more than the server's `max_wrap_ttl` is refused with 400. On a path that needs no token it has an effect only with a valid one, or for a login that succeeds.
         * @example 5m
         */
        readonly WrapTtl: components["schemas"]["DurationInput"];
        /**
         * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
         * @example uuid
         */
        readonly WrapFormat: string;
        /**
         * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
         * @example true
         */
        readonly List: "true";
        /**
         * @description Makes `GET` mean `scan`, as the method `SCAN` does, which OpenAPI cannot describe.
         * @example true
         */
        readonly Scan: "true";
        /**
         * @description The token to look up; without it, the caller's own.
         * @example s.WrappingTokenExample1234
         */
        readonly TokenInQuery: string;
        /**
         * @description Where a key-value engine of version 1 is mounted.
         * @example legacy
         */
        readonly KvV1Mount: string;
        /**
         * @description Where a key-value engine of version 2 is mounted.
         * @example secret
         */
        readonly KvV2Mount: string;
        /**
         * @description The name of an entry below the mount, slashes included.
         * @example ci/deploy-key
         */
        readonly Path: string;
        /**
         * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
         * @example ci
         */
        readonly Folder: string;
        /**
         * @description The path of a mount, slashes included.
         * @example team/secret
         */
        readonly MountPath: string;
        /**
         * @description The name of a policy; upper case is made lower.
         * @example ci-deploy
         */
        readonly PolicyName: string;
        /**
         * @description The name of a token role: letters, digits, `_`, `-` and `.`.
         * @example ci
         */
        readonly TokenRoleName: string;
        /**
         * @description The version to read; 0 is the last one.
         * @example 2
         */
        readonly Version: number;
        /**
         * @description How many levels of keys to give; 0 gives all.
         * @example 1
         */
        readonly Depth: number;
        /**
         * @description Makes a standby answer with the status of an active server.
         * @example true
         */
        readonly StandbyOk: boolean;
        /**
         * @description Makes a performance standby answer with the status of an active server.
         * @example true
         */
        readonly PerfStandbyOk: boolean;
        /**
         * @description The status for an active server, 200 by default.
         * @example 200
         */
        readonly ActiveCode: number;
        /**
         * @description The status for a standby, 429 by default.
         * @example 429
         */
        readonly StandbyCode: number;
        /**
         * @description The status for a disaster recovery secondary, 472 by default.
         * @example 472
         */
        readonly DrSecondaryCode: number;
        /**
         * @description The status for a performance standby, 473 by default.
         * @example 473
         */
        readonly PerfStandbyCode: number;
        /**
         * @description The status for a sealed server, 503 by default.
         * @example 503
         */
        readonly SealedCode: number;
        /**
         * @description The status for a server that is not initialized, 501 by default.
         * @example 501
         */
        readonly UninitCode: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Nothing that this protocol answers may be kept by a cache.
         * @example no-store
         */
        readonly CacheControl: "no-store";
        /**
         * @description Seconds until the client may try again.
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
    readonly wrappingLookupRead: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The token to look up; without it, the caller's own.
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
    readonly sysHealth: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
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
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                readonly standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                readonly perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                readonly activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                readonly standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                readonly drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                readonly performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                readonly sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
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
    readonly sysSealStatus: {
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
    readonly sysLeader: {
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
    readonly sysInitStatus: {
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
    readonly sysHaStatus: {
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
    readonly sysKeyStatus: {
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
    readonly sysRotateConfig: {
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
    readonly sysVersionHistory: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description The name of a policy; upper case is made lower.
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
                 * @description The name of a policy; upper case is made lower.
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
                 * @description The name of a policy; upper case is made lower.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description What the names of the policies begin with, in whole segments.
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
    readonly policyOldList: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
    readonly policyOldListByRead: {
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
    readonly policyOldRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy; upper case is made lower.
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
    readonly policyOldWrite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy; upper case is made lower.
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
    readonly policyOldDelete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The name of a policy; upper case is made lower.
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
    readonly sysCapabilities: {
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
    readonly sysCapabilitiesSelf: {
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
    readonly sysCapabilitiesAccessor: {
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
    readonly sysUiResultantAcl: {
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
    readonly sysToolsRandom: {
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
    readonly sysToolsRandomOf: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description How many bytes, or the source, `platform`.
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
    readonly sysToolsRandomFrom: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The source, `platform`.
                 * @example platform
                 */
                readonly source: components["parameters"]["RandomSource"];
                /**
                 * @description How many bytes.
                 * @example 32
                 */
                readonly urlbytes: components["parameters"]["RandomBytes"];
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
    readonly sysToolsHash: {
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
    readonly sysToolsHashBy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The algorithm.
                 * @example sha2-256
                 */
                readonly urlalgorithm: components["parameters"]["HashAlgorithm"];
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
    readonly sysReadCors: {
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
    readonly sysWriteCors: {
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
    readonly sysDeleteCors: {
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
    readonly sysListAudit: {
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
    readonly sysEnableAudit: {
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
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysDisableAudit: {
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
            readonly 400: components["responses"]["BadRequest"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 405: components["responses"]["MethodNotAllowed"];
            readonly 413: components["responses"]["TooLarge"];
            readonly 503: components["responses"]["Unavailable"];
        };
    };
    readonly sysOpenApi: {
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
    readonly sysListMounts: {
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
    readonly sysReadMount: {
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
    readonly sysEnableMount: {
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
    readonly sysDisableMount: {
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
    readonly sysReadMountTuning: {
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
    readonly sysTuneMount: {
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
    readonly sysRemountStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The move.
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
    readonly sysUiListMounts: {
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
    readonly sysUiReadMount: {
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
    readonly sysListAuth: {
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
    readonly sysReadAuth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method, without `auth/`, slashes included.
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
    readonly sysEnableAuth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method, without `auth/`, slashes included.
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
    readonly sysDisableAuth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method, without `auth/`, slashes included.
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
    readonly sysReadAuthTuning: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method, without `auth/`, slashes included.
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
    readonly sysTuneAuth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description The path of a login method, without `auth/`, slashes included.
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
                 * @description Which leases: `irrevocable` is all that can be asked for.
                 * @example irrevocable
                 */
                readonly type?: components["parameters"]["LeaseType"];
                /**
                 * @description How many at most; all by default.
                 * @example 100
                 */
                readonly limit?: components["parameters"]["LeaseLimit"];
                /**
                 * @description Taken for the sake of clients; there are no namespaces.
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
                 * @description Which leases: `irrevocable` is all that can be asked for.
                 * @example irrevocable
                 */
                readonly type?: components["parameters"]["LeaseType"];
                /**
                 * @description Taken for the sake of clients; there are no namespaces.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description What the ids of the leases begin with, in whole segments.
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
                 * @description The lease.
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
                 * @description The lease.
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
    readonly leaseRevokePrefix: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description What the ids of the leases begin with, in whole segments.
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
                 * @description What the ids of the leases begin with, in whole segments.
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
    readonly tokenLookupRead: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The token to look up; without it, the caller's own.
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
    readonly tokenLookupSelfUpdate: {
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
    readonly tokenListAccessors: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                readonly role_name: components["parameters"]["TokenRoleName"];
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
    readonly tokenListRoles: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
    readonly tokenReadRole: {
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
                readonly role_name: components["parameters"]["TokenRoleName"];
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
    readonly tokenWriteRole: {
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
                readonly role_name: components["parameters"]["TokenRoleName"];
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
    readonly tokenDeleteRole: {
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
                readonly role_name: components["parameters"]["TokenRoleName"];
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
    readonly appRoleLoginRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
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
                 * @description Where the login method is mounted, below `auth/`.
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
    readonly appRoleListRoles: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where the login method is mounted, below `auth/`.
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
    readonly appRoleReadRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadRoleId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteRoleId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadPolicies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWritePolicies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeletePolicies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadTokenTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteTokenTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteTokenTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadTokenMaxTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteTokenMaxTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteTokenMaxTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadTokenNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteTokenNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteTokenNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadPeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWritePeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeletePeriod: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadTokenBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteTokenBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteTokenBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadBindSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteBindSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteBindSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadSecretIdNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteSecretIdNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteSecretIdNumUses: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadSecretIdTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteSecretIdTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteSecretIdTtl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadSecretIdBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteSecretIdBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteSecretIdBoundCidrs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadBoundCidrList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleWriteBoundCidrList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDeleteBoundCidrList: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleReadLocalSecretIds: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleGenerateSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleListSecretIds: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleCustomSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleLookupSecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDestroySecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDestroySecretIdDelete: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The secret id. It belongs into a body, where logs do not keep it.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleLookupSecretIdAccessor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDestroySecretIdAccessor: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleDestroySecretIdAccessorDelete: {
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example approle
                 */
                readonly approle_mount: components["parameters"]["ApproleMount"];
                /**
                 * @description The name of a role: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
                 * @example build
                 */
                readonly role_name: components["parameters"]["RoleName"];
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
    readonly appRoleTidySecretId: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
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
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
    readonly userpassListUsers: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where the login method is mounted, below `auth/`.
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
    readonly userpassReadUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
    readonly userpassWriteUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
    readonly userpassDeleteUser: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
    readonly userpassWritePassword: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
    readonly userpassWritePolicies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where the login method is mounted, below `auth/`.
                 * @example userpass
                 */
                readonly userpass_mount: components["parameters"]["UserpassMount"];
                /**
                 * @description The name of a user: letters, digits and `_`, with `-` and `.` between them; upper case is made lower.
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
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description Makes `GET` mean `scan`, as the method `SCAN` does, which OpenAPI cannot describe.
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
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                readonly kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description The version to read; 0 is the last one.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2DeleteVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2UndeleteVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2DestroyVersions: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2ReadMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2WriteMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2DeleteMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2PatchMetadata: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description Makes `GET` mean `scan`, as the method `SCAN` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly scan: components["parameters"]["Scan"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
                 * @description Makes `GET` mean `scan`, as the method `SCAN` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly scan: components["parameters"]["Scan"];
                /**
                 * @description Lists only the names that come after this one.
                 * @example build
                 */
                readonly after?: components["parameters"]["After"];
                /**
                 * @description Lists at most so many names; all of them where it is 0 or below, or absent.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
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
    readonly kvV2ReadSubkeys: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description The version to read; 0 is the last one.
                 * @example 2
                 */
                readonly version?: components["parameters"]["Version"];
                /**
                 * @description How many levels of keys to give; 0 gives all.
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
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                readonly kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
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
    readonly kvV2ReadConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
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
    readonly kvV2WriteConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
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
    readonly pkiReadCaDer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCaPem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCaChain: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCrlDer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCrlPem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiRotateCrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiRotateDeltaCrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCert: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
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
    readonly pkiReadCertDer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
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
    readonly pkiReadCertPem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A serial number, with colons or dashes.
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
    readonly pkiListCerts: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only what comes after this.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description Lists no more than so many.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiListRevokedCerts: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only what comes after this.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description Lists no more than so many.
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
                 * @description Where a pki engine is mounted.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiListIssuers: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only what comes after this.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description Lists no more than so many.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiWriteIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiDeleteIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiPatchIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerPem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerDer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerCrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerCrlPem: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiReadIssuerCrlDer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
                 * @example default
                 */
                readonly issuer_ref: components["parameters"]["PkiIssuerRef"];
                /**
                 * @description The name of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description An issuer, by its id, its name, or `default`.
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
    readonly pkiListKeys: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only what comes after this.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description Lists no more than so many.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiGenerateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
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
    readonly pkiReadKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A key, by its id, its name, or `default`.
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
    readonly pkiWriteKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A key, by its id, its name, or `default`.
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
    readonly pkiDeleteKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description A key, by its id, its name, or `default`.
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
    readonly pkiDeleteRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiGenerateRoot: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
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
    readonly pkiSignIntermediate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiGenerateRootIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
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
    readonly pkiGenerateIntermediate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
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
    readonly pkiGenerateIntermediateIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description `internal` keeps the key inside, `exported` gives it out once, `existing` takes a key that is here.
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
    readonly pkiSetSignedIntermediate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiListRoles: {
        readonly parameters: {
            readonly query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                readonly list: components["parameters"]["List"];
                /**
                 * @description Lists only what comes after this.
                 * @example service
                 */
                readonly after?: components["parameters"]["PkiAfter"];
                /**
                 * @description Lists no more than so many.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly name: components["parameters"]["PkiRoleName"];
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
    readonly pkiWriteRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly name: components["parameters"]["PkiRoleName"];
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
    readonly pkiDeleteRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly name: components["parameters"]["PkiRoleName"];
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
    readonly pkiPatchRole: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
                 * @example service
                 */
                readonly name: components["parameters"]["PkiRoleName"];
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
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
                 * @description Where a pki engine is mounted.
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
                 * @description Where a pki engine is mounted.
                 * @example pki
                 */
                readonly pki_mount: components["parameters"]["PkiMount"];
                /**
                 * @description The name of a role.
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
    readonly pkiReadDefaultIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteDefaultIssuer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadDefaultKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteDefaultKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadUrls: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteUrls: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCrlConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteCrlConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteCluster: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiReadAutoTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiWriteAutoTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
                 * @description Where a pki engine is mounted.
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
    readonly pkiTidyStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly pkiCancelTidy: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where a pki engine is mounted.
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
    readonly httpReadConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where an http engine is mounted.
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
    readonly httpWriteConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where an http engine is mounted.
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
    readonly httpDeleteConfig: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path: {
                /**
                 * @description Where an http engine is mounted.
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path at the upstream, below its base URL, slashes included.
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path at the upstream, below its base URL, slashes included.
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path at the upstream, below its base URL, slashes included.
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
                 * @description Where an http engine is mounted.
                 * @example payment
                 */
                readonly http_mount: components["parameters"]["HttpMount"];
                /**
                 * @description The path at the upstream, below its base URL, slashes included.
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
