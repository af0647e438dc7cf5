package main

import (
	"context"
	"encoding/json"
	"net/http"
	"os"

	"example.com/secrets/enwrap"
)

func main() {
	ctx := context.Background()
	client, err := enwrap.NewClientWithResponses(os.Getenv("VAULT_ADDR")+"/v1",
		enwrap.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
			request.Header.Set("X-Vault-Token", os.Getenv("VAULT_TOKEN"))
			return nil
		}))
	check(err)
	ttl := "5m"
	wrapped, err := client.WrappingWrapWithResponse(ctx, &enwrap.WrappingWrapParams{XVaultWrapTTL: &ttl},
		enwrap.AnyObject{"password": "correct horse"})
	check(err)
	body := enwrap.OptionalTokenInput{Token: &wrapped.JSON200.WrapInfo.Token}
	found, err := client.WrappingLookupWithResponse(ctx, nil, body)
	check(err)
	unwrapped, err := client.WrappingUnwrapWithResponse(ctx, nil, body)
	check(err)
	again, err := client.WrappingUnwrapWithResponse(ctx, nil, body)
	check(err)
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"creation_path": found.JSON200.Data.CreationPath,
		"creation_ttl":  found.JSON200.Data.CreationTtl,
		"data":          unwrapped.JSON200.Data,
		"status":        again.StatusCode(),
		"errors":        again.JSON400.Errors,
	}))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
