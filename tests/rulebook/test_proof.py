"""What enforces a clause and what proves it is read from the sources; both must be real."""

import importlib
from collections import Counter
from pathlib import Path

import pytest

from ringfence.rulebook import Rulebook
from ringfence.rulebook.proof import (
    PACKAGE,
    TESTS,
    ClauseState,
    Proof,
    read_shipped,
    scan,
    shipped_text,
    state_of,
)

pytest_plugins = ["pytester"]

SOURCE = '''
class Over(Refusal):
    """Cites Citation("MUF-8") in words only."""

    def check(self):
        raise Over(cite=Citation("MUF-11.2"))

LIMIT = Citation("MUF-14", "edition")
UNUSED = Citation("MUF-3")
STEPS: dict = {"OPEN": Citation("MUF-6.1")}

def match(day):
    account_open(clause="MUF-15.4")
    raise Differs(cite=LIMIT)

async def pay(book, day):
    def later():
        return book.value("reserve.floor", on=day)
    return later
'''
QUERY = """
-- What differs (MUF-13).
-- enforces MUF-14, MUF-19.1
SELECT 1; -- enforces MUF-17.4
"""
TESTED = """
import pytest
pytestmark = [pytest.mark.clause("MUF-14")]

@pytest.mark.clause("MUF-11.2", "MUF-11.4")
class TestCap:
    @pytest.mark.parametrize("n", [1])
    @pytest.mark.clause("MUF-11.2")
    def test_inner(self, n): ...
"""


@pytest.fixture
def found(shipped: Rulebook, tmp_path: Path) -> dict[str, Proof]:
    (tmp_path / "product" / "sql").mkdir(parents=True)
    (tmp_path / "product" / "cap.py").write_text(SOURCE)
    (tmp_path / "product" / "sql" / "match.sql").write_text(QUERY)
    for shows in ("interfaces", "demo"):
        (tmp_path / "product" / shows).mkdir()
        (tmp_path / "product" / shows / "page.py").write_text('CITES = [Citation("MUF-8")]')
    (tmp_path / "tests" / "area").mkdir(parents=True)
    (tmp_path / "tests" / "area" / "test_cap.py").write_text(TESTED)
    return scan(shipped, tmp_path / "product", tmp_path / "tests")


def test_a_citation_is_found_where_it_stands(found: dict[str, Proof]) -> None:
    assert found["MUF-11.2"].where == ("product.cap:Over.check",)
    assert found["MUF-6.1"].where == ("product.cap:STEPS",)
    assert "MUF-8" not in found


def test_a_constant_is_cited_where_it_is_used(found: dict[str, Proof]) -> None:
    assert "product.cap:match" in found["MUF-14"].where
    assert "MUF-3" not in found


def test_a_limit_handed_to_the_ledger_cites_its_clause(found: dict[str, Proof]) -> None:
    assert found["MUF-15.4"].where == ("product.cap:match",)


def test_sql_cites_the_clauses_that_it_says_to_enforce(found: dict[str, Proof]) -> None:
    assert found["MUF-14"].where == ("product.cap:match", "product/sql/match.sql")
    for clause in ("MUF-19.1", "MUF-17.4"):
        assert found[clause].where == ("product/sql/match.sql",)
    assert "MUF-13" not in found


def test_looking_a_value_up_cites_its_clause(found: dict[str, Proof]) -> None:
    assert found["MUF-11.4"].where == ("product.cap:pay",)


def test_marks_of_tests_classes_and_modules_are_found(found: dict[str, Proof]) -> None:
    file = "tests/area/test_cap.py"
    assert found["MUF-11.2"].tests == (f"{file}::TestCap", f"{file}::TestCap::test_inner")
    assert found["MUF-14"].tests == (file,)


def test_a_clause_is_enforced_only_with_both_a_place_and_a_test(shipped: Rulebook) -> None:
    plain, recorded = shipped.clause("MUF-11.2"), shipped.clause("MUF-27")
    both = Proof(("a",), ("t",))
    assert state_of(plain, both) is ClauseState.ENFORCED
    assert state_of(plain, Proof(("a",), ())) is ClauseState.PLANNED
    assert state_of(plain, Proof((), ("t",))) is ClauseState.PLANNED
    assert state_of(recorded, Proof((), ("t",))) is ClauseState.RECORDED
    assert state_of(recorded, Proof()) is ClauseState.PLANNED


def test_no_source_cites_and_no_test_proves_an_unknown_clause(shipped: Rulebook) -> None:
    assert set(scan(shipped, PACKAGE, TESTS)) <= set(shipped.clauses)


def test_every_clause_that_the_product_cites_is_proved_by_a_test(shipped: Rulebook) -> None:
    found = scan(shipped, PACKAGE, TESTS)
    unproved = {clause: proof.where for clause, proof in found.items() if not proof.tests}
    assert unproved == {}


def test_the_proofs_in_the_package_are_up_to_date(shipped: Rulebook) -> None:
    assert read_shipped() == scan(shipped, PACKAGE, TESTS), "run `ringfence rulebook proofs`"


def test_the_written_proofs_read_back_as_they_were(found: dict[str, Proof], tmp_path: Path) -> None:
    path = tmp_path / "proofs.yaml"
    path.write_text(shipped_text(found), encoding="utf-8")
    assert read_shipped(path) == found


def test_every_place_that_a_clause_names_is_there(shipped: Rulebook) -> None:
    places = {place for proof in read_shipped().values() for place in proof.where}
    places |= {place for clause in shipped.clauses.values() for place in clause.recorded_in}
    queries = {place for place in places if place.endswith(".sql")}
    assert queries
    assert all((PACKAGE.parent / query).is_file() for query in queries)
    for place in places - queries:
        module, _, scope = place.partition(":")
        found: object = importlib.import_module(module)
        for name in filter(None, scope.split(".")):
            found = getattr(found, name)


def test_every_clause_of_the_four_documents_is_there_in_both_languages(shipped: Rulebook) -> None:
    counts = Counter(clause.document for clause in shipped.clauses.values())
    assert counts == {"OP": 42, "WIN": 28, "FIN": 10, "MUF": 56}
    for clause in shipped.clauses.values():
        assert clause.article.startswith(("第", "附件"))
        assert any("一" <= sign <= "鿿" for sign in clause.zh)
        assert clause.en.isascii()


def test_a_test_that_names_an_unknown_clause_stops_the_run(pytester: pytest.Pytester) -> None:
    pytester.syspathinsert(str(TESTS))
    pytester.makeini("[pytest]\nmarkers = clause(id)\n")
    pytester.makeconftest("from clause_marks import pytest_collection_modifyitems")
    pytester.makepyfile("import pytest\n@pytest.mark.clause('MUF-99')\ndef test_x(): ...\n")
    result = pytester.runpytest_inprocess("-p", "no:django")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "MUF-99" in result.stderr.str() + result.stdout.str()
