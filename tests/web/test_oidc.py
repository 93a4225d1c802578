"""Sign-in at an outside provider: for people who are registered here, and for nobody else."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import LazySettings
from django.test import Client

from ringfence.access.models import User
from ringfence.kernel.clock import now
from web.people import MakeUser

BEGIN = "/account/outside/oidc/oidc/login/"
SECRET = "plainly-a-sample-secret"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    """The smallest provider: it says of everybody what the test said."""

    claims: dict[str, str]
    nonce = ""
    challenge = ""

    def do_GET(self) -> None:
        base = f"http://{self.headers['Host']}"
        if self.path == "/.well-known/openid-configuration":
            self.answer(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/authorize",
                    "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/keys",
                    "userinfo_endpoint": f"{base}/userinfo",
                }
            )
        elif self.path == "/keys":
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key()))
            self.answer({"keys": [{**key, "kid": "k1", "use": "sig", "alg": "RS256"}]})
        elif self.path == "/userinfo":
            self.answer(self.claims)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        base = f"http://{self.headers['Host']}"
        told = {
            **self.claims,
            "iss": base,
            "aud": "ringfence",
            "iat": int(time.time()),
            "exp": int(time.time()) + 60,
        }
        token = jwt.encode(told, _KEY, "RS256", headers={"kid": "k1"})
        self.answer({"access_token": "t", "token_type": "Bearer", "id_token": token})

    def answer(self, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[type[Provider]]:
    """A provider on loopback that this installation is set to."""
    Provider.claims = {"sub": "s-1", "preferred_username": "YangLi01"}
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.OIDC_NAME = "样例统一认证"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "样例统一认证",
                    "client_id": "ringfence",
                    "secret": SECRET,
                    "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
                }
            ],
        }
    }
    yield Provider
    server.shutdown()
    thread.join()
    server.server_close()


def come_in(client: Client) -> int:
    """Go the way to the provider and back; return the status of the way back."""
    there = client.post(BEGIN)
    assert there.status_code == 302
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = urlsplit(asked["redirect_uri"][0]).path
    return client.get(back, {"code": "c", "state": asked["state"][0]}).status_code


def test_a_person_of_the_providers_code_comes_in(
    client: Client, provider: type[Provider], make_user: MakeUser
) -> None:
    make_user()
    assert come_in(client) == 302
    assert client.get("/").status_code == 200


def test_the_subject_decides_from_then_on(
    client: Client, provider: type[Provider], make_user: MakeUser
) -> None:
    make_user()
    make_user("yangli02")
    come_in(client)
    provider.claims = {"sub": "s-1", "preferred_username": "yangli02"}
    again = Client()
    come_in(again)
    assert again.get("/").context["user"].code == "yangli01"


@pytest.mark.parametrize("code", ["somebody", "", "yangli02"])
def test_nobody_else_comes_in_and_nobody_is_made(
    client: Client, provider: type[Provider], make_user: MakeUser, code: str
) -> None:
    make_user()
    make_user("yangli02", closed_at=now())
    provider.claims = {"sub": "s-2", "preferred_username": code}
    assert come_in(client) == 403
    assert client.get("/").status_code == 302
    assert User.objects.count() == 2


def test_an_answer_to_another_browser_is_refused(
    client: Client, provider: type[Provider], make_user: MakeUser
) -> None:
    make_user()
    there = client.post(BEGIN)
    asked = parse_qs(urlsplit(there["Location"]).query)
    back = urlsplit(asked["redirect_uri"][0]).path
    other = Client()
    other.get(back, {"code": "c", "state": asked["state"][0]})
    assert other.get("/").status_code == 302


def test_the_sign_in_offers_the_provider(
    client: Client, provider: type[Provider], db: None
) -> None:
    assert "用样例统一认证登录" in client.get("/account/login/").text


def test_without_the_setting_there_is_no_provider(client: Client, db: None) -> None:
    assert "oidc" not in client.get("/account/login/").text
    assert client.post(BEGIN).status_code == 404
