"""Receives a token with hvac, which has no call that compares the creation path."""

import json
import os
import sys

import hvac

token = sys.stdin.readline().strip()
client = hvac.Client(
    url=os.environ["VAULT_ADDR"], token="", timeout=float(os.environ["ENWRAP_TIMEOUT_SECONDS"])
)


def receive():
    lookup = client.adapter.post("/v1/sys/wrapping/lookup", json={"token": token})
    if lookup["data"]["creation_path"] != os.environ["ENWRAP_EXPECTED_PATH"]:
        return {"outcome": "tampered"}
    return {"outcome": "received", "data": client.sys.unwrap(token=token)["data"]}


try:
    result = receive()
except hvac.exceptions.InvalidRequest as error:
    invalid = "wrapping token is not valid" in str(error)
    print(error, file=sys.stderr)
    result = {"outcome": "invalid" if invalid else "failed"}
except Exception as error:  # What a program that uses hvac would log.
    print(error, file=sys.stderr)
    result = {"outcome": "failed"}
print(json.dumps(result))
