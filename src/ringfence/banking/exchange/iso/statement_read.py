"""Read STATEMENT from a camt.053.001.08 of our own profile (section 7.3)."""

import re

from ringfence.banking.exchange.iso.profile_read import (
    ProfileFile,
    fen,
    fen_at,
    refuse_other_currency,
)
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.messages import Side
from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

_DAY_BEGINS = re.compile(r"([0-9-]{10})T00:00:00\+08:00")
_DAY_ENDS = re.compile(r"([0-9-]{10})T23:59:59\+08:00")
_NOT_PROVIDED = "NOTPROVIDED"  # what ISO writes where an end-to-end reference is asked for
_DETAILS = "n:NtryDtls/n:TxDtls"
_PATHS = (
    "n:NtryRef",
    "n:AcctSvcrRef",
    "n:CdtDbtInd",
    "n:Amt",
    "n:Amt/@Ccy",
    "n:BookgDt/n:Dt",
    "n:ValDt/n:Dt",
    "n:RvslInd",
    "n:Sts/n:Cd",
    f"count({_DETAILS})",
    f"{_DETAILS}/n:Refs/n:PmtInfId",
    f"{_DETAILS}/n:Refs/n:EndToEndId",
    f"{_DETAILS}/n:RltdPties/n:Cdtr/n:Pty/n:Nm",
    f"{_DETAILS}/n:RltdPties/n:CdtrAcct/n:Id/n:Othr/n:Id",
    f"{_DETAILS}/n:RltdPties/n:Dbtr/n:Pty/n:Nm",
    f"{_DETAILS}/n:RltdPties/n:DbtrAcct/n:Id/n:Othr/n:Id",
    f"{_DETAILS}/n:RmtInf/n:Ustrd",
)


class StatementXmlFile(ProfileFile):
    """One account over whole days."""

    kind = FileKind.STATEMENT
    container = "Stmt"
    repeated = "Ntry"

    def _header_texts(self, group: Parts, container: Parts, _root: Parts) -> dict[str, str]:
        balances = {
            balance.text("Tp/CdOrPrtry/Cd"): _signed_fen(balance)
            for balance in map(Parts, container.elements("Bal"))
        }
        for needed in ("OPBD", "CLBD"):
            if needed not in balances:
                raise FileLineError(
                    line=container.line,
                    field="Bal",
                    got=Words("none", "无"),
                    expected=Words(f"a {needed} balance", f"{needed}余额"),
                )
        return {
            "file_id": group.text("MsgId"),
            "created_at": group.text("CreDtTm"),
            "sender": container.text("Acct/Svcr/FinInstnId/ClrSysMmbId/MmbId"),
            "receiver": group.text("MsgRcpt/Id/OrgId/Othr/Id"),
            "account": container.text("Acct/Id/Othr/Id"),
            "account_name": container.text("Acct/Ownr/Nm"),
            "currency": container.text("Acct/Ccy"),
            "from_on": _day(container, "FrToDt/FrDtTm", _DAY_BEGINS),
            "to_on": _day(container, "FrToDt/ToDtTm", _DAY_ENDS),
            "opening_fen": balances["OPBD"],
            "closing_fen": balances["CLBD"],
            "count": container.text("TxsSummry/TtlNtries/NbOfNtries"),
            "sum_fen": fen_at(container, "TxsSummry/TtlNtries/Sum"),
        }

    def _detail_paths(self) -> tuple[str, ...]:
        return _PATHS

    def _detail_texts(self, facts: list[str], *, line: int) -> list[str]:
        number, reference, side, amount, currency, booked_on, value_on, reversal, *rest = facts
        status, transactions, run, key, creditor, credited, debtor, debited, remark = rest
        if transactions not in ("0", "1") or status != "BOOK":
            raise FileLineError(
                line=line,
                field="Ntry",
                got=f"{shown(status)}, {transactions} TxDtls",
                expected=Words(
                    "a booked entry (BOOK) with at most one TxDtls", "已入账分录，至多一个TxDtls"
                ),
            )
        refuse_other_currency(currency, line=line, field="Amt")
        out = side == Side.DBIT
        return [
            "D",
            number,
            reference,
            side,
            fen(amount, line=line, field="Amt"),
            booked_on,
            value_on,
            run,
            "" if key == _NOT_PROVIDED else key,
            credited if out else debited,
            creditor if out else debtor,
            "Y" if reversal in ("true", "1") else "N",
            remark,
        ]


def _signed_fen(balance: Parts) -> str:
    line = balance.line_of("Amt")
    refuse_other_currency(balance.attribute("Amt", "Ccy"), line=line, field="Amt")
    amount = fen_at(balance, "Amt")
    overdrawn = balance.text("CdtDbtInd") == Side.DBIT and amount != "0"
    return f"-{amount}" if overdrawn else amount


def _day(parts: Parts, path: str, form: re.Pattern[str]) -> str:
    found = form.fullmatch(parts.text(path))
    if not found:
        raise FileLineError(
            line=parts.line_of(path),
            field=path,
            got=shown(parts.text(path)),
            expected=Words(
                "whole days in China, from 00:00:00+08:00 to 23:59:59+08:00", "北京时间整日"
            ),
        )
    return found[1]
