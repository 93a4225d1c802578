"""The two gateways against real servers on loopback: what each answer means, and the signature."""

import hashlib
import hmac
import json
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import UUID

import pytest
from django.core.mail.backends.smtp import EmailBackend

from desk.kinds_sample import AT
from ringfence.desk.delivery import Letter
from ringfence.desk.domain import NoticeEvent
from ringfence.desk.mail import MailGateway
from ringfence.desk.sms import SmsGateway
from ringfence.installation.config import SettingWrong

LETTER = Letter(UUID(int=7), "13900000000", "样例通知", "sample notice", "OP-25")
SECRET = b"sample secret"


@contextmanager
def serving(server: socketserver.TCPServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield int(server.socket.getsockname()[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Http(HTTPServer):
    """Answers each POST with one status; with none, hangs up."""

    def __init__(self, status: int | None) -> None:
        super().__init__(("127.0.0.1", 0), HttpCall)
        self.status = status
        self.calls: list[tuple[str, dict[str, str], bytes]] = []


class HttpCall(BaseHTTPRequestHandler):
    """One call."""

    server: Http

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, dict(self.headers), body))
        if self.server.status is None:
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its base names it
        """Say nothing."""


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (200, NoticeEvent.ACCEPT),
        (202, NoticeEvent.ACCEPT),
        (301, NoticeEvent.REFUSE),
        (400, NoticeEvent.REFUSE),
        (429, NoticeEvent.DEFER),
        (503, NoticeEvent.DEFER),
        (500, None),
        (None, None),
    ],
)
def test_an_answer_says_whether_a_message_went_out(
    status: int | None, event: NoticeEvent | None
) -> None:
    server = Http(status)
    with serving(server) as port:
        gateway = SmsGateway(f"http://127.0.0.1:{port}/sms?from=sample", SECRET)
        reply = gateway.hand_over(LETTER, at=AT)
    assert reply.event is event
    assert len(server.calls) == 1


def test_a_call_is_signed_over_its_time_and_body() -> None:
    server = Http(200)
    with serving(server) as port:
        SmsGateway(f"http://127.0.0.1:{port}/sms?from=sample", SECRET).hand_over(LETTER, at=AT)
    [(path, headers, body)] = server.calls
    signed = f"{headers['X-Ringfence-Time']}\n".encode() + body
    expected = hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
    assert headers["X-Ringfence-Signature"] == expected
    assert path == "/sms?from=sample"
    assert json.loads(body) == {"id": str(LETTER.id), "to": "13900000000", "text": "样例通知"}


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def test_a_server_that_is_not_there_is_tried_again() -> None:
    reply = SmsGateway(f"http://127.0.0.1:{closed_port()}/", SECRET).hand_over(LETTER, at=AT)
    assert reply.event is NoticeEvent.DEFER


@pytest.mark.parametrize("url", ["http://sms.example.invalid/", "ftp://127.0.0.1/", "sms", ""])
def test_telephone_numbers_cross_no_network_in_the_clear(url: str) -> None:
    with pytest.raises(SettingWrong):
        SmsGateway(url, SECRET)


class Smtp(socketserver.TCPServer):
    """A mail server that answers one command as the test says, and the others well."""

    allow_reuse_address = True

    def __init__(self, command: str = "", answer: str = "") -> None:
        super().__init__(("127.0.0.1", 0), SmtpCall)
        self.command, self.answer = command, answer
        self.received: list[str] = []


class SmtpCall(socketserver.StreamRequestHandler):
    """One conversation."""

    server: Smtp

    def handle(self) -> None:
        self._say("220 sample")
        while line := self.rfile.readline():
            command = line.decode().split()[0].upper() if line.strip() else ""
            if command == self.server.command:
                if not self.server.answer:
                    return
                self._say(self.server.answer)
            elif command == "DATA":
                self._say("354 go on")
                self._take()
            else:
                self._say("221 bye" if command == "QUIT" else "250 fine")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline().decode()).strip() != ".":
            lines.append(line)
        self.server.received.append("".join(lines))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.mark.parametrize(
    ("command", "answer", "event"),
    [
        ("", "", NoticeEvent.ACCEPT),
        ("RCPT", "550 nobody here", NoticeEvent.REFUSE),
        ("RCPT", "450 later", NoticeEvent.DEFER),
        ("MAIL", "550 not from you", NoticeEvent.REFUSE),
        ("DATA", "451 later", NoticeEvent.DEFER),
        ("DATA", "", None),
    ],
)
def test_a_mail_server_says_whether_a_letter_went_out(
    command: str, answer: str, event: NoticeEvent | None
) -> None:
    server = Smtp(command, answer)
    with serving(server) as port:
        client = EmailBackend(host="127.0.0.1", port=port, timeout=5)
        gateway = MailGateway(client, "desk@example.invalid")
        reply = gateway.hand_over(
            Letter(UUID(int=7), "clerk@example.invalid", "样例通知", "sample", "OP-25"), at=AT
        )
    assert reply.event is event
    assert len(server.received) == (event is NoticeEvent.ACCEPT)
    if server.received:
        assert f"Message-ID: <{UUID(int=7)}@ringfence>" in server.received[0]


def test_a_mail_server_that_is_not_there_is_tried_again() -> None:
    client = EmailBackend(host="127.0.0.1", port=closed_port(), timeout=5)
    reply = MailGateway(client, "desk@example.invalid").hand_over(LETTER, at=AT)
    assert reply.event is NoticeEvent.DEFER
