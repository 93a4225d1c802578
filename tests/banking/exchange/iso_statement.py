"""A camt.053.001.08 of the standard's profile, written the way a bank would."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from ringfence.banking.exchange.messages import Side, StatementEntry, StatementHeader

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>{id}</MsgId><CreDtTm>{created:%Y-%m-%dT%H:%M:%SZ}</CreDtTm>
<MsgRcpt><Id><OrgId><Othr><Id>{receiver}</Id></Othr></OrgId></Id></MsgRcpt></GrpHdr>
<Stmt><Id>{id}</Id>
<FrToDt><FrDtTm>{from_on}T00:00:00+08:00</FrDtTm><ToDtTm>{to_on}T23:59:59+08:00</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>CNY</Ccy><Ownr><Nm>{name}</Nm></Ownr>
<Svcr><FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId><MmbId>{sender}</MmbId>
</ClrSysMmbId></FinInstnId></Svcr></Acct>
{balances}
<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></TtlNtries></TxsSummry>
"""
BALANCE = (
    "<Bal><Tp><CdOrPrtry><Cd>{type}</Cd></CdOrPrtry></Tp><Amt Ccy='CNY'>{amount}</Amt>"
    "<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{on}</Dt></Dt></Bal>"
)
FOOT = "</Stmt></BkToCstmrStmt></Document>\n"


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def balance(kind: str, fen: int, on: object) -> str:
    side = "DBIT" if fen < 0 else "CRDT"
    return BALANCE.format(type=kind, amount=yuan(abs(fen)), side=side, on=on)


def iso_statement(header: StatementHeader, entries: Sequence[StatementEntry]) -> bytes:
    """The whole file."""
    head = HEAD.format(
        id=header.file_id,
        created=header.created_at,
        receiver=header.receiver,
        from_on=header.from_on,
        to_on=header.to_on,
        account=header.account,
        name=escape(header.account_name),
        sender=header.sender,
        balances=balance("OPBD", header.opening_fen, header.from_on)
        + balance("CLBD", header.closing_fen, header.to_on),
        count=header.count,
        sum=yuan(header.sum_fen),
    )
    return (head + "\n".join(map(iso_entry, entries)) + FOOT).encode()


def iso_entry(entry: StatementEntry) -> str:
    """One entry."""
    role = "Cdtr" if entry.side is Side.DBIT else "Dbtr"
    name = f"<{role}><Pty><Nm>{escape(entry.party_name)}</Nm></Pty></{role}>"
    account = f"<{role}Acct><Id><Othr><Id>{entry.party_account}</Id></Othr></Id></{role}Acct>"
    run = f"<PmtInfId>{entry.run_id.hex}</PmtInfId>" if entry.run_id else ""
    key = f"<EndToEndId>{entry.key.hex}</EndToEndId>" if entry.key else ""
    remark = f"<RmtInf><Ustrd>{escape(entry.remark)}</Ustrd></RmtInf>" if entry.remark else ""
    parties = (name if entry.party_name else "") + (account if entry.party_account else "")
    return (
        f"<Ntry><NtryRef>{entry.line}</NtryRef><Amt Ccy='CNY'>{yuan(entry.amount_fen)}</Amt>"
        f"<CdtDbtInd>{entry.side}</CdtDbtInd>"
        f"{'<RvslInd>true</RvslInd>' if entry.reversal else ''}<Sts><Cd>BOOK</Cd></Sts>"
        f"<BookgDt><Dt>{entry.booked_on}</Dt></BookgDt><ValDt><Dt>{entry.value_on}</Dt></ValDt>"
        f"<AcctSvcrRef>{entry.bank_reference}</AcctSvcrRef><BkTxCd/>"
        f"<NtryDtls><TxDtls>{f'<Refs>{run}{key}</Refs>' if run or key else ''}"
        f"{f'<RltdPties>{parties}</RltdPties>' if parties else ''}{remark}"
        "</TxDtls></NtryDtls></Ntry>"
    )
