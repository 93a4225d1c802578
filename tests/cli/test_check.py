"""`ringfence check`: the answer, its JSON and its exit code."""

import json

import pytest

from ringfence.interfaces.cli.main import main


def test_a_right_identity_number_says_area_birth_date_and_sex(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "identity", "911124198108030024", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["right"] is True
    assert (said["area_zh"], said["born_on"], said["sex"]) == ("北京市", "1981-08-03", "FEMALE")


def test_a_wrong_number_in_json_is_an_answer_with_its_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "card", "6222021234567891", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["right"] is False
    assert said["refusal"]["code"] == "CARD_NUMBER_CHECK_DIGIT"


def test_a_wrong_number_is_explained_in_two_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "credit-code", "91100000100003962X"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "校验码" in captured.err
    assert "check character" in captured.err


def test_a_birth_is_judged_on_the_day_that_is_given() -> None:
    number = "810000199408230021"
    assert main(["check", "identity", number, "--on", "1994-08-23"]) == 0
    assert main(["check", "identity", number, "--on", "1994-08-22"]) == 1


@pytest.mark.parametrize(
    ("verb", "number"),
    [
        ("identity", "810000199408230021"),
        ("credit-code", "91100000100003962T"),
        ("card", "6222021234567890128"),
    ],
)
def test_a_right_number_is_shown_as_a_table(
    verb: str, number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", verb, number]) == 0
    assert number in capsys.readouterr().out


def test_a_day_that_is_none_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "identity", "810000199408230021", "--on", "20260101"])
    assert caught.value.code == 2
