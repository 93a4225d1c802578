"""Read RESULT from pain.002.001.10 (section 7.2)."""

from typing import BinaryIO

from lxml import etree

from ringfence.banking.exchange.iso.profile_read import (
    ProfileFile,
    fen,
    fen_at,
    refuse_other_currency,
)
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.outcomes import ACSC, PDNG, RJCT, outcome_of
from ringfence.banking.exchange.values import COUNT, shown
from ringfence.kernel.refusal import FileLineError

_ROLES = {
    ISO_MESSAGES[FileKind.CREDIT_RUN]: "CdtrAcct",
    ISO_MESSAGES[FileKind.DEBIT_RUN]: "DbtrAcct",
}

_AMOUNT = "OrgnlTxRef/Amt/InstdAmt"


class ResultXmlFile(ProfileFile):
    """The outcomes of a run. The message names no receiver: it is whose inbox it came to."""

    kind = FileKind.RESULT
    container = "OrgnlPmtInfAndSts"
    repeated = "TxInfAndSts"

    def __init__(self, source: BinaryIO, schema: etree.XMLSchema | None, *, receiver: str) -> None:
        """Read up to the first item. `receiver` is the code of the party that reads."""
        self._receiver = receiver
        self._role = ""
        super().__init__(source, schema)

    def _header_texts(self, group: Parts, container: Parts, root: Parts) -> dict[str, str]:
        message = root.text("OrgnlGrpInfAndSts/OrgnlMsgNmId")
        if message not in _ROLES:
            raise FileLineError(
                line=root.line_of("OrgnlGrpInfAndSts/OrgnlMsgNmId"),
                field="OrgnlMsgNmId",
                got=shown(message),
                expected=" / ".join(_ROLES),
            )
        self._role = _ROLES[message]
        totals = [_total(Parts(element)) for element in container.elements("NbOfTxsPerSts")]
        successes = [(count, sum_fen) for status, count, sum_fen in totals if status == ACSC]
        return {
            "file_id": group.text("MsgId"),
            "created_at": group.text("CreDtTm"),
            "sender": group.text("InitgPty/Id/OrgId/Othr/Id"),
            "receiver": self._receiver,
            "run_id": container.text("OrgnlPmtInfId"),
            "run_file_id": root.text("OrgnlGrpInfAndSts/OrgnlMsgId"),
            "currency": "CNY",
            "success_count": str(sum(count for count, _ in successes)),
            "success_sum_fen": str(sum(sum_fen for _, sum_fen in successes)),
            "count": str(sum(count for _, count, _ in totals)),
            "sum_fen": str(sum(sum_fen for *_, sum_fen in totals)),
        }

    def _detail_paths(self) -> tuple[str, ...]:
        return (
            "n:StsId",
            "n:OrgnlEndToEndId",
            f"n:OrgnlTxRef/n:{self._role}/n:Id/n:Othr/n:Id",
            "n:OrgnlTxRef/n:Amt/n:InstdAmt",
            "n:OrgnlTxRef/n:Amt/n:InstdAmt/@Ccy",
            "n:TxSts",
            "n:StsRsnInf/n:Rsn/n:Cd",
            "n:StsRsnInf/n:Rsn/n:Prtry",
            "n:StsRsnInf/n:AddtlInf",
            "n:AcctSvcrRef",
            "n:OrgnlTxRef/n:IntrBkSttlmDt",
        )

    def _detail_texts(self, facts: list[str], *, line: int) -> list[str]:
        number, key, account, amount, currency, status, code, own, said, reference, on = facts
        meaning = outcome_of(status, code or own, said)
        if meaning is None:
            expected = f"{ACSC} / {RJCT} / {PDNG}"
            raise FileLineError(line=line, field="TxSts", got=shown(status), expected=expected)
        outcome, text = meaning
        refuse_other_currency(currency, line=line, field=_AMOUNT)
        amount_fen = fen(amount, line=line, field=_AMOUNT)
        return ["D", number, key, account, amount_fen, outcome.value, reference, on, text]


def _total(parts: Parts) -> tuple[str, int, int]:
    count = COUNT.take(
        parts.text("DtldNbOfTxs"), line=parts.line_of("DtldNbOfTxs"), field="DtldNbOfTxs"
    )
    return parts.text("DtldSts"), count, int(fen_at(parts, "DtldCtrlSum"))
