"""RESULT as pain.002.001.10 and STATEMENT as camt.053.001.08; sections 7.2 and 7.3."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from sandbox.bank.outcomes import ISO_REASON, UNKNOWN
from sandbox.bank.records import Entry, Outcome, Result, Statement
from sandbox.bank.values import yuan

BATCH = 4096
_MESSAGE = {"CREDIT_RUN": "pain.001.001.09", "DEBIT_RUN": "pain.008.001.09"}
_SIDE = {"CREDIT_RUN": "Cdtr", "DEBIT_RUN": "Dbtr"}


def result(result: Result, outcomes: Iterable[Outcome]) -> Iterator[bytes]:
    """Yield a pain.002.001.10 message."""
    groups: dict[str, list[int]] = {}
    for outcome, (count, sum_fen) in result.totals.items():
        group = groups.setdefault(_status(outcome), [0, 0])
        group[0] += count
        group[1] += sum_fen
    totals = "".join(
        _e("NbOfTxsPerSts",
           _e("DtldNbOfTxs", count) + _e("DtldSts", status) + _e("DtldCtrlSum", yuan(sum_fen)))
        for status, (count, sum_fen) in sorted(groups.items())
    )  # fmt: skip
    header = _e(
        "GrpHdr",
        _e("MsgId", result.head.file_id)
        + _e("CreDtTm", result.head.created_at)
        + _e("InitgPty", _party(result.head.sender)),
    )
    original = _e(
        "OrgnlGrpInfAndSts",
        _e("OrgnlMsgId", result.run_file_id) + _e("OrgnlMsgNmId", _MESSAGE[result.run_kind]),
    )
    payment = _e("OrgnlPmtInfId", result.run_id) + totals
    start = _start("pain.002.001.10", "CstmrPmtStsRpt") + header + original + "<OrgnlPmtInfAndSts>"
    side = _SIDE[result.run_kind]
    rows = (_outcome(line, item, side) for line, item in enumerate(outcomes, 1))
    yield (start + payment).encode()
    yield from _batched(rows)
    yield b"</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n"


def statement(statement: Statement, entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield a camt.053.001.08 message."""
    head = statement.head
    header = _e(
        "GrpHdr",
        _e("MsgId", head.file_id)
        + _e("CreDtTm", head.created_at)
        + _e("MsgRcpt", _party(head.receiver)),
    )
    days = _e(
        "FrToDt",
        _e("FrDtTm", f"{statement.day}T00:00:00+08:00")
        + _e("ToDtTm", f"{statement.day}T23:59:59+08:00"),
    )
    account = _e(
        "Acct",
        _account(statement.account)
        + _e("Ccy", "CNY")
        + _e("Ownr", _e("Nm", escape(statement.name)))
        + _e("Svcr", _agent(head.sender)),
    )
    count, sum_fen = statement.total
    summary = _e("TxsSummry", _e("TtlNtries", _e("NbOfNtries", count) + _e("Sum", yuan(sum_fen))))
    balances = _balance("OPBD", statement.opening_fen, statement.day)
    balances += _balance("CLBD", statement.closing_fen, statement.day)
    start = _start("camt.053.001.08", "BkToCstmrStmt") + header + "<Stmt>"
    body = _e("Id", head.file_id) + days + account + balances + summary
    yield (start + body).encode()
    yield from _batched(_entry(n, entry, statement.day) for n, entry in enumerate(entries, 1))
    yield b"</Stmt></BkToCstmrStmt></Document>\n"


def _outcome(line: int, item: Outcome, side: str) -> str:
    reason = ""
    if item.outcome != "SUCCESS":
        code = ISO_REASON.get(item.outcome)
        reason = _e("Rsn", _e(code[0], code[1])) if code else ""
        reason = _e("StsRsnInf", reason + _optional("AddtlInf", item.text))
    settled = _optional("IntrBkSttlmDt", item.settled_on)
    return _e(
        "TxInfAndSts",
        _e("StsId", line)
        + _e("OrgnlEndToEndId", item.key)
        + _e("TxSts", _status(item.outcome))
        + reason
        + _optional("AcctSvcrRef", item.bank_reference)
        + _e(
            "OrgnlTxRef",
            _e("Amt", f'<InstdAmt Ccy="CNY">{yuan(item.amount_fen)}</InstdAmt>')
            + settled
            + _e(f"{side}Acct", _account(item.account)),
        ),
    )


def _entry(line: int, entry: Entry, day: str) -> str:
    side = "Cdtr" if entry.side == "DBIT" else "Dbtr"
    references = _optional("PmtInfId", entry.run_id) + _optional("EndToEndId", entry.key)
    party = ""
    if entry.party_name:
        party += _e(side, _e("Pty", _e("Nm", escape(entry.party_name))))
    if entry.party_account:
        party += _e(f"{side}Acct", _account(entry.party_account))
    details = _optional("Refs", references) + _optional("RltdPties", party)
    if entry.remark:
        details += _e("RmtInf", _e("Ustrd", escape(entry.remark)))
    return _e(
        "Ntry",
        _e("NtryRef", line)
        + _money(entry.amount_fen)
        + _e("CdtDbtInd", entry.side)
        + _e("Sts", _e("Cd", "BOOK"))
        + _e("BookgDt", _e("Dt", day))
        + _e("ValDt", _e("Dt", day))
        + _e("AcctSvcrRef", entry.bank_reference)
        + _e("BkTxCd", _e("Prtry", _e("Cd", "RUN" if entry.run_id else "TRANSFER")))
        + _e("NtryDtls", _e("TxDtls", details)),
    )


def _balance(code: str, balance_fen: int, day: str) -> str:
    return _e(
        "Bal",
        _e("Tp", _e("CdOrPrtry", _e("Cd", code)))
        + _money(abs(balance_fen))
        + _e("CdtDbtInd", "DBIT" if balance_fen < 0 else "CRDT")
        + _e("Dt", _e("Dt", day)),
    )


def _status(outcome: str) -> str:
    return {"SUCCESS": "ACSC", UNKNOWN: "PDNG"}.get(outcome, "RJCT")


def _start(message: str, root: str) -> str:
    namespace = f"urn:iso:std:iso:20022:tech:xsd:{message}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{namespace}"><{root}>'


def _batched(rows: Iterator[str]) -> Iterator[bytes]:
    batch: list[str] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield "".join(batch).encode()
            batch.clear()
    yield "".join(batch).encode()


def _party(code: str) -> str:
    return _e("Id", _e("OrgId", _e("Othr", _e("Id", code))))


def _agent(line_number: str) -> str:
    member = _e("ClrSysId", _e("Cd", "CNAPS")) + _e("MmbId", line_number)
    return _e("FinInstnId", _e("ClrSysMmbId", member))


def _account(number: str) -> str:
    return _e("Id", _e("Othr", _e("Id", number)))


def _money(amount_fen: int) -> str:
    return f'<Amt Ccy="CNY">{yuan(amount_fen)}</Amt>'


def _optional(name: str, content: str) -> str:
    return _e(name, content) if content else ""


def _e(name: str, content: object) -> str:
    """One element around content that is escaped already."""
    return f"<{name}>{content}</{name}>"
