"""Tests of hvac against a running server: `python hvac_client.py NAME` runs the function NAME.

hvac reads VAULT_ADDR and VAULT_TOKEN. The process exits with 0, or with a traceback.
"""

import base64
import sys
from concurrent.futures import ThreadPoolExecutor

import hvac
from hvac.exceptions import Forbidden, InvalidPath, InvalidRequest

SECRET = {"user": "app", "password": "correct horse"}


def assert_raises(error, call, *args, **kwargs):
    """Asserts that a call raises an error, and returns the error."""
    try:
        call(*args, **kwargs)
    except error as caught:
        return caught
    raise AssertionError(f"{call.__name__} did not raise {error.__name__}")


def client_with(token):
    """A client whose token is a wrapping token, like a service that has just started."""
    return hvac.Client(token=token)


def wraps_and_unwraps_once(client):
    info = client.sys.wrap(payload=SECRET, ttl=300)["wrap_info"]
    assert (info["ttl"], info["creation_path"]) == (300, "sys/wrapping/wrap"), info

    found = client.write_data("sys/wrapping/lookup", data={"token": info["token"]})["data"]
    assert found["creation_ttl"] == 300, found
    assert found["creation_path"] == "sys/wrapping/wrap", found

    assert client.sys.unwrap(token=info["token"])["data"] == SECRET
    error = assert_raises(InvalidRequest, client.sys.unwrap, token=info["token"])
    assert error.errors == ["wrapping token is not valid or does not exist"], error.errors


def wraps_a_read(client):
    client.secrets.kv.v2.create_or_update_secret("db", secret=SECRET)
    info = client.read("secret/data/db", wrap_ttl="5m")["wrap_info"]
    assert info["creation_path"] == "secret/data/db", info

    response = client_with(info["token"]).sys.unwrap()
    assert response["data"]["data"] == SECRET, response
    assert_raises(InvalidRequest, client_with(info["token"]).sys.unwrap)


def unwraps_once_in_a_race(client):
    token = client.sys.wrap(payload=SECRET)["wrap_info"]["token"]

    def attempt(_):
        try:
            return hvac.Client().sys.unwrap(token=token)["data"]
        except InvalidRequest:
            return None

    with ThreadPoolExecutor(8) as pool:
        won = [data for data in pool.map(attempt, range(8)) if data is not None]
    assert won == [SECRET], f"{len(won)} unwrapped"


def rewraps(client):
    old = client.sys.wrap(payload=SECRET, ttl=300)["wrap_info"]["token"]
    fresh = client.write_data("sys/wrapping/rewrap", data={"token": old})["wrap_info"]
    assert fresh["ttl"] == 300, fresh
    assert_raises(InvalidRequest, client.sys.unwrap, token=old)
    assert client.sys.unwrap(token=fresh["token"])["data"] == SECRET


def wraps_a_token_and_revokes_it(client):
    info = client.auth.token.create(policies=["default"], wrap_ttl="5m")["wrap_info"]
    auth = client_with(info["token"]).sys.unwrap()["auth"]
    assert auth["accessor"] == info["wrapped_accessor"], info

    child = client_with(auth["client_token"])
    assert child.auth.token.lookup_self()["data"]["policies"] == ["default"]
    client.auth.token.revoke(auth["client_token"])
    assert_raises(Forbidden, child.auth.token.lookup_self)


def revokes_with_the_accessor(client):
    info = client.sys.wrap(payload=SECRET)["wrap_info"]
    client.auth.token.revoke_accessor(info["accessor"])
    assert_raises(InvalidRequest, client.sys.unwrap, token=info["token"])


def uses_kv_version_1(client):
    client.sys.enable_secrets_engine("kv", path="kv1", options={"version": "1"})
    kv = client.secrets.kv.v1
    kv.create_or_update_secret("app/one", secret={"n": 1}, mount_point="kv1")
    kv.create_or_update_secret("app/two/deep", secret={"n": 2}, mount_point="kv1")
    assert kv.list_secrets("app", mount_point="kv1")["data"]["keys"] == ["one", "two/"]
    assert kv.read_secret("app/one", mount_point="kv1")["data"] == {"n": 1}
    kv.delete_secret("app/one", mount_point="kv1")
    assert_raises(InvalidPath, kv.read_secret, "app/one", mount_point="kv1")


def uses_kv_version_2(client):
    kv = client.secrets.kv.v2
    kv.create_or_update_secret("app/one", secret={"n": 1})
    kv.patch("app/one", secret={"m": 2})
    secret = kv.read_secret_version("app/one", raise_on_deleted_version=True)["data"]
    assert secret["data"] == {"n": 1, "m": 2}, secret
    assert secret["metadata"]["version"] == 2, secret
    assert kv.list_secrets("app")["data"]["keys"] == ["one"]
    assert_raises(InvalidRequest, kv.create_or_update_secret, "app/one", secret={}, cas=1)
    kv.delete_latest_version_of_secret("app/one")
    assert_raises(InvalidPath, kv.read_secret_version, "app/one", raise_on_deleted_version=True)
    kv.undelete_secret_versions("app/one", versions=[2])
    assert kv.read_secret_version("app/one", raise_on_deleted_version=True)["data"]["data"]["m"] == 2
    kv.delete_metadata_and_all_versions("app/one")
    assert_raises(InvalidPath, kv.list_secrets, "app")


def reads_the_status_of_the_server(client):
    assert client.is_authenticated()
    assert not client.sys.is_sealed()
    assert client.sys.read_health_status(method="GET")["sealed"] is False
    assert "secret/" in client.sys.list_mounted_secrets_engines()["data"]
    assert_raises(Forbidden, client_with("not-a-token").auth.token.lookup_self)


def initializes_unseals_and_replaces_keys(client):
    sys_ = client.sys
    assert not sys_.is_initialized()
    initial = sys_.initialize(secret_shares=3, secret_threshold=2)
    assert sys_.is_initialized() and sys_.is_sealed()
    assert_raises(InvalidRequest, sys_.initialize, 3, 2)
    assert sys_.submit_unseal_key(initial["keys"][0])["progress"] == 1
    assert sys_.submit_unseal_key(reset=True)["progress"] == 0
    assert not sys_.submit_unseal_keys(initial["keys_base64"][1:])["sealed"]

    client.token = initial["root_token"]
    assert client.is_authenticated()
    client.secrets.kv.v2.create_or_update_secret("app", secret=SECRET)

    started = sys_.start_root_token_generation()
    assert sys_.read_root_generation_progress()["started"]
    assert sys_.cancel_root_generation()
    started = sys_.start_root_token_generation()
    for key in initial["keys"][:2]:
        generated = sys_.generate_root(key, started["nonce"])
    encoded = generated["encoded_root_token"]
    token = bytes(a ^ b for a, b in zip(base64.b64decode(encoded + "=="), started["otp"].encode()))
    assert client_with(token.decode()).lookup_token()["data"]["policies"] == ["root"]

    rekey = sys_.start_rekey(secret_shares=2, secret_threshold=2)
    assert sys_.read_rekey_progress()["required"] == 2
    result = sys_.rekey_multi(initial["keys"], nonce=rekey["nonce"])
    assert result["complete"] and len(result["keys"]) == 2
    assert_raises(InvalidRequest, sys_.read_backup_keys)
    sys_.rotate_encryption_key()

    sys_.seal()
    assert sys_.is_sealed()
    assert_raises(InvalidRequest, sys_.submit_unseal_keys, initial["keys"][:2])
    assert not sys_.submit_unseal_keys(result["keys"])["sealed"]
    assert client.secrets.kv.v2.read_secret_version("app", raise_on_deleted_version=True)["data"]["data"] == SECRET


if __name__ == "__main__":
    globals()[sys.argv[1]](hvac.Client())
