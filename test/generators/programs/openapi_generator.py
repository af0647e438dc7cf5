import json
import os

from openapi_client import ApiClient, Configuration, OptionalTokenInput, WrappingApi
from openapi_client.exceptions import BadRequestException

configuration = Configuration(
    host=f"{os.environ['VAULT_ADDR']}/v1", api_key={"VaultToken": os.environ["VAULT_TOKEN"]}
)
with ApiClient(configuration) as client:
    wrapping = WrappingApi(client)
    wrapped = wrapping.wrapping_wrap(
        x_vault_wrap_ttl="5m", request_body={"password": "correct horse"}
    )
    token = OptionalTokenInput(token=wrapped.wrap_info.token)
    found = wrapping.wrapping_lookup(optional_token_input=token).data
    unwrapped = wrapping.wrapping_unwrap(optional_token_input=token)
    try:
        wrapping.wrapping_unwrap(optional_token_input=token)
        raise AssertionError("the second unwrap succeeded")
    except BadRequestException as error:
        again = error

print(
    json.dumps(
        {
            "creation_path": found.creation_path,
            "creation_ttl": found.creation_ttl,
            "data": unwrapped.data,
            "status": again.status,
            "errors": again.data.errors,
        }
    )
)
