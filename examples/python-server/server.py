"""A server of the response-wrapping protocol, profile `core`. Needs Python 3.9 and no packages. Keeps data in memory.

ROOT_TOKEN=… python3 server.py [PORT] starts it. docs/guides/implement-it-yourself.md explains it."""
import hashlib, json, os, re, secrets, socketserver, sys, threading, time, types
from decimal import Decimal
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

OPERATIONS = {"GET": "read", "POST": "update", "PUT": "update", "PATCH": "patch", "DELETE": "delete", "LIST": "list"}
UNITS = {"d": 86400, "h": 3600, "m": 60, "s": 1, "ms": Decimal("1e-3"), "us": Decimal("1e-6"), "ns": Decimal("1e-9")}
POLICIES = {"root": ".*", "response-wrapping": "read cubbyhole/response",  # The operations and paths that they allow.
            "default": "update sys/wrapping/(wrap|unwrap)|read auth/token/lookup-self|[a-z]+ cubbyhole/.*"}
STATUS = {"/v1/sys/health": {"initialized": True, "sealed": False, "standby": False},
          "/v1/sys/seal-status": {"type": "shamir", "initialized": True, "sealed": False, "t": 1, "n": 1, "progress": 0},
          "/v1/sys/leader": {"ha_enabled": False, "is_self": False, "leader_address": ""}}
TOKENS = {}  # By the hash of their secret: secrets are never compared, so the time of a lookup says nothing about them.
LOCK = threading.Lock()  # Its holder decides and acts in one step: of two unwraps of a token, only one finds it.

class Refused(Exception):
    """The arguments are the status of the response, and its error texts."""

def digest(secret):
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()

def find(secret):
    token = TOKENS.get(digest(secret))
    return token if token and time.monotonic() < token.end else None

def create(policies, path, ttl, stored=None, uses=0, secret=None):  # `stored` is what a wrapping token opens.
    secret = secret or "s." + secrets.token_urlsafe(24)
    token = TOKENS[digest(secret)] = types.SimpleNamespace(
        policies=policies, path=path, ttl=ttl, stored=stored, uses=uses, cubbyhole={},
        accessor=secrets.token_urlsafe(18), created=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        end=time.monotonic() + ttl)
    return secret, token

def envelope(data="null", **members):  # `data` is JSON text: parsing and printing it would change its numbers.
    rest = {"request_id": secrets.token_hex(16), "lease_id": "", "renewable": False, "lease_duration": 0,
            "wrap_info": None, "warnings": None, "auth": None, **members}
    return f'{json.dumps(rest)[:-1]}, "data": {data}}}'

def wrapped(response, path, ttl):
    secret, token = create(["response-wrapping"], path, ttl, stored=response, uses=1)
    auth = json.loads(response, parse_int=Decimal)["auth"]
    info = {"token": secret, "accessor": token.accessor, "ttl": int(ttl), "creation_time": token.created,
            "creation_path": path, **({"wrapped_accessor": auth["accessor"]} if auth else {})}
    return envelope(wrap_info=info, request_id="")

def ignored(fields, *known):
    names = " ".join(sorted(set(fields) - set(known)))
    return [f"Endpoint ignored these unrecognized parameters: [{names}]"] if names else None

def parse_duration(text, problem=""):  # An integer, a number of days, or a sequence such as 1h30m.
    text = re.sub("^([+-]?[0-9]+)$", r"\1s", text.replace("µ", "u"))
    if len(text) > 99 or not re.fullmatch(r"[+-]?([0-9]+d|(([0-9]+\.?[0-9]*|\.[0-9]+)(h|ms|m|s|us|ns))+)", text):
        raise Refused(400, problem + "invalid duration")
    ttl = sum(Decimal(number) * UNITS[unit] for number, unit in re.findall("([0-9.]+)([a-z]+)", text))
    if ttl and (text[0] == "-" or ttl > 9223372036):
        raise Refused(400, problem + ("requested wrap ttl cannot be negative" if text[0] == "-" else "too long"))
    return int(ttl) if ttl == int(ttl) else float(ttl)

def parse_body(body, kind):  # Decimal accepts any number of digits. `int` refuses NaN, which is not JSON.
    try:
        text = json.dumps(dict(parse_qsl(body.decode()))) if "form" in kind and body[:1] != b"{" else body.decode()
        fields = json.loads(text.strip() or "null", parse_int=Decimal, parse_constant=int)
        if not isinstance(fields, (dict, type(None))):
            raise ValueError
    except (ValueError, RecursionError):
        raise Refused(400, "failed to decode JSON input: not a JSON object")
    return (text, fields) if fields else ("{}", {})

def parse(environ):
    length, method = environ.get("CONTENT_LENGTH") or "0", environ["REQUEST_METHOD"]
    if "HTTP_TRANSFER_ENCODING" in environ or not re.fullmatch("[0-9]{1,7}", length):
        raise Refused(413, "request body too large")
    body, query = environ["wsgi.input"].read(int(length)), dict(parse_qsl(environ["QUERY_STRING"]))
    if method not in OPERATIONS:
        raise Refused(405)
    path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
    if not path.startswith("/v1/") or {".", ".."} & set(path.split("/")):
        raise Refused(400, "invalid path")
    payload, fields = ("{}", query) if method == "GET" else parse_body(body, environ.get("CONTENT_TYPE", ""))
    request = types.SimpleNamespace(operation=OPERATIONS[method], path=path[4:], json=payload, fields=fields)
    if method == "LIST" or method == "GET" and query.get("list") == "true":
        request.operation, request.path = "list", request.path.rstrip("/") + "/"
    ttl = environ.get("HTTP_X_VAULT_WRAP_TTL", "").encode("latin-1").decode(errors="replace")
    request.wrap_ttl = parse_duration(ttl or "0", "error parsing X-Vault-Wrap-TTL header: ")
    bearer = re.fullmatch("Bearer (.+)", environ.get("HTTP_AUTHORIZATION", ""))
    request.secret = environ.get("HTTP_X_VAULT_TOKEN") or (bearer[1] if bearer else "")
    return request

def admit(request, wanted):
    caller = find(request.secret)
    if not caller or not any(re.fullmatch(POLICIES.get(policy, ""), wanted) for policy in caller.policies):
        raise Refused(403, "permission denied")
    caller.uses -= 1  # 0 becomes negative: any number of uses.
    if caller.uses == 0:
        del TOKENS[digest(request.secret)]
    return caller

def wrapping_token(request):
    secret = request.secret if request.fields.get("token") is None else request.fields["token"]
    if not secret or not isinstance(secret, str):
        problem = "empty token" if secret == "" else "could not decode token"
        raise Refused(403, f"error validating wrapping token: {problem}")
    token = find(secret)
    if not token or not token.stored:
        raise Refused(400, "wrapping token is not valid or does not exist")
    return secret, token

def create_token(path, fields):
    policies = {*map(str, fields.get("policies", [])), *([] if fields.get("no_default_policy") else ["default"])}
    ttl, uses = parse_duration(str(fields.get("ttl", "768h"))), int(fields.get("num_uses", 0))
    secret, token = create(sorted(policies), path, ttl, uses=uses)
    auth = {"client_token": secret, "accessor": token.accessor, "policies": token.policies, "token_type": "service",
            "lease_duration": int(ttl), "renewable": False, "metadata": None, "num_uses": uses, "orphan": True}
    return envelope(auth=auth, warnings=ignored(fields, "ttl", "num_uses", "policies", "no_default_policy"))

def cubbyhole(operation, path, entries, text):
    names = {"".join(entry[len(path):].partition("/")[:2]) for entry in entries if entry.startswith(path)}
    if operation == "update":
        entries[path] = text
    elif operation == "delete":
        entries.pop(path, None)
    elif operation == "read" and path in entries:
        return envelope(entries[path])
    elif operation == "list" and names:
        return envelope(json.dumps({"keys": sorted(names)}))
    else:
        raise Refused(404)

def perform(request):
    wanted = f"{request.operation} {request.path}"
    if request.operation == "update" and request.path.endswith("/"):
        raise Refused(400, "cannot write to a path ending in '/'")
    if re.fullmatch("update sys/wrapping/(unwrap|lookup|rewrap)|read sys/wrapping/lookup", wanted):
        secret, token = wrapping_token(request)
    if wanted == "update sys/wrapping/unwrap":
        if secret != request.secret:
            admit(request, wanted)
        del TOKENS[digest(secret)]
        return token.stored
    if request.path == "sys/wrapping/lookup" and request.operation in ("read", "update"):
        found = json.dumps({"creation_path": token.path, "creation_time": token.created, "creation_ttl": token.ttl})
        return envelope(found, warnings=ignored(request.fields, "token"))
    caller = admit(request, wanted)
    if caller.stored:
        return envelope(json.dumps({"response": caller.stored}))
    if wanted == "update sys/wrapping/wrap":
        if not request.wrap_ttl:
            raise Refused(400, "endpoint requires response wrapping to be used")
        return envelope(request.json)
    if wanted == "update auth/token/create":
        return create_token(request.path, request.fields)
    if wanted == "read auth/token/lookup-self":
        return envelope(json.dumps({"id": request.secret, "accessor": caller.accessor, "policies": caller.policies}))
    known = "sys/wrapping/(wrap|unwrap|lookup)|auth/token/(create|lookup-self)"
    if request.operation == "patch" or re.fullmatch(known, request.path):
        raise Refused(405, "unsupported operation")
    if request.path.startswith("cubbyhole/"):
        return cubbyhole(request.operation, request.path, caller.cubbyhole, request.json)
    if request.path.startswith(("sys/", "auth/token/")):
        raise Refused(404, "unsupported path")
    raise Refused(404, f'no handler for route "{request.path}". route entry not found.')

def application(environ, start_response):
    headers, response = [("Cache-Control", "no-store")], json.dumps(STATUS.get(environ["PATH_INFO"]))
    status = int((re.search("activecode=([2-5][0-9]{2})", environ["QUERY_STRING"]) or [0, 200])[1])
    try:
        if environ["PATH_INFO"] not in STATUS:
            request = parse(environ)
            with LOCK:
                response = perform(request)
                if response and request.wrap_ttl:
                    response = wrapped(response, request.path, request.wrap_ttl)
            status = 200 if response else 204
    except Refused as refused:
        status, response = refused.args[0], json.dumps({"errors": refused.args[1:]})
    except Exception:  # Its text and its traceback can contain a payload.
        status, response = 500, '{"errors": ["internal error"]}'
    start_response(f"{status} ", headers + ([("Content-Type", "application/json")] if response else []))
    return [response.encode()] if response and environ["REQUEST_METHOD"] != "HEAD" else []

class Handler(WSGIRequestHandler):
    log_message = lambda *arguments: None  # A path can contain a token.

class Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads, request_queue_size = True, 128

    def service_actions(self):  # Is called twice a second.
        with LOCK:
            for key in [key for key, token in TOKENS.items() if time.monotonic() >= token.end]:
                del TOKENS[key]

if __name__ == "__main__":
    create(["root"], "auth/token/root", float("inf"), secret=os.environ.pop("ROOT_TOKEN"))
    with make_server("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 8200, application, Server, Handler) as server:
        print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
        server.serve_forever()
