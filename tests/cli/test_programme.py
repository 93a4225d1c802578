"""What a programme is opened with can be carried by every file to a bank."""

import pytest

from ringfence.interfaces.cli.main import build_parser

WORDS = [
    "programme", "open", "PENSION", "样例", "--agency", "YLBX0001", "--purpose", "PENS", "--actor",
    "sample-manager",
]  # fmt: skip


def test_a_code_of_letters_digits_and_hyphens_is_taken() -> None:
    arguments = build_parser().parse_args([*WORDS, "--leaf", "9"])
    assert (arguments.code, arguments.agency) == ("PENSION", "YLBX0001")


@pytest.mark.parametrize(
    ("place", "wrong"),
    [(2, "养老金"), (2, "P" * 24), (2, "-P"), (5, "样例机构"), (5, "Y" * 19), (5, "")],
)
def test_a_code_that_no_file_could_carry_is_wrong_usage(place: int, wrong: str) -> None:
    words = [*WORDS, "--leaf", "9"]
    words[place] = wrong
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args(words)
    assert ended.value.code == 2
