"""Plain sample messages of the exchange standard, and strategies that make many of them."""

import io
import string
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import strategies as st
from lxml import etree

from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.delimited.write import DelimitedWriter
from ringfence.banking.exchange.kinds import FileId, FileKind, Profile
from ringfence.banking.exchange.messages import (
    Detail,
    Header,
    ResultHeader,
    ResultItem,
    RunHeader,
    RunItem,
    Side,
    StatementEntry,
    StatementHeader,
)
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.write import run_writer

AGENCY, BANK = "YLBX0001", "105161000012"
CREATED_AT = datetime(2026, 1, 5, 2, 3, 4, tzinfo=UTC)
RUN_ID = UUID("0197e3c54b7a7c1e9f20aa51d3c0b8e4")
ON = date(2026, 1, 6)
SHARED = Path(__file__).parents[4] / "shared" / "data" / "iso20022"


def schema(message: str) -> etree.XMLSchema:
    """The published schema of a message; skips where a clone has none."""
    return etree.XMLSchema(etree.parse(schema_folder() / f"{message}.xsd"))


def schema_folder() -> Path:
    """The folder of the published schemas; skips where a clone has none."""
    folder = SHARED / "xsd"
    if not folder.is_dir():
        pytest.skip("no ISO 20022 schemas at ../shared/data")
    return folder


def sample_statement(name: str) -> Path:
    """A statement that another wrote; skips where a clone has none."""
    path = SHARED / "samples" / name
    if not path.is_file():
        pytest.skip("no sample statements at ../shared/data")
    return path


def run_file_id(kind: FileKind = FileKind.CREDIT_RUN) -> FileId:
    return FileId(kind, date(2026, 1, 5), 12)


def run_header(items: Sequence[RunItem], kind: FileKind = FileKind.CREDIT_RUN) -> RunHeader:
    return RunHeader(
        sender=AGENCY,
        receiver=BANK,
        file_id=run_file_id(kind),
        created_at=CREATED_AT,
        run_id=RUN_ID,
        agreement="XY-2026-001",
        own_account="14000000000000001",
        own_name="样例省养老保险基金支出户 & <甲>",
        own_bank=BANK,
        currency="CNY",
        purpose="PENS",
        execute_on=ON,
        count=len(items),
        sum_fen=sum(item.amount_fen for item in items),
    )


def result_header(items: Sequence[ResultItem], run_kind: FileKind) -> ResultHeader:
    successes = [item.amount_fen for item in items if item.outcome is Outcome.SUCCESS]
    return ResultHeader(
        sender=BANK,
        receiver=AGENCY,
        file_id=FileId(FileKind.RESULT, ON, 9),
        created_at=CREATED_AT,
        run_id=RUN_ID,
        run_file_id=run_file_id(run_kind),
        currency="CNY",
        success_count=len(successes),
        success_sum_fen=sum(successes),
        count=len(items),
        sum_fen=sum(item.amount_fen for item in items),
    )


def statement_header(entries: Sequence[StatementEntry], opening_fen: int) -> StatementHeader:
    moved_fen = sum(
        entry.amount_fen if entry.side is Side.CRDT else -entry.amount_fen for entry in entries
    )
    return StatementHeader(
        sender=BANK,
        receiver=AGENCY,
        file_id=FileId(FileKind.STATEMENT, ON, 6),
        created_at=CREATED_AT,
        account="14000000000000001",
        account_name="样例省养老保险基金支出户",
        currency="CNY",
        from_on=min((entry.booked_on for entry in entries), default=ON),
        to_on=max((entry.booked_on for entry in entries), default=ON),
        opening_fen=opening_fen,
        closing_fen=opening_fen + moved_fen,
        count=len(entries),
        sum_fen=sum(entry.amount_fen for entry in entries),
    )


def run_item(line: int = 1, *, amount_fen: int = 123456, name: str = "样例甲0001") -> RunItem:
    return RunItem(line, UUID(int=line), "6222000000000000011", name, "", amount_fen)


def written(header: Header, details: Sequence[Detail]) -> bytes:
    """The delimited file of these parts."""
    target = io.BytesIO()
    return finished(DelimitedWriter(target, header), target, details)


def written_run(
    items: Sequence[RunItem], kind: FileKind = FileKind.CREDIT_RUN, profile: Profile = Profile.ISO
) -> bytes:
    target = io.BytesIO()
    writer = run_writer(target, run_header(items, kind), profile=profile)
    return finished(writer, target, items)


def finished(writer: BlockWriter, target: io.BytesIO, details: Sequence[Detail]) -> bytes:
    for detail in details:
        writer.write(detail)
    writer.finish()
    return target.getvalue()


# Chinese from the basic and rare planes, Latin, and what XML gives a meaning.
CHARACTERS = st.one_of(
    st.sampled_from("䶮𠮷龴ḿ样例〇 &<>'\"·;]["),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
    st.sampled_from(string.ascii_letters + string.digits),
)


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text(CHARACTERS, min_size=1, max_size=most).filter(lambda text: text == text.strip())


amounts = st.integers(1, 10**12)
dates = st.dates(date(2019, 1, 1), date(2099, 12, 31))
accounts = st.text("0123456789-", min_size=1, max_size=34)
references = st.text(string.ascii_letters + string.digits + "-_.:/()+,", min_size=1, max_size=35)


def run_items(kind: FileKind) -> st.SearchStrategy[list[RunItem]]:
    debit = kind is FileKind.DEBIT_RUN
    rows = st.tuples(
        accounts,
        texts(140),
        st.sampled_from(["", "105161000029"]),
        amounts,
        st.one_of(st.just(""), texts(140)),
        references if debit else st.just(""),
        dates if debit else st.none(),
    )
    return st.lists(rows, min_size=1, max_size=8).map(
        lambda found: [RunItem(n, UUID(int=n), *row) for n, row in enumerate(found, 1)]
    )


def result_item(line: int, row: tuple[str, int, Outcome, str, date, str]) -> ResultItem:
    account, amount_fen, outcome, reference, on, text = row
    settled_on = on if outcome is Outcome.SUCCESS else None
    return ResultItem(
        line, UUID(int=line), account, amount_fen, outcome, reference, settled_on, text
    )


result_items = st.lists(
    st.tuples(accounts, amounts, st.sampled_from(Outcome), references, dates, texts(105)),
    min_size=1,
    max_size=8,
).map(lambda found: [result_item(n, row) for n, row in enumerate(found, 1)])

statement_entries = st.lists(
    st.tuples(
        references,
        st.sampled_from(Side),
        amounts,
        dates,
        dates,
        st.one_of(st.none(), st.just(RUN_ID)),
        st.one_of(st.none(), st.uuids()),
        st.one_of(st.just(""), accounts),
        st.one_of(st.just(""), texts(140)),
        st.booleans(),
        st.one_of(st.just(""), texts(140)),
    ),
    max_size=8,
).map(lambda found: [StatementEntry(n, *row) for n, row in enumerate(found, 1)])
