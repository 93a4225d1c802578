"""A notice is written once, sent once, and not repeated where nobody knows what became of it."""

from datetime import datetime, timedelta
from typing import NoReturn

import pytest

from access.acting import sample_user
from actors import actor
from desk.kinds_sample import AGENCY, AT, BANK_CLERK, CLERK, SENDER
from ringfence.access.actor import NotPermitted
from ringfence.access.models import User
from ringfence.audit import selectors as trail
from ringfence.desk.delivery import WAITS, Letter, Reply, notices_send
from ringfence.desk.domain import Channel, NoticeEvent
from ringfence.desk.models import Notice
from ringfence.desk.notices import Message, notice_read, notices_post
from ringfence.desk.refusals import NoticeUnknown
from ringfence.desk.tray import notices_unread

pytestmark = pytest.mark.django_db

TELEPHONE = "13900000000"


class Outside:
    """A gateway that answers as the test says, and remembers what it was handed."""

    def __init__(self, *answers: Reply) -> None:
        self.answers = list(answers)
        self.letters: list[Letter] = []

    def hand_over(self, letter: Letter, *, at: datetime) -> Reply:
        self.letters.append(letter)
        return self.answers.pop(0)


class Dying:
    """A gateway in whose attempt the program dies."""

    def hand_over(self, letter: Letter, *, at: datetime) -> NoReturn:
        raise KeyboardInterrupt


@pytest.fixture
def user() -> User:
    """A person with a telephone and an e-mail address."""
    user = sample_user("sample-clerk")
    user.telephone, user.email = TELEPHONE, "clerk@example.invalid"
    user.save()
    return user


def post(key: str = "sample:1", **other: object) -> None:
    message = {
        "key": key, "organisation": AGENCY, "zh": "样例通知", "en": "sample", "clause": "OP-25",
        "subject": ("duty", "1"),
    }  # fmt: skip
    notices_post(messages=[Message(**(message | other))], at=AT)  # type: ignore[arg-type]


def post_sms(key: str = "sample:1") -> None:
    post(key, user="sample-clerk", channels=(Channel.SMS,))


def send(gateway: object, at: datetime = AT, most: int = 10) -> int:
    return notices_send(
        gateways={Channel.SMS: gateway},  # type: ignore[dict-item]
        actor=SENDER,
        at=at,
        most=most,
    )


def state() -> tuple[str, int]:
    notice = Notice.objects.get()
    return notice.state, notice.attempt_count


def test_the_same_occasion_is_told_once_on_each_channel() -> None:
    for _ in range(2):
        post(user="sample-clerk", channels=(Channel.DESK, Channel.EMAIL))
    found = Notice.objects.order_by("channel").values_list("channel", "state")
    assert list(found) == [("DESK", "SENT"), ("EMAIL", "QUEUED")]


def test_a_notice_of_the_organisation_is_read_by_the_first_of_its_people() -> None:
    post()
    notice = Notice.objects.get()
    with pytest.raises(NoticeUnknown):
        notice_read(notice_id=notice.id, actor=BANK_CLERK, at=AT)
    notice_read(notice_id=notice.id, actor=CLERK, at=AT)
    other = actor("sample-other", "desk.read", organisation=AGENCY)
    assert notice_read(notice_id=notice.id, actor=other, at=AT).read_by == CLERK.code
    assert notices_unread(organisation=AGENCY, actor=other) == []


def test_a_notice_to_a_person_is_nobody_elses() -> None:
    post(user="sample-other")
    assert notices_unread(organisation=AGENCY, actor=CLERK) == []
    with pytest.raises(NoticeUnknown):
        notice_read(notice_id=Notice.objects.get().id, actor=CLERK, at=AT)


def test_sending_is_a_job_and_nobodys_else() -> None:
    with pytest.raises(NotPermitted):
        notices_send(gateways={}, actor=CLERK, at=AT, most=1)


@pytest.mark.usefixtures("user")
def test_what_was_taken_is_not_sent_again() -> None:
    post_sms()
    outside = Outside(Reply(NoticeEvent.ACCEPT))
    assert (send(outside), send(outside, AT + timedelta(days=9))) == (1, 0)
    assert state() == ("SENT", 1)
    assert [(letter.to, letter.zh) for letter in outside.letters] == [(TELEPHONE, "样例通知")]


@pytest.mark.usefixtures("user")
def test_an_unknown_outcome_is_not_repeated() -> None:
    post_sms()
    assert send(Outside(Reply(None, "NO_ANSWER"))) == 1
    assert send(Outside(), AT + timedelta(days=9)) == 0
    assert state() == ("UNKNOWN", 1)


@pytest.mark.usefixtures("user")
def test_a_program_that_died_in_the_attempt_leaves_it_unknown() -> None:
    post_sms()
    with pytest.raises(KeyboardInterrupt):
        send(Dying())
    assert state() == ("UNKNOWN", 1)
    assert send(Outside(), AT + timedelta(days=9)) == 0


@pytest.mark.usefixtures("user")
def test_what_certainly_failed_is_tried_again_after_a_while_and_not_for_ever() -> None:
    post_sms()
    later = Reply(NoticeEvent.DEFER, "UNREACHABLE")
    outside = Outside(*[later] * (len(WAITS) + 1))
    at = AT
    for wait in WAITS:
        assert (send(outside, at), send(outside, at)) == (1, 0)
        at += wait
        assert send(outside, at - timedelta(microseconds=1)) == 0
    assert send(outside, at) == 1
    assert state() == ("FAILED", len(WAITS) + 1)


@pytest.mark.usefixtures("user")
def test_what_was_refused_has_failed_at_once() -> None:
    post_sms()
    send(Outside(Reply(NoticeEvent.REFUSE, "HTTP_400")))
    assert state() == ("FAILED", 1)


def test_who_has_no_address_or_is_gone_gets_nothing(user: User) -> None:
    user.telephone = ""
    user.save()
    post_sms()
    send(Outside())
    assert (state(), Notice.objects.get().fault) == (("FAILED", 1), "NO_ADDRESS")


@pytest.mark.usefixtures("user")
def test_only_as_many_as_asked_are_tried_and_only_on_channels_that_are_set_up() -> None:
    for number in range(3):
        post_sms(f"sample:{number}")
    post("sample:mail", user="sample-clerk", channels=(Channel.EMAIL,))
    outside = Outside(*[Reply(NoticeEvent.ACCEPT)] * 3)
    assert (send(outside, most=2), send(outside)) == (2, 1)
    assert Notice.objects.get(channel="EMAIL").state == "QUEUED"


@pytest.mark.usefixtures("user")
def test_the_trail_has_each_attempt_and_no_telephone_number() -> None:
    post_sms()
    send(Outside(Reply(NoticeEvent.ACCEPT)))
    [entry] = trail.search(trail.AuditCriteria(action="notice.send"), limit=5).records
    assert entry.facts["state"] == "SENT"
    assert TELEPHONE not in str(entry)
