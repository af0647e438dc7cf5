// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

export interface paths {
    readonly "/sys/wrapping/wrap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
         * @description Tells where and when the response was wrapped and for how long. It needs no caller and does not use the token up.
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Exchange a wrapping token for a new one
         * @description Moves the wrapped response to a new wrapping token with the full TTL of the old one, which ends. The creation path stays.
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
    readonly "/sys/mounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
         * @description Removes the mount, its data, and the wrapping tokens whose creation path is below it. An unknown mount is no error.
         */
        readonly delete: operations["sysDisableMount"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/sys/internal/ui/mounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly "/sys/policies/acl/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                readonly "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the policies
         * @description The names of all policies but `response-wrapping`.
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly "/auth/token/create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly "/cubbyhole/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly "/{kv_v2_mount}/data/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
         * @description Null sets one back (RFC 7396).
         */
        readonly patch: operations["kvV2PatchMetadata"];
        readonly trace?: never;
    };
    readonly "/{kv_v2_mount}/metadata/{path}/": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly "/{kv_v2_mount}/subkeys/{path}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
        /**
         * @description A token that was created or renewed.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": null,
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": {
         *         "client_token": "s.InnerTokenExample1234567",
         *         "accessor": "InnerAccessorExample1234",
         *         "policies": [
         *           "ci-deploy",
         *           "default"
         *         ],
         *         "token_policies": [
         *           "ci-deploy",
         *           "default"
         *         ],
         *         "metadata": null,
         *         "lease_duration": 3600,
         *         "renewable": true,
         *         "entity_id": "",
         *         "token_type": "service",
         *         "orphan": false,
         *         "mfa_requirement": null,
         *         "num_uses": 0
         *       }
         *     }
         */
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
            readonly policies?: components["schemas"]["StringListInput"];
            readonly meta?: components["schemas"]["MetadataInput"];
            readonly no_parent?: components["schemas"]["BooleanInput"];
            readonly no_default_policy?: components["schemas"]["BooleanInput"];
            readonly renewable?: components["schemas"]["BooleanInput"];
            readonly lease?: components["schemas"]["DurationInput"];
            readonly ttl?: components["schemas"]["DurationInput"];
            /** @description `service` (default) or `batch`. */
            readonly type?: string;
            readonly explicit_max_ttl?: components["schemas"]["DurationInput"];
            /** @description Shown as `token-` and this name. */
            readonly display_name?: string;
            readonly num_uses?: components["schemas"]["IntegerInput"];
            readonly period?: components["schemas"]["DurationInput"];
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
            readonly increment?: components["schemas"]["DurationInput"];
        };
        /**
         * @description For how long to renew the caller.
         * @example {
         *       "increment": "1h"
         *     }
         */
        readonly RenewSelfRequest: {
            readonly increment?: components["schemas"]["DurationInput"];
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
            readonly increment?: components["schemas"]["DurationInput"];
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
        /**
         * @description What is known of a token.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "id": "s.InnerTokenExample1234567",
         *         "accessor": "InnerAccessorExample1234",
         *         "policies": [
         *           "ci-deploy",
         *           "default"
         *         ],
         *         "path": "auth/token/create",
         *         "meta": null,
         *         "display_name": "token-deploy",
         *         "num_uses": 0,
         *         "orphan": false,
         *         "creation_time": 1795521600,
         *         "creation_ttl": 3600,
         *         "expire_time": "2026-11-24T13:00:00.123456789Z",
         *         "ttl": 3599,
         *         "explicit_max_ttl": 0,
         *         "entity_id": "",
         *         "type": "service",
         *         "renewable": true,
         *         "issue_time": "2026-11-24T12:00:00.123456789Z"
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
         * @description A duration: seconds as a number or as digits, whole days (`2d`), or numbers with the units h, m, s, ms, us, µs, ns (`1h30m`).
         * @example 1h30m
         */
        readonly DurationInput: string | number;
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
         * @description A list of texts, or one text with commas.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        readonly StringListInput: readonly string[] | string;
        /**
         * @description Texts by name. Numbers and truth values are kept as texts.
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
        /**
         * @description The envelope that was wrapped, as its own operation describes it.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 2764800,
         *       "data": {
         *         "password": "correct horse"
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly UnwrappedResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"] | null;
        };
        /**
         * @description An object that the caller keeps here, as it was written.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 2764800,
         *       "data": {
         *         "password": "correct horse"
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly ObjectResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["JsonObject"];
            readonly auth: null;
        };
        /**
         * @description The names of what stands directly below a path; folders end in `/`.
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
        readonly KeysResponse: components["schemas"]["Envelope"] & {
            readonly data: {
                readonly keys: readonly string[];
            };
            readonly auth: null;
        };
        /**
         * @description Nothing but warnings, from an operation that else answers with 204.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": null,
         *       "wrap_info": null,
         *       "warnings": [
         *         "No token found with this accessor"
         *       ],
         *       "auth": null
         *     }
         */
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
        /**
         * @description One version of a secret.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "data": {
         *           "password": "correct horse"
         *         },
         *         "metadata": {
         *           "version": 2,
         *           "created_time": "2026-11-24T12:00:00.123456789Z",
         *           "deletion_time": "",
         *           "destroyed": false,
         *           "custom_metadata": null
         *         }
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly KvV2SecretResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Secret"];
            readonly auth: null;
        };
        /**
         * @description The version that was written.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "version": 2,
         *         "created_time": "2026-11-24T12:00:00.123456789Z",
         *         "deletion_time": "",
         *         "destroyed": false,
         *         "custom_metadata": null
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
            readonly cas?: components["schemas"]["IntegerInput"];
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
        /**
         * @description What is known of a secret and all its versions.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "cas_required": false,
         *         "created_time": "2026-11-24T12:00:00.123456789Z",
         *         "current_metadata_version": 0,
         *         "current_version": 1,
         *         "custom_metadata": null,
         *         "delete_version_after": "0s",
         *         "max_versions": 0,
         *         "metadata_cas_required": false,
         *         "oldest_version": 0,
         *         "updated_time": "2026-11-24T12:00:00.123456789Z",
         *         "versions": {
         *           "1": {
         *             "created_time": "2026-11-24T12:00:00.123456789Z",
         *             "deletion_time": "",
         *             "destroyed": false
         *           }
         *         }
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly KvV2MetadataResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["KvV2Metadata"];
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
        /**
         * @description The keys of a secret without its values.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "subkeys": {
         *           "password": null
         *         },
         *         "metadata": {
         *           "version": 2,
         *           "created_time": "2026-11-24T12:00:00.123456789Z",
         *           "deletion_time": "",
         *           "destroyed": false,
         *           "custom_metadata": null
         *         }
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
        /**
         * @description The settings of a mount.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "cas_required": false,
         *         "delete_version_after": "0s",
         *         "max_versions": 0,
         *         "metadata_cas_required": false
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
            readonly delete_version_after?: components["schemas"]["DurationInput"];
            readonly max_versions?: components["schemas"]["IntegerInput"];
            readonly metadata_cas_required?: components["schemas"]["BooleanInput"];
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
        /**
         * @description What is known of a wrapping token without opening it.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "creation_path": "secret/data/ci/deploy-key",
         *         "creation_time": "2026-11-24T12:00:00.123456789Z",
         *         "creation_ttl": 300
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
        /**
         * @description The secrets engines that are mounted. The keys of `data` stand at the top level too.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "secret/": {
         *           "type": "kv",
         *           "description": "key-value secret storage",
         *           "accessor": "kv_1a2b3c4d",
         *           "uuid": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a",
         *           "local": false,
         *           "seal_wrap": false,
         *           "external_entropy_access": false,
         *           "options": {
         *             "version": "2"
         *           },
         *           "plugin_version": "",
         *           "running_plugin_version": "0.1.0",
         *           "running_sha256": "",
         *           "deprecation_status": "supported",
         *           "config": {
         *             "default_lease_ttl": 0,
         *             "max_lease_ttl": 0,
         *             "force_no_cache": false
         *           }
         *         }
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null,
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
        readonly MountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["Mounts"];
            readonly auth: null;
        };
        /**
         * @description One mount. The keys of `data` stand at the top level too.
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
         *       },
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
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
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
            readonly default_lease_ttl?: components["schemas"]["DurationInput"];
            readonly max_lease_ttl?: components["schemas"]["DurationInput"];
            readonly force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description Who sees the mount in `sys/internal/ui/mounts`: `unauth` or `hidden`. */
            readonly listing_visibility?: string;
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
        /**
         * @description The mounts that the caller may see.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "secret": {
         *           "secret/": {
         *             "type": "kv",
         *             "description": "key-value secret storage",
         *             "options": {
         *               "version": "2"
         *             }
         *           }
         *         },
         *         "auth": {}
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
        readonly UiMountsResponse: components["schemas"]["Envelope"] & {
            readonly data: components["schemas"]["UiMounts"];
            readonly auth: null;
        };
        /**
         * @description A mount and where it is.
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
         *       },
         *       "path": "secret/"
         *     }
         */
        readonly UiMount: components["schemas"]["Mount"] & {
            /** @description Where it is mounted, with a trailing `/`. */
            readonly path: string;
        };
        /**
         * @description The mount that a path belongs to.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
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
         *         },
         *         "path": "secret/"
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
            /** @description Whether a write must name the version it replaces. */
            readonly cas_required?: boolean;
            /** @description Always false here. */
            readonly allow_slashes_in_identity_templates?: boolean;
            /** @description Always false here. */
            readonly allow_wildcards_in_identity_templates?: boolean;
        };
        /**
         * @description A policy.
         * @example {
         *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
         *       "lease_id": "",
         *       "renewable": false,
         *       "lease_duration": 0,
         *       "data": {
         *         "name": "ci-deploy",
         *         "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] min_wrapping_ttl = \"1m\" max_wrapping_ttl = \"1h\" }",
         *         "version": 1,
         *         "modified": "2026-11-24T12:00:00.123456789Z",
         *         "cas_required": false,
         *         "allow_slashes_in_identity_templates": false,
         *         "allow_wildcards_in_identity_templates": false
         *       },
         *       "wrap_info": null,
         *       "warnings": null,
         *       "auth": null
         *     }
         */
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
        };
    };
    responses: {
        /** @description The wrapping token. */
        readonly Wrapped: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 2764800,
                 *       "data": {
                 *         "password": "correct horse"
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "creation_path": "secret/data/ci/deploy-key",
                 *         "creation_time": "2026-11-24T12:00:00.123456789Z",
                 *         "creation_ttl": 300
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 2764800,
                 *       "data": {
                 *         "password": "correct horse"
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": null,
                 *       "wrap_info": null,
                 *       "warnings": [
                 *         "No token found with this accessor"
                 *       ],
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": null,
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": {
                 *         "client_token": "s.InnerTokenExample1234567",
                 *         "accessor": "InnerAccessorExample1234",
                 *         "policies": [
                 *           "ci-deploy",
                 *           "default"
                 *         ],
                 *         "token_policies": [
                 *           "ci-deploy",
                 *           "default"
                 *         ],
                 *         "metadata": null,
                 *         "lease_duration": 3600,
                 *         "renewable": true,
                 *         "entity_id": "",
                 *         "token_type": "service",
                 *         "orphan": false,
                 *         "mfa_requirement": null,
                 *         "num_uses": 0
                 *       }
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "id": "s.InnerTokenExample1234567",
                 *         "accessor": "InnerAccessorExample1234",
                 *         "policies": [
                 *           "ci-deploy",
                 *           "default"
                 *         ],
                 *         "path": "auth/token/create",
                 *         "meta": null,
                 *         "display_name": "token-deploy",
                 *         "num_uses": 0,
                 *         "orphan": false,
                 *         "creation_time": 1795521600,
                 *         "creation_ttl": 3600,
                 *         "expire_time": "2026-11-24T13:00:00.123456789Z",
                 *         "ttl": 3599,
                 *         "explicit_max_ttl": 0,
                 *         "entity_id": "",
                 *         "type": "service",
                 *         "renewable": true,
                 *         "issue_time": "2026-11-24T12:00:00.123456789Z"
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
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
                /**
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
                /**
                 * @example {
                 *       "ha_enabled": false
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "secret/": {
                 *           "type": "kv",
                 *           "description": "key-value secret storage",
                 *           "accessor": "kv_1a2b3c4d",
                 *           "uuid": "2f0a5f8e-5d8a-4b43-9f67-7e2f1e5f7c9a",
                 *           "local": false,
                 *           "seal_wrap": false,
                 *           "external_entropy_access": false,
                 *           "options": {
                 *             "version": "2"
                 *           },
                 *           "plugin_version": "",
                 *           "running_plugin_version": "0.1.0",
                 *           "running_sha256": "",
                 *           "deprecation_status": "supported",
                 *           "config": {
                 *             "default_lease_ttl": 0,
                 *             "max_lease_ttl": 0,
                 *             "force_no_cache": false
                 *           }
                 *         }
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null,
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
                /**
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
                 *       },
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
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
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "secret": {
                 *           "secret/": {
                 *             "type": "kv",
                 *             "description": "key-value secret storage",
                 *             "options": {
                 *               "version": "2"
                 *             }
                 *           }
                 *         },
                 *         "auth": {}
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
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
                 *         },
                 *         "path": "secret/"
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "name": "ci-deploy",
                 *         "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] min_wrapping_ttl = \"1m\" max_wrapping_ttl = \"1h\" }",
                 *         "version": 1,
                 *         "modified": "2026-11-24T12:00:00.123456789Z",
                 *         "cas_required": false,
                 *         "allow_slashes_in_identity_templates": false,
                 *         "allow_wildcards_in_identity_templates": false
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "data": {
                 *           "password": "correct horse"
                 *         },
                 *         "metadata": {
                 *           "version": 2,
                 *           "created_time": "2026-11-24T12:00:00.123456789Z",
                 *           "deletion_time": "",
                 *           "destroyed": false,
                 *           "custom_metadata": null
                 *         }
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "version": 2,
                 *         "created_time": "2026-11-24T12:00:00.123456789Z",
                 *         "deletion_time": "",
                 *         "destroyed": false,
                 *         "custom_metadata": null
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "cas_required": false,
                 *         "created_time": "2026-11-24T12:00:00.123456789Z",
                 *         "current_metadata_version": 0,
                 *         "current_version": 1,
                 *         "custom_metadata": null,
                 *         "delete_version_after": "0s",
                 *         "max_versions": 0,
                 *         "metadata_cas_required": false,
                 *         "oldest_version": 0,
                 *         "updated_time": "2026-11-24T12:00:00.123456789Z",
                 *         "versions": {
                 *           "1": {
                 *             "created_time": "2026-11-24T12:00:00.123456789Z",
                 *             "deletion_time": "",
                 *             "destroyed": false
                 *           }
                 *         }
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
                readonly "application/json": components["schemas"]["KvV2MetadataResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys of the secret. */
        readonly KvV2Subkeys: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "subkeys": {
                 *           "password": null
                 *         },
                 *         "metadata": {
                 *           "version": 2,
                 *           "created_time": "2026-11-24T12:00:00.123456789Z",
                 *           "deletion_time": "",
                 *           "destroyed": false,
                 *           "custom_metadata": null
                 *         }
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "request_id": "2c1a4e0e-9d1b-4a35-9c6f-0d1f0b3f6f6a",
                 *       "lease_id": "",
                 *       "renewable": false,
                 *       "lease_duration": 0,
                 *       "data": {
                 *         "cas_required": false,
                 *         "delete_version_after": "0s",
                 *         "max_versions": 0,
                 *         "metadata_cas_required": false
                 *       },
                 *       "wrap_info": null,
                 *       "warnings": null,
                 *       "auth": null
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "wrapping token is not valid or does not exist"
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "permission denied"
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": []
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "1 error occurred:\n\t* unsupported operation\n\n"
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "PATCH requires Content-Type of application/merge-patch+json, provided application/json"
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "http: request body too large"
                 *       ]
                 *     }
                 */
                readonly "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The server is sealed, or its store does not answer. */
        readonly Unavailable: {
            headers: {
                readonly "Cache-Control": components["headers"]["CacheControl"];
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "Vault is sealed"
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": []
                 *     }
                 */
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
                /**
                 * @example {
                 *       "errors": [
                 *         "no handler for route \"nowhere/x\". route entry not found."
                 *       ]
                 *     }
                 */
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
                /**
                 * @example {
                 *       "initialized": true,
                 *       "sealed": false,
                 *       "standby": true,
                 *       "replication_performance_mode": "disabled",
                 *       "replication_dr_mode": "disabled",
                 *       "server_time_utc": 1795521600,
                 *       "version": "0.1.0",
                 *       "cluster_name": "enwrap",
                 *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e"
                 *     }
                 */
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
                /**
                 * @example {
                 *       "initialized": true,
                 *       "sealed": false,
                 *       "standby": true,
                 *       "replication_performance_mode": "disabled",
                 *       "replication_dr_mode": "disabled",
                 *       "server_time_utc": 1795521600,
                 *       "version": "0.1.0",
                 *       "cluster_name": "enwrap",
                 *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e"
                 *     }
                 */
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
                /**
                 * @example {
                 *       "initialized": true,
                 *       "sealed": false,
                 *       "standby": true,
                 *       "replication_performance_mode": "disabled",
                 *       "replication_dr_mode": "disabled",
                 *       "server_time_utc": 1795521600,
                 *       "version": "0.1.0",
                 *       "cluster_name": "enwrap",
                 *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e",
                 *       "performance_standby": true
                 *     }
                 */
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
                /**
                 * @example {
                 *       "initialized": false,
                 *       "sealed": true,
                 *       "standby": false,
                 *       "replication_performance_mode": "disabled",
                 *       "replication_dr_mode": "disabled",
                 *       "server_time_utc": 1795521600,
                 *       "version": "0.1.0",
                 *       "cluster_name": "enwrap",
                 *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e"
                 *     }
                 */
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
                /**
                 * @example {
                 *       "initialized": true,
                 *       "sealed": true,
                 *       "standby": false,
                 *       "replication_performance_mode": "disabled",
                 *       "replication_dr_mode": "disabled",
                 *       "server_time_utc": 1795521600,
                 *       "version": "0.1.0",
                 *       "cluster_name": "enwrap",
                 *       "cluster_id": "6b0d3a0b-6f4e-7f2c-2a4e-8f8c1d8f9c1e"
                 *     }
                 */
                readonly "application/json": components["schemas"]["HealthStatus"];
            };
        };
    };
    parameters: {
        /**
         * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
         * @example s.CallerTokenExample123456
         */
        readonly Token: string;
        /**
         * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
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
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly wrappingWrap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly sysListMounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly sysUiListMounts: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly tokenCreate: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
    readonly cubbyholeRead: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
            };
            readonly header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                readonly "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                readonly "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
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
}
