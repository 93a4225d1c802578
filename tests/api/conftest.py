"""An agency with a draft run, a duty, an approval and a case; its program, and a stranger's."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import LazySettings

from access.acting import AT, sample_areas, sample_insurer
from api.program import Program, program
from desk.kinds_sample import BREAK, PAY, PAYMENT, SAMPLE
from ringfence.banking import desk_kinds as of_banks
from ringfence.banking.models import Run
from ringfence.desk import declared
from ringfence.desk.models import Approval, Case, Duty
from ringfence.installation.config import config
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card import desk_kinds as of_cards
from sample_month import SampleMonth
from sample_people import AGENCY

OTHER_AGENCY = "YLBX0002"
SCOPES = (
    "run.read", "run.check", "run.approve", "run.release", "run.cancel", "item.read",
    "exchange.read", "desk.read", "case.work", "fund.read",
)  # fmt: skip


@pytest.fixture(autouse=True)
def secret_key(settings: LazySettings) -> None:
    """Sign cookies with a key of the tests' own: no file is made for them."""
    settings.SECRET_KEY = "plainly-a-sample-key-of-the-tests"


@pytest.fixture(autouse=True)
def sample_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only the kinds of duty, approval and case that the tests of the desk declare."""
    monkeypatch.setattr(declared, "declaring_modules", lambda: [SAMPLE, of_banks, of_cards])
    declared.kinds.cache_clear()
    yield
    declared.kinds.cache_clear()


@dataclass(frozen=True)
class Office:
    """What the agency has, and who calls."""

    month: SampleMonth
    run: Run
    duty: Duty
    approval: Approval
    case: Case
    agency: Program
    stranger: Program


@pytest.fixture
def office(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return office_open(tmp_path, monkeypatch)


def office_open(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(config(), "home", folder)
    sample_areas()
    for code in (AGENCY, OTHER_AGENCY):
        sample_insurer(code)
    month = SampleMonth(folder)
    run = month.drafted("100.00", "50.00", "25.00")
    about = {"organisation_code": AGENCY, "subject_kind": "run", "subject_id": str(run.id)}
    return Office(
        month=month,
        run=run,
        duty=Duty.objects.create(
            id=uuid7(), kind=PAY, started_at=AT, due_at=AT, state="OPEN", **about
        ),
        approval=Approval.objects.create(
            id=uuid7(), kind=PAYMENT, digest="0" * 64, decider_count=1, reason="样例",
            asked_by="sample-clerk", asked_at=AT, due_at=AT, state="PENDING", **about,
        ),
        case=Case.objects.create(
            id=uuid7(), type=BREAK, step="OPENED", opened_by="sample-clerk",
            opened_at=AT, due_at=AT, state="OPEN", **about,
        ),
        agency=program("payroll", AGENCY, *SCOPES),
        stranger=program("stranger", OTHER_AGENCY, *SCOPES),
    )  # fmt: skip
