"""Commands refuse what they cannot do, and leave everything as it was."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sandbox.bank import cli
from sandbox_agency import AGENCY, OWN, Agency, account, item


def test_a_bank_is_made_once(agency: Agency) -> None:
    before = (agency.home / "keys/public-sign.pem").read_bytes()
    agency.run("init", "--code", "105161000012", "--name", "样例银行", "--seed", "7", refused=True)
    assert (agency.home / "keys/public-sign.pem").read_bytes() == before


@pytest.mark.parametrize(
    "row",
    [
        "6222000000000000099,样例,NORMAL,-1",
        "6222000000000000099,样例,NORMAL,1.5",
        "6222000000000000099,样例,OPEN,1",
        "6222000000000000099,样|例,NORMAL,1",
        "6222 0000,样例,NORMAL,1",
        "6222000000000000099,样例,NORMAL",
        "6222000000000000099," + "例" * 200_000 + ",NORMAL,1",
    ],
)
def test_a_wrong_line_loads_no_account(agency: Agency, row: str) -> None:
    path = agency.folder / "more.csv"
    rows = ["account,name,state,balance_fen", "6222000000000000098,样例,NORMAL,1", row]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    agency.run("load", str(path), refused=True)
    assert agency.books()["accounts"]["count"] == 11


@pytest.mark.parametrize("rates", ["closed=600000,name=400001", "closed", "open=1", "closed=-1"])
def test_rates_beyond_the_whole_or_of_no_trouble_open_no_bank(tmp_path: Path, rates: str) -> None:
    words = ["init", "--code", "105161000012", "--name", "样例银行", "--seed", "7"]
    with pytest.raises(SystemExit):
        cli.main([*words, "--rate", rates, "--home", str(tmp_path / "bank")])
    assert not (tmp_path / "bank").exists()


def test_loading_again_keeps_balances(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    agency.run("load", str(agency.folder / "accounts.csv"))
    books = agency.books()
    assert books["differences"] == []
    assert books["own_accounts"][0]["balance_fen"] == 10_000_000 - 100


def test_a_key_of_another_suite_registers_no_partner(agency: Agency) -> None:
    other = Agency(agency.folder, "INTERNATIONAL")
    from sandbox.bank.suite import to_pem

    path = agency.folder / "rsa.pem"
    path.write_text(to_pem(other.sign.public))
    agency.run("partner", "--code", "YLBX0002", "--sign-key", str(path), "--encrypt-key", str(path),
               "--folder", str(agency.folder / "two"), refused=True)  # fmt: skip


def test_two_partners_do_not_share_a_folder_or_an_account(agency: Agency) -> None:
    keys = ("--sign-key", str(agency.folder / "sign.pem"),
            "--encrypt-key", str(agency.folder / "encrypt.pem"))  # fmt: skip
    agency.run("partner", "--code", "YLBX0002", *keys, refused=True)
    agency.run("partner", "--code", "YLBX0002", *keys, "--folder", str(agency.folder / "two"))
    agency.run("agreement", "--reference", "XY-2", "--partner", "YLBX0002", "--own-account", OWN,
               refused=True)  # fmt: skip
    agency.run("agreement", "--reference", "XY-2", "--partner", "YLBX0002",
               "--own-account", "777", "--own-name", "样例运营企业")  # fmt: skip
    assert [own["partner"] for own in agency.books()["own_accounts"]] == [AGENCY, "YLBX0002"]


def test_show_prints_json(agency: Agency, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    agency.run("account", "show", account(1), "--json")
    shown = json.loads(capsys.readouterr().out)
    assert (shown["state"], shown["balance_fen"]) == ("NORMAL", 1000)


def test_serve_works_by_the_clock(agency: Agency) -> None:
    agency.send_run([item(1)])
    command = [sys.executable, "-m", "sandbox.bank.cli", "serve", "--home", str(agency.home)]
    server = subprocess.Popen([*command, "--every", "0.1"])
    try:
        for _ in range(300):
            if agency.books()["executed"]["count"] == 1 and agency.lines("RESULT"):
                break
            time.sleep(0.1)
        else:
            pytest.fail("nothing was executed")
    finally:
        server.terminate()
        server.wait()
