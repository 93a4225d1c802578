"""The sample province set up: programme, banks, keys, people; and its sandbox banks."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ringfence.access.domain import Administration
from ringfence.demo.month_staff import (
    AGENCY,
    CASHIER,
    KEEPER,
    MANAGER,
    OFFICES,
    REGISTRAR,
    SECOND_REGISTRAR,
    WORKERS,
)
from ringfence.demo.sample.bank_accounts import BankAccount, bank_accounts, bank_accounts_write
from ringfence.demo.sample.files import registry_write, roster_lines, write_whole
from ringfence.demo.sample.people import SamplePerson, people
from ringfence.demo.sample.province import BANKS, SampleBank
from ringfence.demo.staff import ADMINISTRATORS, staff_make
from ringfence.demo.story import Step, Storyteller
from ringfence.kernel.clock import day_begins_at
from ringfence.regimes.card.roster.write import roster_write_csv, roster_write_xlsx

PROGRAMME = "PENSION"
PERIOD = "2026-11"
OPENED_ON = date(2026, 1, 4)
SECURITY, _ = ADMINISTRATORS[Administration.SECURITY]
SET_UP_AT = "2026-11-09T09:00"
FUNDED_ON, FUNDS_SHOWN_AT = "2026-11-09", "2026-11-10T08:00"
# What a bank does to one item in a million, beyond the faults planted in its accounts.
RATES = "unknown=800"
_WORKBOOK_PEOPLE_MAX = 1_000_000


@dataclass(frozen=True, slots=True)
class Province:
    """One sample province. `folder` keeps its files and its banks' homes."""

    folder: Path
    people_count: int
    seed: int
    profile: str
    suite: str

    @property
    def registry_file(self) -> Path:
        """The people and cards, to be loaded."""
        return self.folder / "registry.csv"

    @property
    def roster_csv(self) -> Path:
        """The month's roster as text."""
        return self.folder / f"roster-{PERIOD}.csv"

    @property
    def roster_xlsx(self) -> Path:
        """The month's roster as a workbook."""
        return self.folder / f"roster-{PERIOD}.xlsx"

    @property
    def fits_workbook(self) -> bool:
        """Return whether a sheet of a workbook, which ends at row 1,048,576, has room for all."""
        return self.people_count <= _WORKBOOK_PEOPLE_MAX

    def people(self) -> Iterator[SamplePerson]:
        """Return the province's people in a stream."""
        return people(self.seed, self.people_count)

    def bank_home(self, bank: SampleBank) -> Path:
        """Return the folder of a sandbox bank."""
        return self.folder / "banks" / bank.code


def own_account_number(bank: SampleBank) -> str:
    """Return the agency's payout account at a bank."""
    return f"1400{bank.code}"


def set_up_steps(province: Province, teller: Storyteller) -> list[Step]:
    """Return the steps from nothing to a province whose payout accounts are funded."""
    return [
        Step("样例省文件 sample files", _all_exist(province), lambda: files_write(province)),
        Step(
            "机构与人员 organisations and people",
            _staff_is_there,
            lambda: _take_staff(province, teller),
        ),
        Step("险种与银行 programme and banks", _banks_are_set, lambda: _set_banks(teller)),
        Step(
            "密钥 keys",
            lambda: _key_count(AGENCY, province.suite) == 2,
            lambda: _make_keys(province, teller),
        ),
        *(_bank_step(bank, province, teller) for bank in BANKS),
        Step(
            "登记库审批 registry approved",
            _list_is_approved,
            lambda: _approve_list(province, teller),
        ),
        Step(
            "登记库 registry of people and cards",
            _people_are_loaded,
            lambda: teller.ringfence(
                "registry", "load", province.registry_file, "--programme", PROGRAMME,
                "--actor", KEEPER, "--at", SET_UP_AT,
            ),
        ),
        Step(
            "拨款 funding of the payout accounts",
            lambda: _statement_count(date.fromisoformat(FUNDED_ON)) == len(BANKS),
            lambda: _fund(province, teller),
        ),
    ]  # fmt: skip


def files_write(province: Province) -> None:
    """Write registry, rosters and the banks' own account lists, each whole or not at all."""
    province.folder.mkdir(parents=True, exist_ok=True)
    write_whole(province.registry_file, lambda path: registry_write(path, province.people()))
    write_whole(
        province.roster_csv, lambda path: roster_write_csv(path, roster_lines(province.people()))
    )
    if province.fits_workbook:
        write_whole(
            province.roster_xlsx,
            lambda path: roster_write_xlsx(path, roster_lines(province.people())),
        )
    for bank in BANKS:
        accounts = bank_accounts(province.seed, province.people_count, bank)
        write_whole(province.folder / f"{bank.code}.csv", _accounts_writer(accounts))


def _accounts_writer(accounts: Iterator[BankAccount]) -> Callable[[Path], int]:
    return lambda path: bank_accounts_write(path, accounts)


def _all_exist(province: Province) -> Callable[[], bool]:
    files = [province.registry_file, province.roster_csv]
    files += [province.roster_xlsx] if province.fits_workbook else []
    files += [province.folder / f"{bank.code}.csv" for bank in BANKS]
    return lambda: all(file.exists() for file in files)


def _take_staff(province: Province, teller: Storyteller) -> None:
    """Let administrators open the organisations, register their people and give the roles."""
    staff_make(
        folder=province.folder, offices=OFFICES, workers=WORKERS, at=day_begins_at(OPENED_ON)
    )
    for worker in WORKERS:
        teller.console.print(f"  {worker.code}  {worker.office}  {worker.role}")


def _set_banks(teller: Storyteller) -> None:
    by_manager = ("--actor", MANAGER, "--at", SET_UP_AT)
    teller.ringfence(
        "programme", "open", PROGRAMME, "样例省城乡居民基本养老保险", "--agency", AGENCY,
        "--purpose", "PENS", "--leaf", 1001, *by_manager,
    )  # fmt: skip
    for number, bank in enumerate(BANKS, start=1):
        teller.ringfence("bank", "add", bank.code, bank.name, *by_manager)
        teller.ringfence(
            "bank", "account", own_account_number(bank), "--bank", bank.code,
            "--name", "样例省社会保险经办中心养老金支出户", "--programme", PROGRAMME,
            "--on", OPENED_ON, *by_manager,
        )  # fmt: skip
        teller.ringfence(
            "bank", "agreement", f"XY-2026-{number:03d}", "--agency", AGENCY,
            "--bank", bank.code, "--payout-account", own_account_number(bank),
            "--signed-on", OPENED_ON, "--from", OPENED_ON, *by_manager,
        )  # fmt: skip


def _make_keys(province: Province, teller: Storyteller) -> None:
    for purpose in ("SIGN", "ENCRYPT"):
        if not _has_key(AGENCY, purpose, province.suite):
            teller.ringfence(
                "key", "create", "--owner", AGENCY, "--custodian", "SAMPLE-K1",
                "--purpose", purpose, "--suite", province.suite, "--actor", SECURITY,
                "--at", SET_UP_AT,
            )  # fmt: skip


def _bank_step(bank: SampleBank, province: Province, teller: Storyteller) -> Step:
    ready = province.bank_home(bank) / "ready"
    return Step(
        f"{bank.name} sandbox bank",
        ready.exists,
        lambda: _open_bank(bank, province, teller),
    )


def _open_bank(bank: SampleBank, province: Province, teller: Storyteller) -> None:
    """Make a sandbox bank anew, exchange keys with it and set the channel."""
    home = province.bank_home(bank)
    shutil.rmtree(home, ignore_errors=True)
    teller.bank(
        home, "init", "--code", bank.code, "--name", bank.name, "--suite", province.suite,
        "--profile", province.profile, "--seed", province.seed, "--rate", RATES,
    )  # fmt: skip
    keys = home / "keys"
    for purpose in ("SIGN", "ENCRYPT"):
        (keys / f"agency-{purpose}.pem").write_text(_public_key(purpose, province.suite))
    teller.bank(
        home, "partner", "--code", AGENCY, "--sign-key", keys / "agency-SIGN.pem",
        "--encrypt-key", keys / "agency-ENCRYPT.pem",
    )  # fmt: skip
    number = BANKS.index(bank) + 1
    teller.bank(
        home, "agreement", "--reference", f"XY-2026-{number:03d}", "--partner", AGENCY,
        "--own-account", own_account_number(bank),
        "--own-name", "样例省社会保险经办中心养老金支出户",
    )  # fmt: skip
    teller.bank(home, "load", province.folder / f"{bank.code}.csv")
    _take_bank_keys(bank, province, teller)
    teller.ringfence(
        "bank", "channel", "--agency", AGENCY, "--bank", bank.code,
        "--profile", province.profile, "--suite", province.suite,
        "--outgoing", home / "in", "--incoming", home / "out",
        "--actor", MANAGER, "--at", SET_UP_AT,
    )  # fmt: skip
    (home / "ready").touch()


def _take_bank_keys(bank: SampleBank, province: Province, teller: Storyteller) -> None:
    """Take the bank's public keys in; keys of a bank made before and given up are retired."""
    for held in _keys(bank.code):
        teller.ringfence("key", "revoke", held["key_id"], "--actor", SECURITY, "--at", SET_UP_AT)
    for purpose, name in (("SIGN", "public-sign.pem"), ("ENCRYPT", "public-encrypt.pem")):
        teller.ringfence(
            "key", "import", province.bank_home(bank) / "keys" / name, "--owner", bank.code,
            "--custodian", "SAMPLE-K1", "--purpose", purpose, "--suite", province.suite,
            "--actor", SECURITY, "--at", SET_UP_AT,
        )  # fmt: skip


def _fund(province: Province, teller: Storyteller) -> None:
    """Announce what each bank will pay out, let it arrive, and take the day's statements in."""
    for bank in BANKS:
        need_fen = sum(p.pension_fen for p in province.people() if p.bank is bank)
        reference = f"BK{FUNDED_ON.replace('-', '')}-{bank.code[-12:]}"
        teller.ringfence(
            "funding", "announce", "--programme", PROGRAMME, "--account",
            own_account_number(bank), "--amount", f"{need_fen // 100}.{need_fen % 100:02d}",
            "--reference", reference, "--actor", CASHIER, "--at", SET_UP_AT,
        )  # fmt: skip
        home = province.bank_home(bank)
        teller.bank(
            home, "fund", "--account", own_account_number(bank), "--amount-fen", need_fen,
            "--reference", reference, "--on", FUNDED_ON, "--from-name", "样例省财政专户",
        )  # fmt: skip
        teller.bank(home, "statement", "--on", FUNDED_ON)
    teller.ringfence("exchange", "receive", "--actor", CASHIER, "--at", FUNDS_SHOWN_AT)


def _public_key(purpose: str, suite: str) -> str:
    """Return the agency's public key as PEM, to be handed to a bank."""
    from ringfence.crypto.key import public_pem
    from ringfence.crypto.models import Key

    key = Key.objects.get(owner=AGENCY, state="ACTIVE", purpose=purpose, suite=suite)
    return public_pem(key.public())


def _keys(owner: str) -> list[dict[str, Any]]:
    from ringfence.crypto.models import Key

    held = Key.objects.filter(owner=owner, state="ACTIVE")
    return [dict(row) for row in held.values("key_id", "purpose", "suite")]


def _has_key(owner: str, purpose: str, suite: str) -> bool:
    return any((k["purpose"], k["suite"]) == (purpose, suite) for k in _keys(owner))


def _key_count(owner: str, suite: str) -> int:
    return sum(key["suite"] == suite for key in _keys(owner))


def _staff_is_there() -> bool:
    from ringfence.access.models import User

    codes = [worker.code for worker in WORKERS]
    return User.objects.filter(code__in=codes).count() == len(WORKERS)


def _banks_are_set() -> bool:
    from ringfence.banking.models import AgencyAgreement

    return AgencyAgreement.objects.filter(agency=AGENCY).count() == len(BANKS)


def _list_is_approved() -> bool:
    from ringfence.desk.models import Approval

    return Approval.objects.filter(kind="REGISTRY_LIST", state="APPROVED").exists()


def _approve_list(province: Province, teller: Storyteller) -> None:
    """Propose the registry's file, and let as many approve it as its sum needs."""
    from ringfence.desk.models import Approval

    teller.ringfence(
        "registry", "propose", province.registry_file, "--actor", KEEPER, "--at", SET_UP_AT
    )
    for person in (REGISTRAR, SECOND_REGISTRAR):
        waiting = Approval.objects.filter(kind="REGISTRY_LIST", state="PENDING")
        for approval in waiting.exclude(decisions__decider=person):
            teller.ringfence(
                "desk", "decide", approval.id, "approve", "--actor", person, "--at", SET_UP_AT
            )


def _people_are_loaded() -> bool:
    from ringfence.regimes.card.models import Person

    return Person.objects.exists()


def _statement_count(on: date) -> int:
    from ringfence.banking.models import BankStatement

    return BankStatement.objects.filter(on=on, account__owner=AGENCY).count()
