"""Write CREDIT_RUN as pain.001.001.09 and DEBIT_RUN as pain.008.001.09 (section 7.1)."""

from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.iso.xml_write import (
    account,
    agent,
    document,
    element,
    escaped,
    party,
    yuan,
)
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileKind
from ringfence.banking.exchange.layouts import HEADERS, SEPARATOR


class RunXmlWriter(BlockWriter):
    """A run, one transaction a line."""

    def _first(self, texts: list[str]) -> bytes:
        kind = self.header.file_id.kind
        names = HEADERS[kind].names
        facts = dict(zip(names, map(escaped, texts), strict=True))
        self._receiver = facts["receiver"]
        if kind is FileKind.CREDIT_RUN:
            return _credit_head(facts).encode()
        return _debit_head(facts).encode()

    def _render(self, block: str) -> bytes:
        credit = self.header.file_id.kind is FileKind.CREDIT_RUN
        rows = (line.split(SEPARATOR) for line in escaped(block).split("\n")[:-1])
        if credit:
            return "".join([_credit(row) for row in rows]).encode()
        return "".join([_debit(row, self._receiver) for row in rows]).encode()

    def _last(self) -> bytes:
        credit = self.header.file_id.kind is FileKind.CREDIT_RUN
        root = "CstmrCdtTrfInitn" if credit else "CstmrDrctDbtInitn"
        return f"</PmtInf></{root}></Document>\n".encode()


def _group(facts: dict[str, str]) -> str:
    return (
        f"<GrpHdr><MsgId>{facts['file_id']}</MsgId><CreDtTm>{facts['created_at']}</CreDtTm>"
        f"{_totals(facts)}{party('InitgPty', facts['sender'])}"
        f"{agent('FwdgAgt', facts['receiver'])}</GrpHdr>\n"
    )


def _totals(facts: dict[str, str]) -> str:
    sum_yuan = yuan(facts["sum_fen"])
    return f"<NbOfTxs>{facts['count']}</NbOfTxs><CtrlSum>{sum_yuan}</CtrlSum>"


def _payment(facts: dict[str, str], method: str) -> str:
    return (
        f"<PmtInf><PmtInfId>{facts['run_id']}</PmtInfId><PmtMtd>{method}</PmtMtd>{_totals(facts)}"
        f"<PmtTpInf><SvcLvl><Prtry>{facts['agreement']}</Prtry></SvcLvl>"
        f"<CtgyPurp><Cd>{facts['purpose']}</Cd></CtgyPurp></PmtTpInf>"
    )


def _own(role: str, facts: dict[str, str]) -> str:
    return (
        f"<{role}><Nm>{facts['own_name']}</Nm></{role}>"
        f"{account(role + 'Acct', facts['own_account'])}"
        f"{agent(role + 'Agt', facts['own_bank'])}\n"
    )


def _credit_head(facts: dict[str, str]) -> str:
    day = f"<ReqdExctnDt><Dt>{facts['execute_on']}</Dt></ReqdExctnDt>"
    return (
        f"{document(ISO_MESSAGES[FileKind.CREDIT_RUN])}<CstmrCdtTrfInitn>\n"
        f"{_group(facts)}{_payment(facts, 'TRF')}{day}{_own('Dbtr', facts)}"
    )


def _debit_head(facts: dict[str, str]) -> str:
    day = f"<ReqdColltnDt>{facts['execute_on']}</ReqdColltnDt>"
    return (
        f"{document(ISO_MESSAGES[FileKind.DEBIT_RUN])}<CstmrDrctDbtInitn>\n"
        f"{_group(facts)}{_payment(facts, 'DD')}{day}{_own('Cdtr', facts)}"
    )


def _identification(row: list[str]) -> str:
    return f"<PmtId><InstrId>{row[1]}</InstrId><EndToEndId>{row[2]}</EndToEndId></PmtId>"


def _remark(row: list[str]) -> str:
    return f"<RmtInf><Ustrd>{row[7]}</Ustrd></RmtInf>" if row[7] else ""


def _credit(row: list[str]) -> str:
    return (
        f"<CdtTrfTxInf>{_identification(row)}"
        f'<Amt><InstdAmt Ccy="CNY">{yuan(row[6])}</InstdAmt></Amt>'
        f"{agent('CdtrAgt', row[5]) if row[5] else ''}"
        f"<Cdtr>{element('Nm', row[4])}</Cdtr>{account('CdtrAcct', row[3])}"
        f"{_remark(row)}</CdtTrfTxInf>\n"
    )


def _debit(row: list[str], receiver: str) -> str:
    return (
        f"<DrctDbtTxInf>{_identification(row)}"
        f'<InstdAmt Ccy="CNY">{yuan(row[6])}</InstdAmt>'
        f"<DrctDbtTx><MndtRltdInf><MndtId>{row[8]}</MndtId><DtOfSgntr>{row[9]}</DtOfSgntr>"
        f"</MndtRltdInf></DrctDbtTx>{agent('DbtrAgt', row[5] or receiver)}"
        f"<Dbtr>{element('Nm', row[4])}</Dbtr>{account('DbtrAcct', row[3])}"
        f"{_remark(row)}</DrctDbtTxInf>\n"
    )
