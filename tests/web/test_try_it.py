"""The demonstration's door: ready sign-ins in a demonstration, nothing anywhere else."""

import json
from pathlib import Path

import pytest
from django.test import Client

from ringfence.access.models import User
from ringfence.demo.sign_ins import FILE, sign_ins_are_made, sign_ins_make, sign_ins_ready
from ringfence.installation.config import config
from ringfence.interfaces.web.pages import try_it
from ringfence.kernel.clock import now
from web.people import MakeUser, sign_in

PATH = "/try/"


@pytest.fixture
def demonstration(tmp_path: Path, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a demonstration with two of its people, and one whom it did not make up."""
    folder = tmp_path / "demo"
    folder.mkdir()
    for code in ("sample-clerk", "sample-audit", "yangli01"):
        make_user(code, password_must_change=True)
    sign_ins_make(folder, at=now())
    settings = config().model_copy(update={"home": tmp_path})
    monkeypatch.setattr(try_it, "config", lambda: settings)
    return folder


def test_each_of_the_samples_people_has_a_password_that_opens(
    client: Client, demonstration: Path
) -> None:
    made = {each.code: each.password for each in sign_ins_ready(demonstration)}
    assert list(made) == ["sample-audit", "sample-clerk"]
    assert made["sample-audit"] != made["sample-clerk"]
    page = client.get(PATH).text
    for code, password in made.items():
        assert code in page
        assert password in page
    sign_in(client, "sample-clerk", made["sample-clerk"])
    assert client.get("/").status_code == 200


def test_the_passwords_are_for_nobody_elses_eyes(demonstration: Path) -> None:
    assert (demonstration / FILE).stat().st_mode & 0o777 == 0o600
    assert "password=" not in repr(next(sign_ins_ready(demonstration)))


def test_people_whom_the_sample_did_not_make_up_keep_theirs(demonstration: Path) -> None:
    assert User.objects.get(code="yangli01").password_must_change
    assert "yangli01" not in json.loads((demonstration / FILE).read_text())


def test_a_second_time_changes_nothing(demonstration: Path) -> None:
    assert sign_ins_are_made()
    before = list(sign_ins_ready(demonstration))
    sign_ins_make(demonstration, at=now())
    assert list(sign_ins_ready(demonstration)) == before


def test_a_password_that_was_changed_is_no_longer_shown(
    client: Client, demonstration: Path
) -> None:
    User.objects.filter(code="sample-clerk").update(password_set_at=now())
    assert "sample-clerk" not in client.get(PATH).text


def test_an_installation_that_is_no_demonstration_has_no_such_page(
    client: Client, make_user: MakeUser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user("sample-clerk")
    settings = config().model_copy(update={"home": tmp_path})
    monkeypatch.setattr(try_it, "config", lambda: settings)
    assert client.get(PATH).status_code == 404
    sign_in(client, "sample-clerk")
    assert client.get(PATH).status_code == 404


def test_passwords_of_another_database_open_no_page(client: Client, demonstration: Path) -> None:
    User.objects.update(password_set_at=None)
    assert client.get(PATH).status_code == 404
