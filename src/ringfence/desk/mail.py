"""E-mail by SMTP, with Django's own client."""

import smtplib
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ringfence.desk.delivery import Letter, Reply
from ringfence.desk.domain import NoticeEvent

_PERMANENT = 500  # an SMTP reply of 5xx is final, one of 4xx is not (RFC 5321, 4.2.1)


@dataclass(frozen=True, slots=True)
class MailGateway:
    """The client that reaches the mail server, and whom letters are from."""

    client: BaseEmailBackend
    sender: str

    def hand_over(self, letter: Letter, *, at: datetime) -> Reply:  # noqa: ARG002 - a Gateway's
        """Return what became of the letter, in both languages.

        A server that cannot be reached, or says 4xx, is tried again; one that says 5xx is not. One
        that falls silent in the middle may have taken it: unknown.
        """
        message = EmailMessage(
            subject=letter.zh,
            body=f"{letter.zh}\n{letter.en}\n{letter.clause}\n",
            from_email=self.sender,
            to=[letter.to],
            connection=self.client,
            headers={"Message-ID": f"<{letter.id}@ringfence>"},
        )
        try:
            self.client.open()
        except (OSError, smtplib.SMTPException):
            return Reply(NoticeEvent.DEFER, "UNREACHABLE")
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as refused:
            return _answer(max(code for code, _ in refused.recipients.values()))
        except smtplib.SMTPResponseException as refused:
            return _answer(refused.smtp_code)
        except (OSError, smtplib.SMTPException):
            return Reply(None, "NO_ANSWER")
        finally:
            self.client.close()
        return Reply(NoticeEvent.ACCEPT)


def _answer(code: int) -> Reply:
    event = NoticeEvent.REFUSE if code >= _PERMANENT else NoticeEvent.DEFER
    return Reply(event, f"SMTP_{code}")
