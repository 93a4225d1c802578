"""The sandbox bank was written from the published page alone: each side reads the other (OP-A5)."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from banking.exchange.samples import (
    AGENCY,
    BANK,
    ON,
    RUN_ID,
    run_file_id,
    run_header,
    run_items,
    schema,
    written,
    written_run,
)
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind, Profile
from ringfence.banking.exchange.messages import ResultItem, RunItem, StatementEntry
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.read import open_content
from sandbox.bank import delimited, iso_read, iso_write, records
from sandbox.bank import outcomes as bank_outcomes
from sandbox.bank.values import Head

RUNS = (FileKind.CREDIT_RUN, FileKind.DEBIT_RUN)
RECEIVED = "2026-01-06T01:00:00Z"


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize("profile", Profile)
@given(st.sampled_from(RUNS).flatmap(lambda kind: st.tuples(st.just(kind), run_items(kind))))
@settings(max_examples=40)
def test_the_bank_reads_each_run_as_we_meant_it(
    profile: Profile, case: tuple[FileKind, list[RunItem]]
) -> None:
    kind, items = case
    header = run_header(items, kind)
    raw = written_run(items, kind, profile)
    reader = iso_read if profile is Profile.ISO else delimited
    run, batches = reader.read_run(io.BytesIO(raw))
    found = [item for batch in batches for item in batch]
    assert (run.run_id, run.agreement, run.own_name) == (
        header.run_id.hex,
        header.agreement,
        header.own_name,
    )
    assert (run.count, run.sum_fen) == (header.count, header.sum_fen)
    assert [(f.key, f.account, f.name, f.amount_fen, f.remark, f.mandate) for f in found] == [
        (i.key.hex, i.account, i.name, i.amount_fen, i.remark, i.mandate) for i in items
    ]


def result_of(outcomes: list[records.Outcome], kind: FileKind) -> bytes:
    totals: dict[str, tuple[int, int]] = {}
    for one in outcomes:
        count, sum_fen = totals.get(one.outcome, (0, 0))
        totals[one.outcome] = (count + 1, sum_fen + one.amount_fen)
    head = Head("RESULT", BANK, AGENCY, "RS20260106-00000009", RECEIVED)
    result = records.Result(head, kind.value, RUN_ID.hex, str(run_file_id(kind)), totals)
    return b"".join(iso_write.result(result, outcomes))


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize("kind", RUNS)
def test_we_read_each_outcome_as_the_bank_meant_it(kind: FileKind) -> None:
    said = []
    for number, outcome in enumerate(map(Outcome, ("SUCCESS", *bank_outcomes.WORDS)), 1):
        settled_on = str(ON) if outcome is Outcome.SUCCESS else ""
        reference = f"B{number}" if outcome is Outcome.SUCCESS else ""
        key = f"{number:032x}"
        text = "" if outcome is Outcome.SUCCESS else "样例"
        said.append(
            records.Outcome(key, "62220", number, outcome.value, reference, settled_on, text)
        )
    raw = result_of(said, kind)
    schema(ISO_MESSAGES[FileKind.RESULT]).assertValid(etree.fromstring(raw))
    items = list(open_content(io.BytesIO(raw), receiver=AGENCY, schemas=None).details())
    for item, outcome in zip(items, said, strict=True):
        assert isinstance(item, ResultItem)
        assert (item.key.hex, item.outcome, item.text) == (
            outcome.key,
            outcome.outcome,
            outcome.text,
        )


@pytest.mark.clause("OP-A5")
def test_we_read_each_entry_as_the_bank_meant_it() -> None:
    head = Head("STATEMENT", BANK, AGENCY, "ST20260107-00000006", RECEIVED)
    statement = records.Statement(head, "14000", "样例户 & <甲>", str(ON), 500, 470, (2, 70))
    paid = records.Entry("B1", "DBIT", 50, RUN_ID.hex, RUN_ID.hex, "62220", "样例甲 <1>", "")
    came = records.Entry("B2", "CRDT", 20, "", "", "", "", "样例拨款")
    raw = b"".join(iso_write.statement(statement, [paid, came]))
    schema(ISO_MESSAGES[FileKind.STATEMENT]).assertValid(etree.fromstring(raw))
    file = open_content(io.BytesIO(raw), receiver=AGENCY, schemas=None)
    details = list(file.details())
    read = [d for d in details if isinstance(d, StatementEntry)]
    assert [(entry.amount_fen, entry.party_name, entry.remark) for entry in read] == [
        (50, "样例甲 <1>", ""),
        (20, "", "样例拨款"),
    ]


def test_a_delimited_run_of_ours_is_read_by_the_bank_line_for_line() -> None:
    item = RunItem(1, RUN_ID, "62220", "䶮𠮷龴靯", "", 5, "备注")
    run, batches = delimited.read_run(io.BytesIO(written(run_header([item]), [item])))
    assert [found.name for batch in batches for found in batch] == ["䶮𠮷龴靯"]
    assert run.head.file_id == str(run_file_id())
