"""Attachments lie in the home folder by their digest, and are given out only whole."""

import hashlib
from pathlib import Path

import pytest

from desk.kinds_sample import AGENCY, AT, BANK_CLERK, BREAK, CALENDAR, CLERK
from ringfence.audit import selectors as trail
from ringfence.desk.attachments import attachment_add, attachment_path, attachment_read
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.cases import case_close
from ringfence.desk.domain import IllegalDeskStep
from ringfence.desk.models import Attachment, Case
from ringfence.desk.refusals import (
    AttachmentDamaged,
    AttachmentTooLarge,
    AttachmentTypeRefused,
    AttachmentUnknown,
)

pytestmark = pytest.mark.django_db

LETTER = b"%PDF-1.7\nsample letter\n%%EOF\n"
DIGEST = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture
def case() -> Case:
    """An open case."""
    return case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip


def attach(case: Case, home: Path, content: bytes = LETTER, name: str = "来函.pdf") -> Attachment:
    return attachment_add(
        case_id=case.id, name=name, content=content, home=home, actor=CLERK, at=AT
    )


def test_content_lies_under_its_digest_for_the_owner_alone(case: Case, home: Path) -> None:
    attachment = attach(case, home, name="../来函.exe.pdf")
    path = attachment_path(home, DIGEST)
    assert path.read_bytes() == LETTER
    assert path.stat().st_mode & 0o777 == 0o600
    assert (attachment.name, attachment.digest, attachment.size) == (
        "来函_exe.pdf",
        DIGEST,
        len(LETTER),
    )


def test_the_same_content_is_attached_once(case: Case, home: Path) -> None:
    assert attach(case, home).id == attach(case, home, name="又一次.pdf").id


def test_a_reading_gives_what_was_attached_and_is_in_the_trail(case: Case, home: Path) -> None:
    attachment = attach(case, home)
    found, content = attachment_read(attachment_id=attachment.id, home=home, actor=CLERK, at=AT)
    assert (found.id, content) == (attachment.id, LETTER)
    entries = trail.search(trail.AuditCriteria(action="attachment.read"), limit=5).records
    assert [entry.subject_id for entry in entries] == [str(attachment.id)]
    with pytest.raises(AttachmentUnknown):
        attachment_read(attachment_id=attachment.id, home=home, actor=BANK_CLERK, at=AT)


def test_content_that_changed_or_went_is_not_given_out(case: Case, home: Path) -> None:
    attachment = attach(case, home)
    path = attachment_path(home, DIGEST)
    path.write_bytes(LETTER + b"!")
    with pytest.raises(AttachmentDamaged):
        attachment_read(attachment_id=attachment.id, home=home, actor=CLERK, at=AT)
    path.unlink()
    with pytest.raises(AttachmentDamaged):
        attachment_read(attachment_id=attachment.id, home=home, actor=CLERK, at=AT)


def test_a_program_called_a_letter_is_not_attached(case: Case, home: Path) -> None:
    with pytest.raises(AttachmentTypeRefused):
        attach(case, home, content=b"MZ\x90\0sample")
    assert not home.exists()


def test_the_rulebook_says_how_large_an_attachment_may_be(case: Case, home: Path) -> None:
    whole = LETTER.ljust(10_240 * 1024, b"\n")[: -len(b"%%EOF")] + b"%%EOF"
    assert attach(case, home, content=whole).size == len(whole)
    with pytest.raises(AttachmentTooLarge):
        attach(case, home, content=whole + b"\n")


def test_nothing_is_attached_to_a_closed_case(case: Case, home: Path) -> None:
    case_close(case_id=case.id, outcome="OURS", actor=CLERK, at=AT)
    with pytest.raises(IllegalDeskStep):
        attach(case, home)
