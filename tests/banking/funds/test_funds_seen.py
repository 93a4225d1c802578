"""Whose funds one sees, and books computed again."""

import psycopg
import pytest

from actors import NOBODY, actor, holder
from mobility.bikes import BANK, CODE, Custody
from mobility.conftest import adopted, custody  # noqa: F401 - fixtures
from ringfence.access.actor import Actor, NotPermitted
from ringfence.access.declared import declared
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.banking.funds import verification
from ringfence.banking.funds.kinds import FundKind, fund_kinds
from ringfence.banking.funds.selectors import fund_seen, funds_seen
from ringfence.banking.funds.verification import fund_verify, is_large, last_verification
from ringfence.ledger.refusals import UnknownFund
from ringfence.regimes.card.programmes import fund_id_of
from sample_month import PROGRAMME, SET_UP_AT, SampleMonth, month, registry_row  # noqa: F401
from sample_people import ACCOUNTANT, CHECKER, MANAGER

FUND = fund_id_of(PROGRAMME)


@pytest.mark.parametrize("kind", fund_kinds(), ids=lambda kind: kind.code)
def test_the_permissions_that_a_kind_names_are_declared(kind: FundKind) -> None:
    permissions = declared().permissions
    assert permissions[kind.statement].purpose_needed
    assert kind.supervise in permissions


OPERATOR_READS = actor("sample-operator", "fund.read", organisation=CODE)


@pytest.mark.clause("MUF-8", "MUF-22")
@pytest.mark.parametrize(
    ("who", "count"),
    [
        (holder("CUSTODY_ACCOUNTANT", "sample-bank", organisation=BANK), 2),
        (holder("CUSTODY_ACCOUNTANT", "sample-bank", organisation="105161000999"), 0),
        (OPERATOR_READS, 2),
        (holder("TRANSPORT_SUPERVISOR", "sample-area", organisation="JT1", area="1491"), 2),
        (holder("TRANSPORT_SUPERVISOR", "sample-area", organisation="JT1", area="1501"), 0),
        (holder("CARD_SUPERVISOR", "sample-cards", organisation="RSJ1"), 0),
        (NOBODY, 0),
    ],
)
def test_custody_is_seen_by_its_bank_its_operator_and_the_authority_of_the_place(
    custody: Custody,  # noqa: F811
    who: Actor,
    count: int,
) -> None:
    assert len(funds_seen(actor=who)) == count


def test_an_agency_whose_place_is_not_known_is_supervised_from_the_capital_only(
    month: SampleMonth,  # noqa: F811
) -> None:
    country = holder("CARD_SUPERVISOR", "sample-country", organisation="RSB")
    province = holder("CARD_SUPERVISOR", "sample-province", organisation="RST", area="14")
    assert len(funds_seen(actor=country)) == 1
    assert funds_seen(actor=province) == []


def test_books_that_agree_are_told_so_and_the_trail_keeps_it(
    month: SampleMonth,  # noqa: F811
) -> None:
    month.people(registry_row(1, personal_fen=12_345))
    seen = fund_seen(fund_id=FUND, actor=ACCOUNTANT)
    assert last_verification(seen=seen) is None
    found = fund_verify(seen=seen, actor=ACCOUNTANT, at=SET_UP_AT)
    assert (found.breaks, found.unsealed_count) == ([], 1)
    kept = last_verification(seen=seen)
    assert kept is not None
    assert (kept.actor, kept.facts["break_count"]) == (ACCOUNTANT.code, 0)


def test_books_that_were_tampered_with_are_found_out(month: SampleMonth, own_database: str) -> None:  # noqa: F811
    month.people(registry_row(1, personal_fen=12_345))
    with psycopg.connect(own_database) as owner:
        owner.execute("ALTER TABLE ledger_balance DISABLE TRIGGER USER")
        owner.execute("UPDATE ledger_balance SET balance_fen = 1 WHERE balance_fen = 12345")
    seen = fund_seen(fund_id=FUND, actor=ACCOUNTANT)
    [found] = fund_verify(seen=seen, actor=ACCOUNTANT, at=SET_UP_AT).breaks
    assert (found.problem, found.in_books_fen, found.by_entries_fen) == (
        "BALANCE_DIFFERS",
        1,
        12_345,
    )


def test_who_may_look_may_not_verify(month: SampleMonth) -> None:  # noqa: F811
    seen = fund_seen(fund_id=FUND, actor=MANAGER)
    with pytest.raises(NotPermitted):
        fund_verify(seen=seen, actor=MANAGER, at=SET_UP_AT)
    assert search(AuditCriteria(action="fund.verify"), limit=1).records == []


def test_who_may_not_read_sees_no_fund(month: SampleMonth) -> None:  # noqa: F811
    with pytest.raises(UnknownFund) as refused:
        fund_seen(fund_id=FUND, actor=CHECKER)
    assert isinstance(refused.value.__cause__, NotPermitted)


def test_books_are_large_beyond_what_a_page_waits_for(
    month: SampleMonth,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    month.people(registry_row(1, personal_fen=1), registry_row(3, personal_fen=1))
    seen = fund_seen(fund_id=FUND, actor=ACCOUNTANT)
    assert not is_large(seen=seen)
    monkeypatch.setattr(verification, "MOST_TRANSFERS", 1)
    assert is_large(seen=seen)
