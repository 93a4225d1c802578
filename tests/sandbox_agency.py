"""An agency small enough to see through: writes runs and acknowledgements, reads what comes."""

import hashlib
import io
import json
from pathlib import Path

from sandbox.bank import cli, envelope, suite, transport

AGENCY, BANK = "YLBX0001", "105161000012"
OWN, OWN_NAME = "14000000000000001", "样例省养老保险基金支出户"
AGREEMENT = "XY-2026-001"
DAY = "2026-01-06"
CREATED = "2026-01-05T02:03:04Z"


def key(number: int, sequence: int = 1) -> str:
    return f"{sequence:016x}{number:016x}"


def account(number: int) -> str:
    return f"6222{number:015d}"


def name(number: int) -> str:
    return f"样例甲{number:04d}"


def item(number: int, amount_fen: int = 100, sequence: int = 1) -> tuple[str, str, str, int]:
    return key(number, sequence), account(number), name(number), amount_fen


class Agency:
    """One agency and the bank's home beside it; every command goes through the command line."""

    def __init__(self, folder: Path, suite_name: str = "INTERNATIONAL") -> None:
        self.folder, self.home = folder, folder / "bank"
        self.suite = suite.SUITES[suite_name]
        self.sign = envelope.Key(self.suite, *self.suite.new_key())
        self.encrypt = envelope.Key(self.suite, *self.suite.new_key())

    def run(self, *words: str, refused: bool = False) -> None:
        assert cli.main([*words, "--home", str(self.home)]) == int(refused), words

    def open_bank(
        self, *init: str, people: int = 10, money_fen: int = 10_000_000, profile: str = "DELIMITED"
    ) -> None:
        start = ("init", "--code", BANK, "--name", "样例银行", "--seed", "7", *init)
        self.run(*start, "--suite", self.suite.name, "--profile", profile)
        for purpose, own in (("sign", self.sign), ("encrypt", self.encrypt)):
            (self.folder / f"{purpose}.pem").write_text(suite.to_pem(own.public))
        self.run("partner", "--code", AGENCY, "--sign-key", str(self.folder / "sign.pem"),
                 "--encrypt-key", str(self.folder / "encrypt.pem"))  # fmt: skip
        rows = ["account,name,state,balance_fen", f"{OWN},{OWN_NAME},NORMAL,{money_fen}"]
        rows += [f"{account(n)},{name(n)},NORMAL,1000" for n in range(1, people + 1)]
        (self.folder / "accounts.csv").write_text("\n".join(rows) + "\n", "utf-8")
        self.run("load", str(self.folder / "accounts.csv"))
        self.run("agreement", "--reference", AGREEMENT, "--partner", AGENCY, "--own-account", OWN)

    def send(self, content: bytes, wire_name: str) -> Path:
        """Seal a content and put it out as the standard says; return the wire file."""
        sealed = io.BytesIO()
        bank_key = suite.from_pem((self.home / "keys/public-encrypt.pem").read_text())
        name = wire_name.removesuffix(".rfe")
        envelope.seal([content], sealed, file_name=name, signer=self.sign, recipient=bank_key)
        wire = self.home / "in" / wire_name
        half = wire.with_name("." + wire_name)
        half.write_bytes(sealed.getvalue())
        transport.put_out(half, wire, self.suite)
        return wire

    def send_run(
        self, items: list[tuple[str, str, str, int]], sequence: int = 1, **how: str
    ) -> bytes:
        content = run_content(items, sequence, **how)
        kind = how.get("kind", "CREDIT_RUN")
        self.send(content, f"{kind}_{AGENCY}_{BANK}_{sequence:08d}.txt.rfe")
        return content

    def work(self, on: str = DAY, *options: str) -> None:
        self.run("work", "--on", on, *options)

    def received(self, kind: str) -> list[bytes]:
        """The contents of a kind that came, in order of their wire names; they are not removed."""
        bank_key = suite.from_pem((self.home / "keys/public-sign.pem").read_text())
        senders = {self.suite.key_id(bank_key): bank_key}
        contents = []
        for wire in transport.arrived(self.home / "out"):
            if wire.name.startswith(kind):
                transport.check_companion(wire)
                content = io.BytesIO()
                with wire.open("rb") as source:
                    envelope.open_envelope(source, content, keys=[self.encrypt], senders=senders)
                contents.append(content.getvalue())
        return contents

    def lines(self, kind: str) -> list[list[list[str]]]:
        """The same, delimited, as fields."""
        texts = [content.decode("gb18030") for content in self.received(kind)]
        return [[line.split("|") for line in text.splitlines()] for text in texts]

    def last_answer(self) -> list[str]:
        """Status, reason, line, field of the newest acknowledgement."""
        return self.lines("ACKNOWLEDGEMENT")[-1][0][10:14]

    def books(self) -> dict:
        from sandbox.bank import books, home

        with home.open_bank(self.home) as bank:
            return json.loads(json.dumps(books.books(bank)))

    def acknowledge(
        self, sequence: int, file_id: str, wire: str, digest: str, *status: str
    ) -> None:
        said = [*status, *[""] * (5 - len(status))]
        head = ["H", "1", "ACKNOWLEDGEMENT", AGENCY, BANK, f"AK20260106-{sequence:08d}",
                "2026-01-06T03:00:00Z", wire, digest, file_id, *said]  # fmt: skip
        text = "|".join(head) + "\nT|0|0\n"
        self.send(text.encode("gb18030"), f"ACKNOWLEDGEMENT_{AGENCY}_{BANK}_{sequence:08d}.txt.rfe")


def run_content(
    items: list[tuple[str, str, str, int]],
    sequence: int,
    *,
    kind: str = "CREDIT_RUN",
    run_id: str = "",
    agreement: str = AGREEMENT,
    execute_on: str = DAY,
    mandate: str = "SQ-1",
) -> bytes:
    """A run in the delimited profile, written by hand."""
    run_id = run_id or hashlib.md5(f"{kind}{sequence}".encode()).hexdigest()
    code = "CR" if kind == "CREDIT_RUN" else "DR"
    last = (mandate, "2026-01-01") if code == "DR" else ("", "")
    total = sum(row[3] for row in items)
    lines = [["H", "1", kind, AGENCY, BANK, f"{code}20260105-{sequence:08d}", CREATED,
              run_id, agreement, OWN, OWN_NAME, BANK, "CNY", "PENS", execute_on,
              str(len(items)), str(total)]]  # fmt: skip
    for line, (item_key, number, holder, amount_fen) in enumerate(items, 1):
        lines.append(
            ["D", str(line), item_key, number, holder, "", str(amount_fen), "养老金", *last]
        )
    lines.append(["T", str(len(items)), str(total)])
    return "".join("|".join(line) + "\n" for line in lines).encode("gb18030")


def iso_content(
    items: list[tuple[str, str, str, int]], sequence: int, *, kind: str = "CREDIT_RUN"
) -> bytes:
    """The same run in ISO 20022."""
    is_credit = kind == "CREDIT_RUN"
    message, root = ("pain.001.001.09", "CstmrCdtTrfInitn") if is_credit else (
        "pain.008.001.09", "CstmrDrctDbtInitn")  # fmt: skip
    own, other = ("Dbtr", "Cdtr") if is_credit else ("Cdtr", "Dbtr")
    totals = f"<NbOfTxs>{len(items)}</NbOfTxs><CtrlSum>{_yuan(sum(i[3] for i in items))}</CtrlSum>"
    agent = (
        "<FinInstnId><ClrSysMmbId><ClrSysId><Cd>CNAPS</Cd></ClrSysId>"
        f"<MmbId>{BANK}</MmbId></ClrSysMmbId></FinInstnId>"
    )
    day = (
        "<ReqdExctnDt><Dt>{}</Dt></ReqdExctnDt>" if is_credit else "<ReqdColltnDt>{}</ReqdColltnDt>"
    )
    run_id = hashlib.md5(f"{kind}{sequence}".encode()).hexdigest()
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{message}"><{root}>'
        f"<GrpHdr><MsgId>{'CR' if is_credit else 'DR'}20260105-{sequence:08d}</MsgId>"
        f"<CreDtTm>{CREATED}</CreDtTm>{totals}"
        f"<InitgPty><Id><OrgId><Othr><Id>{AGENCY}</Id></Othr></OrgId></Id></InitgPty>"
        f"<FwdgAgt>{agent}</FwdgAgt></GrpHdr><PmtInf><PmtInfId>{run_id}</PmtInfId>"
        f"<PmtMtd>{'TRF' if is_credit else 'DD'}</PmtMtd>{totals}<PmtTpInf><SvcLvl>"
        f"<Prtry>{AGREEMENT}</Prtry></SvcLvl><CtgyPurp><Cd>PENS</Cd></CtgyPurp></PmtTpInf>"
        f"{day.format(DAY)}<{own}><Nm>{OWN_NAME}</Nm></{own}><{own}Acct>{_account(OWN)}</{own}Acct>"
        f"<{own}Agt>{agent}</{own}Agt>"
    )
    parts = [start]
    for line, (item_key, number, holder, amount_fen) in enumerate(items, 1):
        amount = f'<InstdAmt Ccy="CNY">{_yuan(amount_fen)}</InstdAmt>'
        party = f"<{other}><Nm>{holder}</Nm></{other}>"
        party += f"<{other}Acct>{_account(number)}</{other}Acct>"
        ids = f"<PmtId><InstrId>{line}</InstrId><EndToEndId>{item_key}</EndToEndId></PmtId>"
        last = "<RmtInf><Ustrd>养老金</Ustrd></RmtInf>"
        if is_credit:
            parts.append(f"<CdtTrfTxInf>{ids}<Amt>{amount}</Amt>{party}{last}</CdtTrfTxInf>")
        else:
            mandate = (
                "<DrctDbtTx><MndtRltdInf><MndtId>SQ-1</MndtId>"
                "<DtOfSgntr>2026-01-01</DtOfSgntr></MndtRltdInf></DrctDbtTx>"
            )
            agent_of = f"<DbtrAgt>{agent}</DbtrAgt>"
            body = f"{ids}{amount}{mandate}{agent_of}{party}{last}"
            parts.append(f"<DrctDbtTxInf>{body}</DrctDbtTxInf>")
    parts.append(f"</PmtInf></{root}></Document>")
    return "".join(parts).encode()


def _yuan(amount_fen: int) -> str:
    return f"{amount_fen // 100}.{amount_fen % 100:02d}"


def _account(number: str) -> str:
    return f"<Id><Othr><Id>{number}</Id></Othr></Id>"
