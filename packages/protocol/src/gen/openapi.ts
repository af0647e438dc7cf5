// Generated from spec/ by packages/protocol/scripts/generate.ts. Do not edit: change the spec, then `npm run generate`.

export interface paths {
    "/sys/wrapping/wrap": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wrap data of the caller's own
         * @description Puts the request's JSON object into the cubbyhole of a new wrapping token. A positive wrap TTL is required; there is no default.
         */
        post: operations["wrappingWrap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/wrapping/unwrap": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a wrapped response, once
         * @description Gives back the wrapped envelope and ends the wrapping token. The token is the caller itself, or stands in the body beside another caller. With a wrap TTL the envelope is wrapped anew instead of shown. A client must never repeat this call by itself.
         */
        post: operations["wrappingUnwrap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/wrapping/lookup": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Look at a wrapping token without opening it
         * @description The same as by POST, with the token as the caller or in the query.
         */
        get: operations["wrappingLookupRead"];
        put?: never;
        /**
         * Look at a wrapping token without opening it
         * @description Tells where and when the response was wrapped and for how long. It needs no caller and does not use the token up.
         */
        post: operations["wrappingLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/wrapping/rewrap": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a wrapping token for a new one
         * @description Moves the wrapped response to a new wrapping token with the full TTL of the old one, which ends. The creation path stays.
         */
        post: operations["wrappingRewrap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/health": {
        parameters: {
            query?: {
                /**
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
                 * @example 501
                 */
                uninitcode?: components["parameters"]["UninitCode"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask how the server is
         * @description Needs no token and knows no wrapping. The status says what is the case; the query can ask for other statuses.
         */
        get: operations["sysHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Ask how the server is, by status alone
         * @description The same as by GET, without a body.
         */
        head: operations["sysHealthHead"];
        patch?: never;
        trace?: never;
    };
    "/sys/seal-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask whether the server is sealed
         * @description Needs no token and knows no wrapping.
         */
        get: operations["sysSealStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/leader": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ask who is the active server
         * @description Needs no token and knows no wrapping.
         */
        get: operations["sysLeader"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/mounts": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List the mounts
         * @description All secrets engines that are mounted, by their path.
         */
        get: operations["sysListMounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/mounts/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        /**
         * Read a mount
         * @description What is mounted at the path. An unknown one is answered with 400.
         */
        get: operations["sysReadMount"];
        put?: never;
        /**
         * Mount an engine
         * @description The paths below the mount answer at once.
         */
        post: operations["sysEnableMount"];
        /**
         * Unmount an engine
         * @description Removes the mount, its data, and the wrapping tokens whose creation path is below it. An unknown mount is no error.
         */
        delete: operations["sysDisableMount"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/internal/ui/mounts": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List the mounts that the caller may see
         * @description Without a token only those that everyone may see.
         */
        get: operations["sysUiListMounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/internal/ui/mounts/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        /**
         * Find the mount that a path belongs to
         * @description Answered to a caller that may do anything at all below the mount; this is how clients learn the version of a key-value engine. Else 403, also where nothing is mounted.
         */
        get: operations["sysUiReadMount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/policies/acl/": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List the policies
         * @description The names of all policies but `response-wrapping`.
         */
        get: operations["policyList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sys/policies/acl/{name}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                name: components["parameters"]["PolicyName"];
            };
            cookie?: never;
        };
        /**
         * Read a policy
         * @description The text as it was written.
         */
        get: operations["policyRead"];
        put?: never;
        /**
         * Write a policy
         * @description Takes effect on the next request. Answers with 200 where there is something to warn of.
         */
        post: operations["policyWrite"];
        /**
         * Delete a policy
         * @description An unknown policy is no error; `root`, `default` and `response-wrapping` cannot be deleted.
         */
        delete: operations["policyDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/create": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a token
         * @description A child of the caller, unless an orphan is asked for.
         */
        post: operations["tokenCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/create-orphan": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a token without a parent
         * @description Needs `root` or `sudo`.
         */
        post: operations["tokenCreateOrphan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/lookup": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Look up a token
         * @description The same as by POST, with the token in the query.
         */
        get: operations["tokenLookupRead"];
        put?: never;
        /**
         * Look up a token
         * @description What is known of the token in the body, or of the caller.
         */
        post: operations["tokenLookup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/lookup-self": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Look up the caller
         * @description What is known of the caller, after this use of it.
         */
        get: operations["tokenLookupSelf"];
        put?: never;
        /**
         * Look up the caller
         * @description The same as by GET.
         */
        post: operations["tokenLookupSelfUpdate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/lookup-accessor": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look up a token by its accessor
         * @description As a lookup of the token, with an empty `id`.
         */
        post: operations["tokenLookupAccessor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/renew": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a token
         * @description Lets the token live on, at most up to its maximum.
         */
        post: operations["tokenRenew"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/renew-self": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew the caller
         * @description Lets the caller live on, at most up to its maximum.
         */
        post: operations["tokenRenewSelf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/renew-accessor": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew a token by its accessor
         * @description As a renewal of the token; the answer does not name the token.
         */
        post: operations["tokenRenewAccessor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/revoke": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token
         * @description Ends the token and all its descendants. An unknown token is no error.
         */
        post: operations["tokenRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/revoke-self": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke the caller
         * @description Ends the caller and all its descendants.
         */
        post: operations["tokenRevokeSelf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/revoke-orphan": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token but not its children
         * @description Ends the token; its children become orphans. Needs `root` or `sudo`.
         */
        post: operations["tokenRevokeOrphan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/revoke-accessor": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a token by its accessor
         * @description Ends the token and all its descendants. An unknown accessor is answered with 200 and a warning.
         */
        post: operations["tokenRevokeAccessor"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token/accessors/": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List the accessors of all tokens
         * @description Needs `root` or `sudo`.
         */
        get: operations["tokenListAccessors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cubbyhole/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        /**
         * Read from the caller's cubbyhole
         * @description Only the caller's own entries; `cubbyhole/response` with a wrapping token as the caller is the older way to unwrap.
         */
        get: operations["cubbyholeRead"];
        put?: never;
        /**
         * Write to the caller's cubbyhole
         * @description Replaces the entry with the request's JSON object.
         */
        post: operations["cubbyholeWrite"];
        /**
         * Delete from the caller's cubbyhole
         * @description No entry is no error.
         */
        delete: operations["cubbyholeDelete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cubbyhole/{path}/": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        /**
         * List the caller's cubbyhole
         * @description What stands directly below the path.
         */
        get: operations["cubbyholeList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v1_mount}/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        /**
         * Read a secret (version 1)
         * @description The object as it was written.
         */
        get: operations["kvV1Read"];
        put?: never;
        /**
         * Write a secret (version 1)
         * @description Replaces the secret with the request's JSON object.
         */
        post: operations["kvV1Write"];
        /**
         * Delete a secret (version 1)
         * @description No secret is no error.
         */
        delete: operations["kvV1Delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v1_mount}/{path}/": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        /**
         * List secrets (version 1)
         * @description What stands directly below the path.
         */
        get: operations["kvV1List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/data/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        /**
         * Read a version of a secret
         * @description The last version, or the one that the query names.
         */
        get: operations["kvV2Read"];
        put?: never;
        /**
         * Write a new version of a secret
         * @description Adds a version and answers with its metadata.
         */
        post: operations["kvV2Write"];
        /**
         * Delete the last version of a secret
         * @description It can be undone.
         */
        delete: operations["kvV2Delete"];
        options?: never;
        head?: never;
        /**
         * Merge into a secret
         * @description Adds a version that is the last one with the request's data merged into it (RFC 7396).
         */
        patch: operations["kvV2Patch"];
        trace?: never;
    };
    "/{kv_v2_mount}/delete/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete versions of a secret
         * @description It can be undone.
         */
        post: operations["kvV2DeleteVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/undelete/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the deletion of versions
         * @description Versions that are destroyed stay so.
         */
        post: operations["kvV2UndeleteVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/destroy/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Destroy versions of a secret
         * @description Removes their data for good.
         */
        post: operations["kvV2DestroyVersions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/metadata/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        /**
         * Read what is known of a secret
         * @description All its versions, and its settings.
         */
        get: operations["kvV2ReadMetadata"];
        put?: never;
        /**
         * Change the settings of a secret
         * @description Settings that are left out stay. The secret need not be there yet.
         */
        post: operations["kvV2WriteMetadata"];
        /**
         * Remove a secret
         * @description All versions and all that is known of them.
         */
        delete: operations["kvV2DeleteMetadata"];
        options?: never;
        head?: never;
        /**
         * Merge into the settings of a secret
         * @description Null sets one back (RFC 7396).
         */
        patch: operations["kvV2PatchMetadata"];
        trace?: never;
    };
    "/{kv_v2_mount}/metadata/{path}/": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        /**
         * List secrets
         * @description What stands directly below the path.
         */
        get: operations["kvV2List"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/subkeys/{path}": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        /**
         * Read the keys of a secret without its values
         * @description The last version, or the one that the query names.
         */
        get: operations["kvV2ReadSubkeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{kv_v2_mount}/config": {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            cookie?: never;
        };
        /**
         * Read the settings of the mount
         * @description What holds for every secret that does not say otherwise.
         */
        get: operations["kvV2ReadConfig"];
        put?: never;
        /**
         * Change the settings of the mount
         * @description Settings that are left out stay.
         */
        post: operations["kvV2WriteConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
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
        Auth: {
            /** @description The token; empty where it was renewed by its accessor. */
            client_token: string;
            /** @description The accessor of the token. */
            accessor: string;
            /** @description All policies of the token. */
            policies: string[] | null;
            /** @description Those that stand on the token itself; absent where empty. */
            token_policies?: string[];
            /** @description Those that come from its identity; absent where empty. */
            identity_policies?: string[];
            /** @description What was put on the token. */
            metadata: components["schemas"]["StringMap"] | null;
            /** @description Seconds that the token lives; 0 for ever. */
            lease_duration: number;
            /** @description Whether the token can be renewed. */
            renewable: boolean;
            /** @description The identity behind the token; empty where there is none. */
            entity_id: string;
            /** @description `service` or `batch`. */
            token_type: string;
            /** @description Whether the token has no parent. */
            orphan: boolean;
            /** @description What is still asked of the one who logs in. */
            mfa_requirement: components["schemas"]["JsonObject"] | null;
            /** @description How often the token may be used; 0 is without limit. */
            num_uses: number;
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
        AuthResponse: components["schemas"]["Envelope"] & {
            data: null;
            auth: components["schemas"]["Auth"];
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
        TokenCreateRequest: {
            /** @description A chosen token (needs `root` or `sudo`); without a dot and without the prefix of other tokens. */
            id?: string;
            policies?: components["schemas"]["StringListInput"];
            meta?: components["schemas"]["MetadataInput"];
            no_parent?: components["schemas"]["BooleanInput"];
            no_default_policy?: components["schemas"]["BooleanInput"];
            renewable?: components["schemas"]["BooleanInput"];
            lease?: components["schemas"]["DurationInput"];
            ttl?: components["schemas"]["DurationInput"];
            /** @description `service` (default) or `batch`. */
            type?: string;
            explicit_max_ttl?: components["schemas"]["DurationInput"];
            /** @description Shown as `token-` and this name. */
            display_name?: string;
            num_uses?: components["schemas"]["IntegerInput"];
            period?: components["schemas"]["DurationInput"];
            /** @description The alias of an identity to tie the token to. */
            entity_alias?: string;
        };
        /**
         * @description Which token is meant.
         * @example {
         *       "token": "s.InnerTokenExample1234567"
         *     }
         */
        TokenRequest: {
            /** @description The token. */
            token: string;
        };
        /**
         * @description Which token is meant; without the field, the caller.
         * @example {
         *       "token": "s.WrappingTokenExample1234"
         *     }
         */
        OptionalTokenRequest: {
            /** @description The token; null counts as absent. */
            token?: string | null;
        };
        /**
         * @description Whose token is meant.
         * @example {
         *       "accessor": "InnerAccessorExample1234"
         *     }
         */
        AccessorRequest: {
            /** @description The accessor of the token. */
            accessor: string;
        };
        /**
         * @description Which token to renew, and for how long.
         * @example {
         *       "token": "s.InnerTokenExample1234567",
         *       "increment": "1h"
         *     }
         */
        RenewRequest: {
            /** @description The token. */
            token: string;
            increment?: components["schemas"]["DurationInput"];
        };
        /**
         * @description For how long to renew the caller.
         * @example {
         *       "increment": "1h"
         *     }
         */
        RenewSelfRequest: {
            increment?: components["schemas"]["DurationInput"];
        };
        /**
         * @description Whose token to renew, and for how long.
         * @example {
         *       "accessor": "InnerAccessorExample1234",
         *       "increment": "1h"
         *     }
         */
        RenewAccessorRequest: {
            /** @description The accessor of the token. */
            accessor: string;
            increment?: components["schemas"]["DurationInput"];
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
        TokenProperties: {
            /** @description The token; empty where it was looked up by its accessor. */
            id: string;
            /** @description The accessor of the token. */
            accessor: string;
            /** @description Its policies. */
            policies: string[] | null;
            /** @description The path of the request that made it; for a wrapping token the creation path. */
            path: string;
            /** @description What was put on the token. */
            meta: components["schemas"]["StringMap"] | null;
            /** @description What it is called in logs. */
            display_name: string;
            /** @description How often it may still be used; 0 is without limit, -1 is used up. */
            num_uses: number;
            /** @description Whether it has no parent. */
            orphan: boolean;
            /** @description Seconds since 1970. */
            creation_time: number;
            /** @description Seconds that it was given at first. */
            creation_ttl: number;
            /**
             * Format: date-time
             * @description When it ends; null for never.
             */
            expire_time: string | null;
            /** @description Seconds that it still lives; 0 for ever. */
            ttl: number;
            /** @description Seconds after its creation that no renewal goes beyond; 0 for none. */
            explicit_max_ttl: number;
            /** @description The identity behind it; empty where there is none. */
            entity_id: string;
            /** @description `service` or `batch`. */
            type: string;
            /** @description Whether it can be renewed; absent for a token that never ends. */
            renewable?: boolean;
            /**
             * Format: date-time
             * @description When it was made; absent for a token that never ends.
             */
            issue_time?: string;
            /** @description Seconds that each renewal gives; absent where it is not periodic. */
            period?: number;
            /** @description The token role it was made with; absent where none. */
            role?: string;
            /**
             * Format: date-time
             * @description When it was last renewed; absent where never.
             */
            last_renewal?: string;
            /** @description The same in seconds since 1970. */
            last_renewal_time?: number;
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
        TokenLookupResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["TokenProperties"];
            auth: null;
        };
        /**
         * @description Any JSON object. It comes back as it went in.
         * @example {
         *       "username": "deploy",
         *       "password": "correct horse"
         *     }
         */
        JsonObject: {
            [key: string]: unknown;
        };
        /**
         * @description A duration: seconds as a number or as digits, whole days (`2d`), or numbers with the units h, m, s, ms, us, µs, ns (`1h30m`).
         * @example 1h30m
         */
        DurationInput: string | number;
        /**
         * @description An integer, or its decimal digits.
         * @example 5
         */
        IntegerInput: number | string;
        /**
         * @description True or false, or a text that says so (`true`, `false`, `1`, `0`, `t`, `f`).
         * @example true
         */
        BooleanInput: boolean | string;
        /**
         * @description A list of texts, or one text with commas.
         * @example [
         *       "default",
         *       "ci-deploy"
         *     ]
         */
        StringListInput: string[] | string;
        /**
         * @description Texts by name. Numbers and truth values are kept as texts.
         * @example {
         *       "build": "4711"
         *     }
         */
        MetadataInput: {
            [key: string]: string | number | boolean;
        };
        /**
         * @description Texts by name.
         * @example {
         *       "version": "2"
         *     }
         */
        StringMap: {
            [key: string]: string;
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
        Envelope: {
            /** @description Names the request; an unwrapped response has the id of the request that was wrapped. */
            request_id: string;
            /** @description Names the lease of the answer; empty where there is none. */
            lease_id: string;
            /** @description Whether the lease can be renewed. */
            renewable: boolean;
            /** @description Seconds; 0 where there is no lease. */
            lease_duration: number;
            /** @description The answer. */
            data: unknown;
            /** @description Null in a response that is not wrapped. */
            wrap_info: null;
            /** @description What the caller should know. */
            warnings: string[] | null;
            /** @description The token that the operation gave out. */
            auth: components["schemas"]["Auth"] | null;
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
        WrapInfo: {
            /** @description The wrapping token. */
            token: string;
            /** @description The accessor of the wrapping token. */
            accessor: string;
            /** @description Whole seconds that the wrapping token lives, from its creation on. */
            ttl: number;
            /**
             * Format: date-time
             * @description When the response was wrapped.
             */
            creation_time: string;
            /** @description The path of the request whose response was wrapped. */
            creation_path: string;
            /** @description The accessor of the token inside; absent where none is inside. */
            wrapped_accessor?: string;
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
        WrappedResponse: {
            /** @constant */
            request_id: "";
            /** @constant */
            lease_id: "";
            /** @constant */
            renewable: false;
            /** @constant */
            lease_duration: 0;
            data: null;
            wrap_info: components["schemas"]["WrapInfo"];
            warnings: null;
            auth: null;
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
        UnwrappedResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["JsonObject"] | null;
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
        ObjectResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["JsonObject"];
            auth: null;
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
        KeysResponse: components["schemas"]["Envelope"] & {
            data: {
                keys: string[];
            };
            auth: null;
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
        WarningsResponse: components["schemas"]["Envelope"] & {
            data: null;
            auth: null;
            warnings: string[];
        };
        /**
         * @description Why a request failed. The list is empty where the status says all.
         * @example {
         *       "errors": [
         *         "permission denied"
         *       ]
         *     }
         */
        Errors: {
            errors: string[];
            /** @description What else there is to say. */
            data?: unknown;
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
        KvV2Version: {
            /** @description Its number, from 1 on. */
            version: number;
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_time: string;
            /** @description When it was, or will be, deleted; empty for never. */
            deletion_time: string;
            /** @description Whether its data is gone for good. */
            destroyed: boolean;
            /** @description What its owner says of the secret. */
            custom_metadata: components["schemas"]["StringMap"] | null;
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
        KvV2Secret: {
            /** @description The object that was written. */
            data: components["schemas"]["JsonObject"] | null;
            metadata: components["schemas"]["KvV2Version"];
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
        KvV2SecretResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["KvV2Secret"];
            auth: null;
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
        KvV2VersionResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["KvV2Version"];
            auth: null;
        };
        /**
         * @description How to write.
         * @example {
         *       "cas": 1
         *     }
         */
        KvV2WriteOptions: {
            cas?: components["schemas"]["IntegerInput"];
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
        KvV2WriteRequest: {
            data: components["schemas"]["JsonObject"];
            options?: components["schemas"]["KvV2WriteOptions"];
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
        KvV2VersionsRequest: {
            /** @description Their numbers. */
            versions: components["schemas"]["IntegerInput"][] | components["schemas"]["IntegerInput"];
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
        KvV2Metadata: {
            /** @description Whether each write must name the version it replaces. */
            cas_required: boolean;
            /**
             * Format: date-time
             * @description When the secret was first written.
             */
            created_time: string;
            /** @description How often the metadata was written. */
            current_metadata_version: number;
            /** @description The number of the last version; 0 for none. */
            current_version: number;
            /** @description What its owner says of the secret. */
            custom_metadata: components["schemas"]["StringMap"] | null;
            /** @description How long versions live, such as `1h0m0s`; `0s` for ever. */
            delete_version_after: string;
            /** @description How many versions are kept; 0 is the mount's. */
            max_versions: number;
            /** @description Whether each write of the metadata must name the version it replaces. */
            metadata_cas_required: boolean;
            /** @description The number of the oldest version that is kept. */
            oldest_version: number;
            /**
             * Format: date-time
             * @description When anything was last written.
             */
            updated_time: string;
            /** @description The versions by number. */
            versions: {
                [key: string]: {
                    /** Format: date-time */
                    created_time: string;
                    deletion_time: string;
                    destroyed: boolean;
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
        KvV2MetadataResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["KvV2Metadata"];
            auth: null;
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
        KvV2MetadataRequest: {
            cas_required?: components["schemas"]["BooleanInput"];
            custom_metadata?: components["schemas"]["JsonObject"];
            delete_version_after?: components["schemas"]["DurationInput"];
            max_versions?: components["schemas"]["IntegerInput"];
            metadata_cas_required?: components["schemas"]["BooleanInput"];
            metadata_cas?: components["schemas"]["IntegerInput"];
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
        KvV2MetadataPatchRequest: {
            cas_required?: components["schemas"]["BooleanInput"] | null;
            custom_metadata?: components["schemas"]["JsonObject"] | null;
            delete_version_after?: components["schemas"]["DurationInput"] | null;
            max_versions?: components["schemas"]["IntegerInput"] | null;
            metadata_cas_required?: components["schemas"]["BooleanInput"] | null;
            metadata_cas?: components["schemas"]["IntegerInput"] | null;
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
        KvV2Subkeys: {
            /** @description The keys; where a value was, there is null. */
            subkeys: components["schemas"]["JsonObject"] | null;
            metadata: components["schemas"]["KvV2Version"];
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
        KvV2SubkeysResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["KvV2Subkeys"];
            auth: null;
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
        KvV2Config: {
            /** @description Whether each write must name the version it replaces. */
            cas_required: boolean;
            /** @description How long versions live, such as `2h0m0s`; `0s` for ever. */
            delete_version_after: string;
            /** @description How many versions are kept; 0 means 10. */
            max_versions: number;
            /** @description Whether each write of metadata must name the version it replaces. */
            metadata_cas_required: boolean;
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
        KvV2ConfigResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["KvV2Config"];
            auth: null;
        };
        /**
         * @description The settings of a mount; those that are left out stay.
         * @example {
         *       "max_versions": 5,
         *       "delete_version_after": "2h"
         *     }
         */
        KvV2ConfigRequest: {
            cas_required?: components["schemas"]["BooleanInput"];
            delete_version_after?: components["schemas"]["DurationInput"];
            max_versions?: components["schemas"]["IntegerInput"];
            metadata_cas_required?: components["schemas"]["BooleanInput"];
        };
        /**
         * @description What is known of a wrapping token without opening it.
         * @example {
         *       "creation_path": "secret/data/ci/deploy-key",
         *       "creation_time": "2026-11-24T12:00:00.123456789Z",
         *       "creation_ttl": 300
         *     }
         */
        WrappingProperties: {
            /** @description The path of the request whose response was wrapped. */
            creation_path: string;
            /**
             * Format: date-time
             * @description When it was wrapped; the same text as in `wrap_info`.
             */
            creation_time: string;
            /** @description Seconds that the wrapping token was created with. */
            creation_ttl: number;
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
        WrappingLookupResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["WrappingProperties"];
            auth: null;
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
        HealthStatus: {
            /** @description Whether it has its keys. */
            initialized: boolean;
            /** @description Whether it cannot read what it keeps. */
            sealed: boolean;
            /** @description Whether another server is the active one. */
            standby: boolean;
            /** @description Whether it is a standby that serves reads. */
            performance_standby?: boolean;
            /** @description `disabled` here. */
            replication_performance_mode?: string;
            /** @description `disabled` here. */
            replication_dr_mode?: string;
            /** @description Seconds since 1970. */
            server_time_utc: number;
            /** @description The version of the server. */
            version: string;
            /** @description What the cluster is called; absent while it is sealed. */
            cluster_name?: string;
            /** @description Names the cluster; absent while it is sealed. */
            cluster_id?: string;
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
        SealStatus: {
            /** @description The kind of seal, such as `shamir`. */
            type: string;
            /** @description Whether it has its keys. */
            initialized: boolean;
            /** @description Whether it cannot read what it keeps. */
            sealed: boolean;
            /** @description How many shares unseal it. */
            t: number;
            /** @description How many shares there are. */
            n: number;
            /** @description How many shares were given. */
            progress: number;
            /** @description Names the unsealing under way; empty where there is none. */
            nonce: string;
            /** @description The version of the server. */
            version: string;
            /** @description When the server was built. */
            build_date?: string;
            /** @description The date of its source. */
            commit_date?: string;
            /** @description Whether the seal is being changed. */
            migration: boolean;
            /** @description What the cluster is called; absent while it is sealed. */
            cluster_name?: string;
            /** @description Names the cluster; absent while it is sealed. */
            cluster_id?: string;
            /** @description Whether the shares are recovery keys. */
            recovery_seal: boolean;
            /** @description The kind of its store. */
            storage_type: string;
        };
        /**
         * @description Who is the active server; without an envelope.
         * @example {
         *       "ha_enabled": false
         *     }
         */
        LeaderStatus: {
            /** @description Whether there can be more than one server. */
            ha_enabled: boolean;
            /** @description Whether this is the active one. */
            is_self?: boolean;
            /** @description The address of the active one. */
            leader_address?: string;
            /** @description Its address for other servers. */
            leader_cluster_address?: string;
        };
        /**
         * @description The settings of a mount.
         * @example {
         *       "default_lease_ttl": 0,
         *       "max_lease_ttl": 0,
         *       "force_no_cache": false
         *     }
         */
        MountConfig: {
            /** @description Seconds; 0 is the system's. */
            default_lease_ttl: number;
            /** @description Seconds; 0 is the system's. */
            max_lease_ttl: number;
            /** @description Whether reads go to the store every time. */
            force_no_cache: boolean;
            /** @description Who sees the mount in `sys/internal/ui/mounts`; absent by default. */
            listing_visibility?: string;
            /** @description The kind of tokens that a login method gives out; absent for secrets engines. */
            token_type?: string;
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
        Mount: {
            /** @description The kind of engine, such as `kv`. */
            type: string;
            /** @description What it is for. */
            description: string;
            /** @description Names the mount. */
            accessor: string;
            /** @description Names its storage. */
            uuid: string;
            /** @description Whether it is kept out of replication. */
            local: boolean;
            /** @description Whether its storage is sealed twice. */
            seal_wrap: boolean;
            /** @description Whether it draws on an external source of randomness. */
            external_entropy_access?: boolean;
            /** @description Its options. */
            options: components["schemas"]["StringMap"] | null;
            /** @description The version of the plugin that was asked for. */
            plugin_version?: string;
            /** @description The version of the plugin that runs. */
            running_plugin_version?: string;
            /** @description The hash of the plugin that runs. */
            running_sha256?: string;
            /** @description Whether the engine is still supported. */
            deprecation_status?: string;
            config: components["schemas"]["MountConfig"];
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
        Mounts: {
            [key: string]: components["schemas"]["Mount"];
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
        MountsResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["Mounts"];
            auth: null;
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
        MountResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["Mount"];
            auth: null;
        };
        /**
         * @description The settings of a mount to be.
         * @example {
         *       "default_lease_ttl": "1h",
         *       "max_lease_ttl": 7200
         *     }
         */
        MountConfigInput: {
            default_lease_ttl?: components["schemas"]["DurationInput"];
            max_lease_ttl?: components["schemas"]["DurationInput"];
            force_no_cache?: components["schemas"]["BooleanInput"];
            /** @description Who sees the mount in `sys/internal/ui/mounts`: `unauth` or `hidden`. */
            listing_visibility?: string;
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
        EnableMountRequest: {
            /** @description The kind of engine: `kv`; `kv-v2` is short for version 2. */
            type: string;
            /** @description What it is for. */
            description?: string;
            config?: components["schemas"]["MountConfigInput"];
            options?: components["schemas"]["MetadataInput"];
            local?: components["schemas"]["BooleanInput"];
            seal_wrap?: components["schemas"]["BooleanInput"];
            external_entropy_access?: components["schemas"]["BooleanInput"];
            /** @description The older name of `type` for plugins. */
            plugin_name?: string;
            /** @description The version of the plugin. */
            plugin_version?: string;
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
        UiMounts: {
            secret: components["schemas"]["PartialMounts"];
            auth: components["schemas"]["PartialMounts"];
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
        PartialMounts: {
            [key: string]: {
                type: string;
                description: string;
                options: components["schemas"]["StringMap"] | null;
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
        UiMountsResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["UiMounts"];
            auth: null;
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
        UiMount: components["schemas"]["Mount"] & {
            /** @description Where it is mounted, with a trailing `/`. */
            path: string;
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
        UiMountResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["UiMount"];
            auth: null;
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
        Policy: {
            /** @description Its name. */
            name: string;
            /** @description Its text, as it was written. */
            policy: string;
            /** @description How often it was written. */
            version?: number;
            /**
             * Format: date-time
             * @description When it was last written; absent for those that are built in.
             */
            modified?: string;
            /** @description Whether a write must name the version it replaces. */
            cas_required?: boolean;
            /** @description Always false here. */
            allow_slashes_in_identity_templates?: boolean;
            /** @description Always false here. */
            allow_wildcards_in_identity_templates?: boolean;
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
        PolicyResponse: components["schemas"]["Envelope"] & {
            data: components["schemas"]["Policy"];
            auth: null;
        };
        /**
         * @description A policy to be.
         * @example {
         *       "policy": "path \"secret/data/ci/*\" { capabilities = [\"read\"] }"
         *     }
         */
        PolicyWriteRequest: {
            /** @description HCL, or JSON as a text; or either in base64. */
            policy: string;
        };
    };
    responses: {
        /** @description The wrapping token. */
        Wrapped: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The envelope that was wrapped; or, with a wrap TTL, the same wrapped anew. */
        Unwrapped: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["UnwrappedResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the wrapping token. */
        WrappingLookup: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["WrappingLookupResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The object that stands here. */
        Object: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["ObjectResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What stands directly below the path. */
        Keys: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Done, with warnings. */
        Warnings: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["WarningsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The token. */
        Auth: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["AuthResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the token. */
        TokenLookup: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["TokenLookupResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The server is active and unsealed. */
        Health: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description Whether the server is sealed. */
        SealStatus: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["SealStatus"];
            };
        };
        /** @description Who is the active server. */
        Leader: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "ha_enabled": false
                 *     }
                 */
                "application/json": components["schemas"]["LeaderStatus"];
            };
        };
        /** @description The mounts. */
        Mounts: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["MountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mount. */
        Mount: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["MountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mounts that the caller may see. */
        UiMounts: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["UiMountsResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The mount that the path belongs to. */
        UiMount: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["UiMountResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The policy. */
        Policy: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["PolicyResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The version. */
        KvV2Secret: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KvV2SecretResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The version that was written. */
        KvV2Version: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KvV2VersionResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description What is known of the secret. */
        KvV2Metadata: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KvV2MetadataResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The keys of the secret. */
        KvV2Subkeys: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KvV2SubkeysResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description The settings of the mount. */
        KvV2Config: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["KvV2ConfigResponse"] | components["schemas"]["WrappedResponse"];
            };
        };
        /** @description Done; there is nothing to say. Never wrapped. */
        NoContent: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The request is faulty: its JSON, a header, a field; or the wrapping token is not valid or does not exist. */
        BadRequest: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "wrapping token is not valid or does not exist"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description There is no token, or an unknown one, or its policies do not allow this. */
        Forbidden: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "permission denied"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Nothing is there; or the mount or the path is unknown. */
        NotFound: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": []
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The path does not know the method. */
        MethodNotAllowed: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "1 error occurred:\n\t* unsupported operation\n\n"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description A patch of another content type than application/merge-patch+json. */
        UnsupportedMediaType: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "PATCH requires Content-Type of application/merge-patch+json, provided application/json"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The body is larger than the server takes. */
        TooLarge: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "http: request body too large"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description The server is sealed, or its store does not answer. */
        Unavailable: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "Vault is sealed"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"];
            };
        };
        /** @description Nothing is there; or the version is deleted or destroyed, and then its metadata is told. */
        VersionNotFound: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": []
                 *     }
                 */
                "application/json": components["schemas"]["Errors"] | components["schemas"]["KvV2SecretResponse"] | components["schemas"]["KvV2VersionResponse"] | components["schemas"]["KvV2SubkeysResponse"];
            };
        };
        /** @description What was wrapped is itself an answer with status 404, such as a deleted version of a secret; it is used up now. */
        InnerNotFound: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "errors": [
                 *         "no handler for route \"nowhere/x\". route entry not found."
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["Errors"] | components["schemas"]["UnwrappedResponse"];
            };
        };
        /** @description The server is a standby. */
        HealthStandby: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is a secondary for disaster recovery. */
        HealthDrSecondary: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is a performance standby. */
        HealthPerfStandby: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is not initialized. */
        HealthUninitialized: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
        /** @description The server is sealed. */
        HealthSealed: {
            headers: {
                "Cache-Control": components["headers"]["CacheControl"];
                [name: string]: unknown;
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
                "application/json": components["schemas"]["HealthStatus"];
            };
        };
    };
    parameters: {
        /**
         * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
         * @example s.CallerTokenExample123456
         */
        Token: string;
        /**
         * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
         * @example 5m
         */
        WrapTtl: components["schemas"]["DurationInput"];
        /**
         * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
         * @example uuid
         */
        WrapFormat: string;
        /**
         * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
         * @example true
         */
        List: "true";
        /**
         * @description The token to look up; without it, the caller's own.
         * @example s.WrappingTokenExample1234
         */
        TokenInQuery: string;
        /**
         * @description Where a key-value engine of version 1 is mounted.
         * @example legacy
         */
        KvV1Mount: string;
        /**
         * @description Where a key-value engine of version 2 is mounted.
         * @example secret
         */
        KvV2Mount: string;
        /**
         * @description The name of an entry below the mount, slashes included.
         * @example ci/deploy-key
         */
        Path: string;
        /**
         * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
         * @example ci
         */
        Folder: string;
        /**
         * @description The path of a mount, slashes included.
         * @example team/secret
         */
        MountPath: string;
        /**
         * @description The name of a policy; upper case is made lower.
         * @example ci-deploy
         */
        PolicyName: string;
        /**
         * @description The version to read; 0 is the last one.
         * @example 2
         */
        Version: number;
        /**
         * @description How many levels of keys to give; 0 gives all.
         * @example 1
         */
        Depth: number;
        /**
         * @description Makes a standby answer with the status of an active server.
         * @example true
         */
        StandbyOk: boolean;
        /**
         * @description Makes a performance standby answer with the status of an active server.
         * @example true
         */
        PerfStandbyOk: boolean;
        /**
         * @description The status for an active server, 200 by default.
         * @example 200
         */
        ActiveCode: number;
        /**
         * @description The status for a standby, 429 by default.
         * @example 429
         */
        StandbyCode: number;
        /**
         * @description The status for a disaster recovery secondary, 472 by default.
         * @example 472
         */
        DrSecondaryCode: number;
        /**
         * @description The status for a performance standby, 473 by default.
         * @example 473
         */
        PerfStandbyCode: number;
        /**
         * @description The status for a sealed server, 503 by default.
         * @example 503
         */
        SealedCode: number;
        /**
         * @description The status for a server that is not initialized, 501 by default.
         * @example 501
         */
        UninitCode: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description Nothing that this protocol answers may be kept by a cache.
         * @example no-store
         */
        CacheControl: "no-store";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    wrappingWrap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["JsonObject"];
            };
        };
        responses: {
            200: components["responses"]["Wrapped"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    wrappingUnwrap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        responses: {
            200: components["responses"]["Unwrapped"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["InnerNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    wrappingLookupRead: {
        parameters: {
            query?: {
                /**
                 * @description The token to look up; without it, the caller's own.
                 * @example s.WrappingTokenExample1234
                 */
                token?: components["parameters"]["TokenInQuery"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["WrappingLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    wrappingLookup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        responses: {
            200: components["responses"]["WrappingLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    wrappingRewrap: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        responses: {
            200: components["responses"]["Wrapped"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysHealth: {
        parameters: {
            query?: {
                /**
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
                 * @example 501
                 */
                uninitcode?: components["parameters"]["UninitCode"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Health"];
            400: components["responses"]["BadRequest"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["HealthStandby"];
            472: components["responses"]["HealthDrSecondary"];
            473: components["responses"]["HealthPerfStandby"];
            501: components["responses"]["HealthUninitialized"];
            503: components["responses"]["HealthSealed"];
        };
    };
    sysHealthHead: {
        parameters: {
            query?: {
                /**
                 * @description Makes a standby answer with the status of an active server.
                 * @example true
                 */
                standbyok?: components["parameters"]["StandbyOk"];
                /**
                 * @description Makes a performance standby answer with the status of an active server.
                 * @example true
                 */
                perfstandbyok?: components["parameters"]["PerfStandbyOk"];
                /**
                 * @description The status for an active server, 200 by default.
                 * @example 200
                 */
                activecode?: components["parameters"]["ActiveCode"];
                /**
                 * @description The status for a standby, 429 by default.
                 * @example 429
                 */
                standbycode?: components["parameters"]["StandbyCode"];
                /**
                 * @description The status for a disaster recovery secondary, 472 by default.
                 * @example 472
                 */
                drsecondarycode?: components["parameters"]["DrSecondaryCode"];
                /**
                 * @description The status for a performance standby, 473 by default.
                 * @example 473
                 */
                performancestandbycode?: components["parameters"]["PerfStandbyCode"];
                /**
                 * @description The status for a sealed server, 503 by default.
                 * @example 503
                 */
                sealedcode?: components["parameters"]["SealedCode"];
                /**
                 * @description The status for a server that is not initialized, 501 by default.
                 * @example 501
                 */
                uninitcode?: components["parameters"]["UninitCode"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Health"];
            400: components["responses"]["BadRequest"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["HealthStandby"];
            472: components["responses"]["HealthDrSecondary"];
            473: components["responses"]["HealthPerfStandby"];
            501: components["responses"]["HealthUninitialized"];
            503: components["responses"]["HealthSealed"];
        };
    };
    sysSealStatus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["SealStatus"];
            405: components["responses"]["MethodNotAllowed"];
        };
    };
    sysLeader: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Leader"];
            405: components["responses"]["MethodNotAllowed"];
        };
    };
    sysListMounts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mounts"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysReadMount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Mount"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysEnableMount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnableMountRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysDisableMount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysUiListMounts: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["UiMounts"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    sysUiReadMount: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The path of a mount, slashes included.
                 * @example team/secret
                 */
                path: components["parameters"]["MountPath"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["UiMount"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    policyList: {
        parameters: {
            query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                list: components["parameters"]["List"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Keys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    policyRead: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                name: components["parameters"]["PolicyName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Policy"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    policyWrite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                name: components["parameters"]["PolicyName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyWriteRequest"];
            };
        };
        responses: {
            200: components["responses"]["Warnings"];
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    policyDelete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of a policy; upper case is made lower.
                 * @example ci-deploy
                 */
                name: components["parameters"]["PolicyName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenCreate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        responses: {
            200: components["responses"]["Auth"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenCreateOrphan: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TokenCreateRequest"];
            };
        };
        responses: {
            200: components["responses"]["Auth"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenLookupRead: {
        parameters: {
            query?: {
                /**
                 * @description The token to look up; without it, the caller's own.
                 * @example s.WrappingTokenExample1234
                 */
                token?: components["parameters"]["TokenInQuery"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TokenLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenLookup: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OptionalTokenRequest"];
            };
        };
        responses: {
            200: components["responses"]["TokenLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenLookupSelf: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TokenLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenLookupSelfUpdate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["TokenLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenLookupAccessor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessorRequest"];
            };
        };
        responses: {
            200: components["responses"]["TokenLookup"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRenew: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewRequest"];
            };
        };
        responses: {
            200: components["responses"]["Auth"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRenewSelf: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RenewSelfRequest"];
            };
        };
        responses: {
            200: components["responses"]["Auth"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRenewAccessor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewAccessorRequest"];
            };
        };
        responses: {
            200: components["responses"]["Auth"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRevoke: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRevokeSelf: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRevokeOrphan: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenRevokeAccessor: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessorRequest"];
            };
        };
        responses: {
            200: components["responses"]["Warnings"];
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    tokenListAccessors: {
        parameters: {
            query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                list: components["parameters"]["List"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Keys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    cubbyholeRead: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Object"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    cubbyholeWrite: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonObject"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    cubbyholeDelete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    cubbyholeList: {
        parameters: {
            query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                list: components["parameters"]["List"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Keys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV1Read: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Object"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV1Write: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonObject"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV1Delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV1List: {
        parameters: {
            query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                list: components["parameters"]["List"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 1 is mounted.
                 * @example legacy
                 */
                kv_v1_mount: components["parameters"]["KvV1Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Keys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2Read: {
        parameters: {
            query?: {
                /**
                 * @description The version to read; 0 is the last one.
                 * @example 2
                 */
                version?: components["parameters"]["Version"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["KvV2Secret"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2Write: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2WriteRequest"];
            };
        };
        responses: {
            200: components["responses"]["KvV2Version"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2Delete: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2Patch: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["KvV2WriteRequest"];
            };
        };
        responses: {
            200: components["responses"]["KvV2Version"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2DeleteVersions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2UndeleteVersions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2DestroyVersions: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2VersionsRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2ReadMetadata: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["KvV2Metadata"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2WriteMetadata: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2MetadataRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2DeleteMetadata: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2PatchMetadata: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/merge-patch+json": components["schemas"]["KvV2MetadataPatchRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2List: {
        parameters: {
            query: {
                /**
                 * @description Makes `GET` mean `list`, as the method `LIST` does, which OpenAPI cannot describe.
                 * @example true
                 */
                list: components["parameters"]["List"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The folder to list below the mount, without its trailing slash; empty for the whole mount.
                 * @example ci
                 */
                path: components["parameters"]["Folder"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Keys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2ReadSubkeys: {
        parameters: {
            query?: {
                /**
                 * @description The version to read; 0 is the last one.
                 * @example 2
                 */
                version?: components["parameters"]["Version"];
                /**
                 * @description How many levels of keys to give; 0 gives all.
                 * @example 1
                 */
                depth?: components["parameters"]["Depth"];
            };
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
                /**
                 * @description The name of an entry below the mount, slashes included.
                 * @example ci/deploy-key
                 */
                path: components["parameters"]["Path"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["KvV2Subkeys"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["VersionNotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2ReadConfig: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["KvV2Config"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            503: components["responses"]["Unavailable"];
        };
    };
    kvV2WriteConfig: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The caller's token. `Authorization` with the scheme `Bearer` is read when this header is absent or empty.
                 * @example s.CallerTokenExample123456
                 */
                "X-Vault-Token"?: components["parameters"]["Token"];
                /**
                 * @description Asks for a wrapped response that lives so long: seconds, whole days (`2d`), or a duration such as `90s`, `1h30m`. Empty or zero asks for nothing.
                 * @example 5m
                 */
                "X-Vault-Wrap-TTL"?: components["parameters"]["WrapTtl"];
                /**
                 * @description The form of the wrapping token. Without it, or with a value that the server does not know, a bare token.
                 * @example uuid
                 */
                "X-Vault-Wrap-Format"?: components["parameters"]["WrapFormat"];
            };
            path: {
                /**
                 * @description Where a key-value engine of version 2 is mounted.
                 * @example secret
                 */
                kv_v2_mount: components["parameters"]["KvV2Mount"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KvV2ConfigRequest"];
            };
        };
        responses: {
            204: components["responses"]["NoContent"];
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["TooLarge"];
            503: components["responses"]["Unavailable"];
        };
    };
}
