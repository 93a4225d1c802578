"""Write RESULT as pain.002.001.10 (section 7.2)."""

from typing import BinaryIO

from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.iso.xml_write import (
    account,
    document,
    element,
    escaped,
    party,
    yuan,
)
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.layouts import HEADERS, SEPARATOR
from ringfence.banking.exchange.messages import ResultHeader
from ringfence.banking.exchange.outcomes import (
    ACSC,
    ISO_REASONS,
    PDNG,
    PROPRIETARY_REASONS,
    RJCT,
    Outcome,
)


class ResultXmlWriter(BlockWriter):
    """The outcomes of a run, one item a line.

    `pending_count` and `pending_sum_fen` tell how many of the header's items are UNKNOWN_OUTCOME:
    the message counts each status apart, ahead of the items.
    """

    def __init__(
        self,
        target: BinaryIO,
        header: ResultHeader,
        *,
        pending_count: int = 0,
        pending_sum_fen: int = 0,
    ) -> None:
        """Write the header. Refuses: FileLineError."""
        self._credit = header.run_file_id.kind is FileKind.CREDIT_RUN
        self._totals = [
            (ACSC, header.success_count, header.success_sum_fen),
            (
                RJCT,
                header.count - header.success_count - pending_count,
                header.sum_fen - header.success_sum_fen - pending_sum_fen,
            ),
            (PDNG, pending_count, pending_sum_fen),
        ]
        super().__init__(target, header)

    def _first(self, texts: list[str]) -> bytes:
        names = HEADERS[FileKind.RESULT].names
        facts = dict(zip(names, map(escaped, texts), strict=True))
        run_kind = FileKind.CREDIT_RUN if self._credit else FileKind.DEBIT_RUN
        totals = "".join(
            f"<NbOfTxsPerSts><DtldNbOfTxs>{count}</DtldNbOfTxs><DtldSts>{status}</DtldSts>"
            f"<DtldCtrlSum>{yuan(str(sum_fen))}</DtldCtrlSum></NbOfTxsPerSts>"
            for status, count, sum_fen in self._totals
            if count
        )
        return (
            f"{document(ISO_MESSAGES[FileKind.RESULT])}<CstmrPmtStsRpt>\n"
            f"<GrpHdr><MsgId>{facts['file_id']}</MsgId><CreDtTm>{facts['created_at']}</CreDtTm>"
            f"{party('InitgPty', facts['sender'])}</GrpHdr>\n"
            f"<OrgnlGrpInfAndSts><OrgnlMsgId>{facts['run_file_id']}</OrgnlMsgId>"
            f"<OrgnlMsgNmId>{ISO_MESSAGES[run_kind]}</OrgnlMsgNmId></OrgnlGrpInfAndSts>\n"
            f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{facts['run_id']}</OrgnlPmtInfId>{totals}\n"
        ).encode()

    def _render(self, block: str) -> bytes:
        role = "CdtrAcct" if self._credit else "DbtrAcct"
        rows = (line.split(SEPARATOR) for line in escaped(block).split("\n")[:-1])
        return "".join([_item(row, role) for row in rows]).encode()

    def _last(self) -> bytes:
        return b"</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n"


def _item(row: list[str], role: str) -> str:
    outcome = Outcome(row[5])
    return (
        f"<TxInfAndSts><StsId>{row[1]}</StsId><OrgnlEndToEndId>{row[2]}</OrgnlEndToEndId>"
        f"<TxSts>{outcome.status}</TxSts>{_reason(outcome, row[8])}"
        f"{element('AcctSvcrRef', row[6])}"
        f'<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">{yuan(row[4])}</InstdAmt></Amt>'
        f"{element('IntrBkSttlmDt', row[7])}{account(role, row[3])}</OrgnlTxRef></TxInfAndSts>\n"
    )


def _reason(outcome: Outcome, text: str) -> str:
    if outcome in PROPRIETARY_REASONS:
        reason = f"<Rsn><Prtry>{outcome}</Prtry></Rsn>"
    elif outcome in ISO_REASONS:
        reason = f"<Rsn><Cd>{ISO_REASONS[outcome]}</Cd></Rsn>"
    else:
        reason = ""
    return element("StsRsnInf", reason + element("AddtlInf", text))
