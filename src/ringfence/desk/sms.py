"""Short messages by HTTP: one signed JSON POST each, to whatever the operator set up for it.

    POST <url>   {"id": "…", "to": "…", "text": "…"}
    X-Ringfence-Time: 2026-03-02T01:00:00+00:00
    X-Ringfence-Signature: HMAC-SHA-256 in hex, over the time, a line feed and the body

2xx: taken. 429 and 503: not taken, to be tried again. Other 3xx and 4xx: refused for good. Any
other answer, or none after the request was sent: unknown, and not repeated; `id` tells them apart.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from ringfence.desk.delivery import Letter, Reply
from ringfence.desk.domain import NoticeEvent
from ringfence.installation.config import SettingWrong
from ringfence.kernel.words import Words

_SECONDS = 10
_AGAIN = {429, 503}
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_URL_EXPECTED = Words("https://…, or http:// on this machine", "https://…，或本机的 http://")


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """Where short messages go, and the secret that signs them.

    Refuses: SettingWrong where telephone numbers would cross a network in the clear.
    """

    url: str
    secret: bytes

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or local):
            raise SettingWrong(variable="RINGFENCE_SMS_URL", expected=_URL_EXPECTED)

    def hand_over(self, letter: Letter, *, at: datetime) -> Reply:
        """Return what became of the letter, in Chinese, with a time-out of ten seconds."""
        content = {"id": str(letter.id), "to": letter.to, "text": letter.zh}
        body = json.dumps(content, ensure_ascii=False).encode()
        time = at.isoformat()
        signature = hmac.new(self.secret, f"{time}\n".encode() + body, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Ringfence-Time": time,
            "X-Ringfence-Signature": signature,
        }
        connection = self._connection()
        try:
            connection.connect()
        except OSError:
            return Reply(NoticeEvent.DEFER, "UNREACHABLE")
        try:
            connection.request("POST", _target(self.url), body=body, headers=headers)
            return _answer(connection.getresponse().status)
        except (OSError, HTTPException):
            return Reply(None, "NO_ANSWER")
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=_SECONDS)


def _target(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _answer(status: int) -> Reply:
    fault = f"HTTP_{status}"
    if 200 <= status < 300:
        return Reply(NoticeEvent.ACCEPT)
    if status in _AGAIN:
        return Reply(NoticeEvent.DEFER, fault)
    if 300 <= status < 500:
        return Reply(NoticeEvent.REFUSE, fault)
    return Reply(None, fault)
