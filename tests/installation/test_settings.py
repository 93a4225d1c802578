"""What an operator sets is read as it is meant, or refused without showing it."""

import pytest
from pydantic import SecretStr

from ringfence.installation.config import SettingWrong, config
from ringfence.installation.database import django_database


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "DATABASE_URL", "MASTER_KEY", "DEBUG"):
        monkeypatch.setenv(f"RINGFENCE_{name}", "")
    read = config.__wrapped__()
    assert (read.home.name, read.database_url, read.master_key) == ("var", None, None)


def test_a_word_that_is_no_truth_is_refused_by_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("RINGFENCE_DEBUG", "perhaps")
    with pytest.raises(SettingWrong) as caught:
        config.__wrapped__()
    assert caught.value.facts["variable"] == "RINGFENCE_DEBUG"
    assert "perhaps" not in str(caught.value.as_dict())


@pytest.mark.clause("OP-22.2")
def test_networks_of_the_intranet_stand_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.__wrapped__().intranet == ()
    monkeypatch.setenv("RINGFENCE_INTRANET", "203.0.113.0/24, 2001:db8::/32")
    assert list(map(str, config.__wrapped__().intranet)) == ["203.0.113.0/24", "2001:db8::/32"]


@pytest.mark.parametrize("wrong", ["intranet", "203.0.113.9/24", "203.0.113.0/33", "10.0.0.0/8,"])
def test_what_is_no_network_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("RINGFENCE_INTRANET", wrong)
    with pytest.raises(SettingWrong) as caught:
        config.__wrapped__()
    assert caught.value.facts["variable"] == "RINGFENCE_INTRANET"
    assert "网段" in caught.value.sentence("zh")


def test_an_address_is_taken_apart_and_its_own_words_unquoted() -> None:
    url = SecretStr("postgresql://us%40er:p%3Aw@db.example:6432/na%20me?sslmode=verify-full")
    database = django_database(url)
    assert (database["HOST"], database["PORT"]) == ("db.example", "6432")
    assert (database["USER"], database["PASSWORD"]) == ("us@er", "p:w")
    assert database["NAME"] == "na me"
    assert database["OPTIONS"] == {"sslmode": "verify-full", "options": "-c timezone=UTC"}


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@127.0.0.1/x", "postgresql://u:secret@h:port/x", "127.0.0.1:5432/x"],
)
def test_an_address_of_another_form_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(SettingWrong) as caught:
        django_database(SecretStr(url))
    assert "secret" not in str(caught.value.as_dict())
