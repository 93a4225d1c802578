"""What an agency has: the things that its own people see, and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from actors import actor
from desk.kinds_sample import BREAK, CALENDAR, PAY, PAYMENT
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.models import ApiClient, ApiKey, Membership, Organisation
from ringfence.access.signed_request import key_id_of
from ringfence.audit.entry import AuditEntry
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.audit.services import record
from ringfence.banking.models import BankStatement, Run
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.key import key_generate, public_pem
from ringfence.crypto.services import key_import_public
from ringfence.desk.approvals import approval_ask
from ringfence.desk.attachments import attachment_add
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.cases import case_note
from ringfence.desk.duties import duty_start
from ringfence.desk.models import Approval, Case, Delegation, Duty, Notice
from ringfence.desk.notices import Message, notices_post
from ringfence.interfaces.jobs.asked import FUND_VERIFY, ROSTER_CHECK
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.queue import JOB, job_put
from ringfence.kernel.clock import now
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card.models import CorrectionList, Person
from ringfence.regimes.card.programmes import fund_id_of
from sample_month import PROGRAMME, SampleMonth, account, identity, name
from sample_people import AGENCY

CLIENT = "sample-program"
EXCHANGE_KEY = key_generate(Suite.NATIONAL)
OTHER_AGENCY = "YLBX0002"
# A name, a reason, a note, a file that a page would run if it did not escape it.
MARKUP = "<script>alert('样例')</script>\"><img src=x onerror=alert(1)>"
RAW = ("<script>alert(", "<img src=x")

_CLERK = actor("sample-world", "desk.read", "case.work", organisation=AGENCY)


@dataclass(frozen=True)
class World:
    """The things, and what fills the parts of an address with them."""

    run: Run
    duty: Duty
    approval: Approval
    case: Case
    parts: dict[str, object]

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no administrator may read on any page: people's data and what is said of them."""
        return identity(1), name(1), account(1), "样例留言", "样例事由", "123.45"


def world_made(folder: Path) -> World:
    """Return an agency's things; files lie in `folder`."""
    at = now()
    sample_areas()
    for code in (AGENCY, OTHER_AGENCY):
        sample_insurer(code)
    month = SampleMonth(folder)
    run = month.drafted("123.45", "50.00")
    month.state([])
    case = case_open(
        type_code=BREAK, organisation=AGENCY, calendar=CALENDAR, actor=_CLERK, at=at,
        matter=Matter(("run", str(run.id)), {"reason": MARKUP}),
    )  # fmt: skip
    case_note(case_id=case.id, text=f"样例留言{MARKUP}", actor=_CLERK, at=at)
    attachment = attachment_add(
        case_id=case.id, name=f"样例{MARKUP}.csv", content=b"a,b\n1,2\n", home=folder,
        actor=_CLERK, at=at,
    )  # fmt: skip
    duty = duty_start(
        kind=PAY, organisation=AGENCY, owed_to="", subject=("run", str(run.id)), started_at=at,
        calendar=CALENDAR, actor=_CLERK, at=at,
    )  # fmt: skip
    approval = approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", str(run.id)), calendar=CALENDAR,
        actor=_CLERK, at=at, amount_fen=100, reason=f"样例事由{MARKUP}",
    )  # fmt: skip
    parts = {
        "delegation_id": _delegation(at),
        "duty_id": duty.id,
        "approval_id": approval.id,
        "case_id": case.id,
        "attachment_id": attachment.id,
        "notice_id": _notice(run, at),
        "entry_id": _entry(at),
        "act": "note",
        "clause_id": "OP-16.1",
        "fund_id": fund_id_of(PROGRAMME),
        "account_id": Person.objects.get(identity_number=identity(1)).id,
        "form": "xlsx",
        "statement_id": BankStatement.objects.get().id,
        "number": run.number,
        "line": 1,
        "person_id": Person.objects.get(identity_number=identity(1)).id,
        "code": "sample-person",
        "membership_id": _membership(),
        "list_id": _correction_list(at),
        "key_id": _client_key(at),
        "job_id": _failed_job(at),
        "verification_id": _asked(FUND_VERIFY, str(fund_id_of(PROGRAMME)), at),
        "upload_id": _asked(ROSTER_CHECK, PROGRAMME, at),
    }
    return World(run, duty, approval, case, parts)


def _correction_list(at: datetime) -> object:
    """Return the id of a list of corrections, of nobody in particular."""
    proposed = CorrectionList.objects.create(
        id=uuid7(), organisation_code=AGENCY, digest=b"1" * 32, line_count=0,
        proposed_by=f"sample-clerk{MARKUP}"[:64], proposed_at=at,
    )  # fmt: skip
    return proposed.id


def _membership() -> object:
    """Return the id of somebody's role, in an agency of a city."""
    user = sample_user("sample-person", name=f"样例{MARKUP}"[:64])
    agency = Organisation.objects.get(code=AGENCY)
    sample_membership(user, agency, "BENEFIT_CLERK")
    return Membership.objects.get().id


def _failed_job(at: datetime) -> int:
    """Return the id of a background job that has failed; beside it a key of a bank."""
    key_import_public(
        pem=public_pem(EXCHANGE_KEY.public), owner="sample-bank", custodian=f"样例{MARKUP}"[:64],
        purpose=KeyPurpose.SIGN, suite=Suite.NATIONAL, actor="sample-world", at=at,
    )  # fmt: skip
    job_put(name="ledger.seal", piece=MARKUP[:40], at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = %s RETURNING id",
            [JOB],
        )
        [(job_id,)] = cursor.fetchall()
    return int(job_id)


def _asked(name: str, subject: str, at: datetime) -> UUID:
    """Return the id of work that the agency asked for and that has ended well."""
    words = {
        "programme": PROGRAMME, "period": "2026-01", "file_name": f"样例{MARKUP}.csv",
        "folder": uuid7().hex, "digest": "",
    }  # fmt: skip
    asked = AskedJob.objects.create(
        id=uuid7(), name=name, organisation=AGENCY, subject=subject, words=words,
        asked_by="sample-world", asked_at=at, outcome="DONE", ended_at=at,
        result={"line_count": 1, "sum_fen": 12_345, "fault_count": 0, "faults": [], "breaks": []},
    )  # fmt: skip
    return asked.id


def _client_key(at: datetime) -> str:
    """Return the id of the key that the agency's program has."""
    organisation = Organisation.objects.get(code=AGENCY)
    client = ApiClient.objects.create(
        code=CLIENT, name=f"样例{MARKUP}"[:64], organisation=organisation, scopes=["run.read"],
        calls_per_minute=60, opened_at=at,
    )  # fmt: skip
    spki = key_generate(Suite.NATIONAL).public.spki
    key = ApiKey.objects.create(
        key_id=key_id_of(spki, KeyAlgorithm.SM2), client=client, algorithm="SM2", spki=spki,
        valid_from_at=at, valid_until_at=at + timedelta(days=10),
    )  # fmt: skip
    return key.key_id


def _notice(run: Run, at: datetime) -> object:
    message = Message(
        key="sample-1", organisation=AGENCY, zh=f"样例通知{MARKUP}", en="sample notice",
        clause="OP-16.2", subject=("run", str(run.id)),
    )  # fmt: skip
    notices_post(messages=[message], at=at)
    return Notice.objects.get().id


def _delegation(at: datetime) -> object:
    """Return the id of what one person of the agency lets another decide."""
    delegation = Delegation.objects.create(
        id=uuid7(), kind=PAYMENT, organisation_code=AGENCY, from_code="sample-world",
        to_code="sample-person", valid_from_at=at, valid_until_at=at + timedelta(days=9),
        made_by="sample-world", made_at=at,
    )  # fmt: skip
    return delegation.id


def _entry(at: datetime) -> object:
    record(
        entry=AuditEntry(
            at=at,
            actor="sample-world",
            action="sample.act",
            subject_kind="sample",
            subject_id=MARKUP[:60],
        )
    )
    return search(AuditCriteria(action="sample.act"), limit=1).records[0].id
