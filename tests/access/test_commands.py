"""`ringfence area`, `organisation`, `user` and `client`, as they are typed."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ringfence.interfaces.cli import area, client, organisation, user
from ringfence.interfaces.cli.main import main

AT = ("--at", "2026-03-02T09:00:00+08:00")
ADMINISTRATORS = (
    *("--organisation", "PLATFORM", "--organisation-name", "样例运行单位"),
    *("--system", "sys", "样例甲", "--security", "sec", "样例乙", "--audit", "aud", "样例丙"),
)


@pytest.fixture
def type_words(
    own_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run a command on the test's database as somebody; return what it printed."""
    for noun in (area, client, organisation, user):
        monkeypatch.setattr(noun, "open_database", lambda: None)

    def run(*words: object, by: str = "", code: int = 0) -> str:
        acting = ("--actor", by) if by else ()
        assert main([*map(str, words), *acting, *(AT if by else ())]) == code
        told = capsys.readouterr()
        return (told.err if code else told.out).strip()

    return run


@pytest.fixture
def opened(type_words: Any, tmp_path: Path) -> Any:
    """The same in an installation with three administrators and one insurer."""
    told = type_words("user", "first-admins", *ADMINISTRATORS, *AT)
    assert [line.split()[0] for line in told.splitlines()[1:]] == ["sys", "sec", "aud"]
    areas = tmp_path / "areas.csv"
    areas.write_text("code,name\n140000000000,样例省\n140100000000,样例市\n", encoding="utf-8")
    assert type_words("area", "load", areas, by="sys") == "2"
    insurer = ("--name", "样例经办机构", "--type", "INSURER", "--area", "140100000000")
    type_words("organisation", "open", "INS-1401", *insurer, by="sys")
    return type_words


def test_a_person_comes_gets_a_role_and_goes(opened: Any) -> None:
    opened("user", "register", "sample-a", "--name", "样例丁", by="sys")
    assert len(opened("user", "reset", "sample-a", by="sec")) == 16
    membership = opened("user", "grant", "sample-a", "INS-1401", "BENEFIT_CLERK", by="sec")
    [role] = json.loads(opened("user", "show", "sample-a", *AT, "--json"))
    assert (role["id"], role["area"], role["in_force"]) == (membership, "140100000000", True)
    assert "BENEFIT_CLERK" in opened("user", "list", *AT)
    opened("user", "end", membership, by="sec")
    [role] = json.loads(opened("user", "show", "sample-a", *AT, "--json"))
    assert not role["in_force"]
    opened("user", "close", "sample-a", by="sys")
    people = json.loads(opened("user", "list", *AT, "--json"))
    assert [one["active"] for one in people if one["code"] == "sample-a"] == [False]


def test_a_further_administrator_waits_for_the_auditor(opened: Any) -> None:
    new = ("--name", "样例戊", "--administration", "SECURITY")
    opened("user", "register", "sec-2", *new, by="sys")
    told = opened("user", "grant", "sec-2", "PLATFORM", "SECURITY_ADMINISTRATOR", by="sec")
    membership = told.split()[0]
    assert "waits" in told
    assert membership in opened("user", "waiting", *AT)
    opened("user", "confirm", membership, by="aud")
    assert json.loads(opened("user", "waiting", *AT, "--json")) == []


def test_who_may_not_is_refused_in_both_languages(opened: Any) -> None:
    told = opened("user", "register", "sample-a", "--name", "样例", by="aud", code=1)
    assert "NOT_PERMITTED" in told
    assert "无权" in told
    assert "USER_UNKNOWN" in opened("user", "close", "sample-a", by="nobody", code=1)


def test_areas_and_organisations_are_listed(opened: Any) -> None:
    below = json.loads(opened("area", "list", "--below", "140100000000", "--json"))
    assert below == [{"code": "140100000000", "name": "样例市", "level": "CITY"}]
    assert "样例省" in opened("area", "list")
    listed = json.loads(opened("organisation", "list", "--json"))
    assert [one["code"] for one in listed] == ["INS-1401", "PLATFORM"]
    assert "INSURER" in opened("organisation", "types")
    opened("organisation", "take-on", "INS-1401", "EMPLOYMENT_SERVICE", by="sys")
    assert "EMPLOYMENT_SERVICE, INSURER" in opened("organisation", "list")
    opened("organisation", "close", "INS-1401", "--on", "2026-03-05", by="sys")
    assert "2026-03-05" in opened("organisation", "list")
    roles = {role["code"]: role for role in json.loads(opened("user", "roles", "--json"))}
    assert "run.approve" in roles["BENEFIT_APPROVER"]["permissions"]


def test_a_program_is_opened_keyed_and_closed(opened: Any, tmp_path: Path) -> None:
    pem = tmp_path / "key.pem"
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    public = Ed25519PrivateKey.generate().public_key()
    pem.write_bytes(public.public_bytes(serialization.Encoding.PEM, form))
    facts = ("--name", "样例业务系统", "--scope", "run.read", "--scope", "roster.import")
    opened("client", "open", "payroll", "INS-1401", *facts, by="sec")
    until = ("--algorithm", "ED25519", "--until", "2027-03-02T00:00:00")
    key_id = opened("client", "key", "payroll", pem, *until, by="sec")
    [listed] = json.loads(opened("client", "list", "--json"))
    assert listed["scopes"] == ["roster.import", "run.read"]
    assert [key["key"] for key in listed["keys"]] == [key_id]
    assert key_id in opened("client", "list")
    opened("client", "end-key", key_id, by="sec")
    opened("client", "close", "payroll", by="sec")
    assert "CLIENT_CLOSED" in opened("client", "close", "payroll", by="sec", code=1)
