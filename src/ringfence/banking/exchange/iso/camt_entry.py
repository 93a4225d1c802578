"""Read one entry of a statement, and one transaction inside it."""

from ringfence.banking.exchange.iso.camt_facts import amount_at, day, sided_amount, sign_of
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.statement import Entry, EntryDetail, Party

_REFERENCES = {
    "message": "MsgId",
    "account_servicer": "AcctSvcrRef",
    "payment": "PmtInfId",
    "instruction": "InstrId",
    "end_to_end": "EndToEndId",
    "transaction": "TxId",
    "mandate": "MndtId",
    "cheque": "ChqNb",
    "clearing": "ClrSysRef",
    "proprietary": "Prtry/Ref",
}
_DETAIL_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt")


def read_entry(parts: Parts, details: tuple[EntryDetail, ...], batch_count: str) -> Entry:
    """Return an entry with its transactions, read before it ended. Refuses: FileLineError."""
    amount_minor, currency, sign = sided_amount(parts)
    batch_count = batch_count or parts.text("NtryDtls/Btch/NbOfTxs")
    return Entry(
        amount_minor=amount_minor,
        currency=currency,
        sign=sign,
        status=parts.text("Sts", "Sts/Cd", "Sts/Prtry"),
        reversal=parts.text("RvslInd") in ("true", "1"),
        booked_on=day(parts, "BookgDt/Dt", "BookgDt/DtTm"),
        value_on=day(parts, "ValDt/Dt", "ValDt/DtTm"),
        line=parts.line,
        references=_present({"entry": parts.text("NtryRef"), **_references(parts, "")}),
        batch_count=int(batch_count) if batch_count.isascii() and batch_count.isdigit() else None,
        details=tuple(
            _completed(detail, amount_minor, currency, sign, details) for detail in details
        ),
        remittance=parts.text("AddtlNtryInf"),
    )


def read_detail(parts: Parts) -> EntryDetail:
    """Return one transaction; amount None and sign 0 where the bank left them to the entry."""
    amount_minor, currency = None, ""
    for path in _DETAIL_AMOUNTS:
        if parts.elements(path):
            amount_minor, currency = amount_at(parts, path)
            break
    return EntryDetail(
        amount_minor=amount_minor,
        currency=currency,
        sign=sign_of(parts) if parts.elements("CdtDbtInd") else 0,
        references=_references(parts, "Refs/"),
        debtor=_party(parts, "Dbtr"),
        creditor=_party(parts, "Cdtr"),
        remittance=_remittance(parts),
    )


def _completed(
    detail: EntryDetail,
    amount_minor: int,
    currency: str,
    sign: int,
    details: tuple[EntryDetail, ...],
) -> EntryDetail:
    """Return `detail` with what the entry tells for it: the sign; the amount when it is alone."""
    alone = len(details) == 1 and detail.amount_minor is None
    return EntryDetail(
        amount_minor=amount_minor if alone else detail.amount_minor,
        currency=currency if alone else detail.currency,
        sign=detail.sign or sign,
        references=detail.references,
        debtor=detail.debtor,
        creditor=detail.creditor,
        remittance=detail.remittance,
    )


def _references(parts: Parts, prefix: str) -> dict[str, str]:
    return _present({name: parts.text(prefix + tag) for name, tag in _REFERENCES.items()})


def _present(facts: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in facts.items() if text}


def _party(parts: Parts, role: str) -> Party:
    party, account = f"RltdPties/{role}", f"RltdPties/{role}Acct/Id"
    bank = f"RltdAgts/{role}Agt/FinInstnId"
    return Party(
        name=parts.text(f"{party}/Pty/Nm", f"{party}/Nm", f"{party}/Agt/FinInstnId/Nm"),
        account=parts.text(f"{account}/IBAN", f"{account}/Othr/Id", f"{account}/BBAN"),
        bank=parts.text(f"{bank}/BICFI", f"{bank}/BIC", f"{bank}/ClrSysMmbId/MmbId", f"{bank}/Nm"),
    )


def _remittance(parts: Parts) -> str:
    lines = [*parts.texts("RmtInf/Ustrd"), *parts.texts("RmtInf/Strd/CdtrRefInf/Ref")]
    return " ".join(line for line in lines if line)
