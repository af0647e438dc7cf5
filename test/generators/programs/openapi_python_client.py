import json
import os

from enwrap_client import AuthenticatedClient
from enwrap_client.api.wrapping import wrapping_lookup, wrapping_unwrap, wrapping_wrap
from enwrap_client.models import AnyObject, OptionalTokenInput

client = AuthenticatedClient(
    f"{os.environ['VAULT_ADDR']}/v1",
    token=os.environ["VAULT_TOKEN"],
    prefix="",
    auth_header_name="X-Vault-Token",
)
wrapped = wrapping_wrap.sync(
    client=client, body=AnyObject.from_dict({"password": "correct horse"}), x_vault_wrap_ttl="5m"
)
body = OptionalTokenInput(token=wrapped.wrap_info.token)
found = wrapping_lookup.sync(client=client, body=body).data
unwrapped = wrapping_unwrap.sync(client=client, body=body)
again = wrapping_unwrap.sync_detailed(client=client, body=body)
print(
    json.dumps(
        {
            "creation_path": found.creation_path,
            "creation_ttl": found.creation_ttl,
            "data": unwrapped.data.to_dict(),
            "status": again.status_code,
            "errors": again.parsed.errors,
        }
    )
)
