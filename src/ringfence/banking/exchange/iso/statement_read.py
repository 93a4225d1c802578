"""Read STATEMENT from a camt.053.001.08 of our own profile (section 7.3)."""

import re

from ringfence.banking.exchange.iso.profile_read import ProfileFile, currency, fen
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.messages import Side
from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError

_DAY_BEGINS = re.compile(r"([0-9-]{10})T00:00:00\+08:00")
_DAY_ENDS = re.compile(r"([0-9-]{10})T23:59:59\+08:00")
_NOT_PROVIDED = "NOTPROVIDED"  # what ISO writes where an end-to-end reference is asked for
_DETAILS = "NtryDtls/TxDtls"


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
                    line=container.line, field="Bal", got="none", expected=f"a {needed} balance"
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
            "sum_fen": fen(container, "TxsSummry/TtlNtries/Sum"),
        }

    def _detail_texts(self, parts: Parts) -> list[str]:
        if len(parts.elements(_DETAILS)) > 1 or parts.text("Sts/Cd") != "BOOK":
            raise FileLineError(
                line=parts.line,
                field="Ntry",
                got=shown(parts.text("Sts/Cd")),
                expected="a booked entry (BOOK) with at most one TxDtls",
            )
        currency(parts, "Amt")
        side = parts.text("CdtDbtInd")
        role = "Cdtr" if side == Side.DBIT else "Dbtr"
        key = parts.text(f"{_DETAILS}/Refs/EndToEndId")
        party = f"{_DETAILS}/RltdPties/{role}"
        return [
            "D",
            parts.text("NtryRef"),
            parts.text("AcctSvcrRef"),
            side,
            fen(parts, "Amt"),
            parts.text("BookgDt/Dt"),
            parts.text("ValDt/Dt"),
            parts.text(f"{_DETAILS}/Refs/PmtInfId"),
            "" if key == _NOT_PROVIDED else key,
            parts.text(f"{party}Acct/Id/Othr/Id"),
            parts.text(f"{party}/Pty/Nm"),
            "Y" if parts.text("RvslInd") in ("true", "1") else "N",
            parts.text(f"{_DETAILS}/RmtInf/Ustrd"),
        ]


def _signed_fen(balance: Parts) -> str:
    currency(balance, "Amt")
    amount = fen(balance, "Amt")
    overdrawn = balance.text("CdtDbtInd") == Side.DBIT and amount != "0"
    return f"-{amount}" if overdrawn else amount


def _day(parts: Parts, path: str, form: re.Pattern[str]) -> str:
    found = form.fullmatch(parts.text(path))
    if not found:
        raise FileLineError(
            line=parts.line_of(path),
            field=path,
            got=shown(parts.text(path)),
            expected="whole days in China, from 00:00:00+08:00 to 23:59:59+08:00",
        )
    return found[1]
