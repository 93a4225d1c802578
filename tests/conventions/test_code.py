"""What can be checked about code: money, the clock, exceptions, names."""

import ast
import re

from conventions.tree import nodes, place, python_files, syntax

MONEY_FOLDERS = (
    "src/ringfence/kernel",
    "src/ringfence/ledger",
    "src/ringfence/banking",
    "src/ringfence/regimes",
    "src/sandbox",
)
CLOCK = "src/ringfence/kernel/clock.py"
READS_THE_CLOCK = {"now", "utcnow", "today", "time_ns"}
UPPER_SNAKE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
ENUM_BASES = {"Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"}


def called_name(node: ast.AST) -> str:
    """Return `float` of `float(x)`, `now` of `datetime.now()`, and nothing of anything else."""
    if not isinstance(node, ast.Call):
        return ""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def owner_name(node: ast.AST) -> str:
    """Return `datetime` of `datetime.now()` and of `datetime.datetime.now()`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return ""
    owner = node.func.value
    return owner.id if isinstance(owner, ast.Name) else getattr(owner, "attr", "")


def is_amount(node: ast.AST) -> bool:
    name = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return name.endswith("_fen")


def test_no_float_is_made_where_money_is_handled() -> None:
    found = [
        place(path, node) for path, node in nodes(*MONEY_FOLDERS) if called_name(node) == "float"
    ]
    assert found == []


def test_no_float_is_written_where_money_is_handled() -> None:
    found = [
        place(path, node)
        for path, node in nodes(*MONEY_FOLDERS)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert found == []


def test_no_amount_is_divided_into_a_fraction() -> None:
    found = [
        place(path, node)
        for path, node in nodes("src")
        if isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Div)
        and (is_amount(node.left) or is_amount(node.right))
    ]
    assert found == []


def test_only_the_kernels_clock_reads_the_clock() -> None:
    found = [
        place(path, node)
        for path, node in nodes("src/ringfence")
        if called_name(node) in READS_THE_CLOCK
        and owner_name(node) in {"datetime", "date", "time", "timezone"}
        and str(path) != CLOCK
    ]
    assert found == []


def test_below_the_edge_the_instant_is_an_argument() -> None:
    edges = ("src/ringfence/interfaces", "src/ringfence/kernel", "src/ringfence/installation")
    found = [
        place(path, node)
        for path, node in nodes("src/ringfence")
        if isinstance(node, ast.ImportFrom)
        and node.module == "ringfence.kernel.clock"
        and any(alias.name == "now" for alias in node.names)
        and not any(path.is_relative_to(edge) for edge in edges)
    ]
    assert found == []


def test_no_exception_is_caught_that_is_not_named() -> None:
    found = [
        place(path, node)
        for path, node in nodes("src")
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"})
    ]
    assert found == []


def test_no_module_imports_everything_of_another() -> None:
    found = [
        place(path, node)
        for path, node in nodes("src", "tests")
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert found == []


def test_members_of_enumerations_are_upper_snake() -> None:
    found = [
        f"{place(path, item)} {target.id}"
        for path, node in nodes("src/ringfence")
        if isinstance(node, ast.ClassDef)
        and ENUM_BASES & {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
        for item in node.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name) and not UPPER_SNAKE.fullmatch(target.id)
    ]
    assert found == []


def test_a_tests_name_is_a_sentence() -> None:
    found = [
        f"{place(path, node)} {node.name}"
        for path in python_files("tests")
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and len(node.name.split("_")) < 4
    ]
    assert found == []
