// Receives a token with Vault's client for Go, which has no call that compares the creation path.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	vault "github.com/hashicorp/vault/api"
)

func receive(token string) (string, map[string]any, error) {
	config := vault.DefaultConfig()
	seconds, _ := strconv.Atoi(os.Getenv("ENWRAP_TIMEOUT_SECONDS"))
	config.Timeout = time.Duration(seconds) * time.Second
	client, err := vault.NewClient(config)
	if err != nil {
		return "failed", nil, err
	}
	lookup, err := client.Logical().Write("sys/wrapping/lookup", map[string]any{"token": token})
	if err != nil {
		return outcomeOf(err), nil, err
	}
	if lookup == nil || lookup.Data["creation_path"] != os.Getenv("ENWRAP_EXPECTED_PATH") {
		return "tampered", nil, nil
	}
	secret, err := client.Logical().Unwrap(token)
	if err != nil {
		return outcomeOf(err), nil, err
	}
	if secret == nil {
		return "failed", nil, nil
	}
	return "received", secret.Data, nil
}

func outcomeOf(err error) string {
	var response *vault.ResponseError
	if errors.As(err, &response) && strings.Contains(err.Error(), "wrapping token is not valid") {
		return "invalid"
	}
	return "failed"
}

func main() {
	token, _ := bufio.NewReader(os.Stdin).ReadString('\n')
	outcome, data, err := receive(strings.TrimSpace(token))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	result := map[string]any{"outcome": outcome}
	if outcome == "received" {
		result["data"] = data
	}
	_ = json.NewEncoder(os.Stdout).Encode(result)
}
