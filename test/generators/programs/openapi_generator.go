package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"

	enwrap "example.com/secrets/openapi"
)

func main() {
	ctx := context.WithValue(context.Background(), enwrap.ContextServerVariables,
		map[string]string{"address": os.Getenv("VAULT_ADDR")})
	ctx = context.WithValue(ctx, enwrap.ContextAPIKeys,
		map[string]enwrap.APIKey{"VaultToken": {Key: os.Getenv("VAULT_TOKEN")}})
	client := enwrap.NewAPIClient(enwrap.NewConfiguration()).WrappingAPI
	wrapped, _, err := client.WrappingWrap(ctx).XVaultWrapTTL("5m").
		RequestBody(map[string]any{"password": "correct horse"}).Execute()
	check(err)
	token := enwrap.OptionalTokenInput{Token: &wrapped.WrapInfo.Token}
	found, _, err := client.WrappingLookup(ctx).OptionalTokenInput(token).Execute()
	check(err)
	unwrapped, _, err := client.WrappingUnwrap(ctx).OptionalTokenInput(token).Execute()
	check(err)
	_, again, err := client.WrappingUnwrap(ctx).OptionalTokenInput(token).Execute()
	var failure *enwrap.GenericOpenAPIError
	if !errors.As(err, &failure) {
		panic("the second unwrap succeeded")
	}
	lookup := found.GetData()
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"creation_path": lookup.GetCreationPath(),
		"creation_ttl":  lookup.GetCreationTtl(),
		"data":          unwrapped.GetData(),
		"status":        again.StatusCode,
		"errors":        failure.Model().(enwrap.Errors).Errors,
	}))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
