"""The other side: a program of an organisation that signs its calls as the standard says."""

import base64
import itertools
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from ringfence.access.models import ApiClient, ApiKey

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2120, 1, 1, tzinfo=UTC)
_NONCES = itertools.count(1)


def sha256(content: bytes) -> str:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    return digest.finalize().hex()


@dataclass(frozen=True)
class Program:
    """A client's program. `time` and `nonce` are those of each call unless one is given."""

    key: Ed25519PrivateKey
    host: str = "testserver"
    time: str = ""
    nonce: str = ""

    @property
    def spki(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    @property
    def key_id(self) -> str:
        return sha256(self.spki)[:32]

    def headers(self, method: str, url: str, body: bytes = b"") -> dict[str, str]:
        """Return the headers that a call is sent with."""
        parts = urlsplit(url)
        time = self.time or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        nonce = self.nonce or f"sample-nonce-{next(_NONCES):08d}"
        path = quote(unquote(parts.path, errors="surrogateescape"), safe="/-._~!$&'()*+,;=:@",
                     errors="surrogateescape")  # fmt: skip
        lines = ("RINGFENCE-1", method, path, parts.query, sha256(body), time, nonce, self.key_id,
                 self.host)  # fmt: skip
        signature = self.key.sign("\n".join(lines).encode())
        return {
            "Ringfence-Key": self.key_id,
            "Ringfence-Time": time,
            "Ringfence-Nonce": nonce,
            "Ringfence-Signature": base64.b64encode(signature).decode(),
        }

    def get(self, url: str, **headers: str) -> Any:
        """Make a signed call that reads."""
        return self.call("GET", url, None, **headers)

    def post(self, url: str, content: Any = None, *, key: str = "", **headers: str) -> Any:
        """Make a signed call that writes, under an idempotency key where one is given."""
        return self.call(
            "POST", url, content, **headers, **({"Idempotency-Key": key} if key else {})
        )

    def call(self, method: str, url: str, content: Any, **headers: str) -> Any:
        body = b"" if content is None else json.dumps(content).encode()
        return Client(raise_request_exception=False).generic(
            method, url, body, content_type="application/json",
            headers={"Host": self.host, **self.headers(method, url, body), **headers},
        )  # fmt: skip

    def at(self, time: str) -> "Program":
        return replace(self, time=time)


def program(
    code: str, organisation: str, *scopes: str, calls_per_minute: int = 1_000_000
) -> Program:
    """Register a client of an organisation with a key of its own, and return its program."""
    client = ApiClient.objects.create(
        code=code, name="样例业务系统", organisation_id=organisation, scopes=sorted(scopes),
        calls_per_minute=calls_per_minute, opened_at=SINCE,
    )  # fmt: skip
    made = Program(Ed25519PrivateKey.generate())
    ApiKey.objects.create(
        key_id=made.key_id, client=client, algorithm="ED25519", spki=made.spki,
        valid_from_at=SINCE, valid_until_at=UNTIL,
    )  # fmt: skip
    return made
