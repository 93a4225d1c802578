"""What apps declare is read whole, or refused with its place."""

from pathlib import Path

import pytest

from ringfence import rulebook
from ringfence.access.declarations import Declarations, DeclarationWrong, declarations_read
from ringfence.access.declared import declared
from ringfence.access.domain import Administration

TYPES = "organisation_types: [{code: SHOP, zh: 店, en: shop}]\n"
PERMISSIONS = "permissions: [{code: goods.read, zh: 看, en: see}]\n"
ROLE = "roles: [{code: CLERK, zh: 员, en: clerk, organisation_types: [SHOP], permissions: [%s]}]\n"


def read(folder: Path, *texts: str) -> Declarations:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"app{number}" / "access.yaml")
        files[-1].parent.mkdir()
        files[-1].write_text(text, encoding="utf-8")
    return declarations_read(files)


def test_a_role_may_have_a_permission_that_another_app_declares(tmp_path: Path) -> None:
    found = read(tmp_path, TYPES + ROLE % "goods.read", PERMISSIONS)
    assert found.roles["CLERK"].permissions == {"goods.read"}
    assert found.permissions["goods.read"].administrations == {Administration.BUSINESS}
    assert not found.permissions["goods.read"].purpose_needed


def test_a_role_of_all_types_is_had_in_each_declared_type(tmp_path: Path) -> None:
    role = (ROLE % "").replace("[SHOP]", "ALL")
    found = read(tmp_path, TYPES + role, "organisation_types: [{code: MILL, zh: 厂, en: mill}]")
    assert found.roles["CLERK"].organisation_types == {"SHOP", "MILL"}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        ((TYPES + ROLE % "goods.burn",), "no permission goods.burn"),
        (("purposes: [{code: WHY, zh: 因, en: why, permissions: [goods.burn]}]",), "no permission"),
        ((ROLE % "",), "no type SHOP"),
        ((TYPES, TYPES), "is declared in app0/access.yaml too"),
        (("shops: []",), "is no section"),
        (("jobs: [{code: night}]",), "lacks en, permissions, zh"),
        (
            ("purposes: [{code: WHY, zh: 因, en: why, permissions: [], when: 1}]",),
            "has unknown when",
        ),
        (("organisation_types: [{code: shop, zh: 店, en: shop}]",), "not of the right form"),
        (("permissions: [{code: Read, zh: 看, en: see}]",), "not of the right form"),
        (
            (TYPES + PERMISSIONS + (ROLE % "").replace("zh: 员", "zh: 员, administration: KING"),),
            "KING is no administration",
        ),
    ],
)
def test_a_declaration_that_cannot_hold_is_refused_with_its_place(
    tmp_path: Path, texts: tuple[str, ...], told: str
) -> None:
    with pytest.raises(DeclarationWrong, match=told):
        read(tmp_path, *texts)


@pytest.mark.clause("OP-22.1")
def test_no_role_of_an_administration_can_be_declared_with_a_permission_of_business(
    tmp_path: Path,
) -> None:
    role = (ROLE % "goods.read").replace("zh: 员", "zh: 员, administration: SYSTEM")
    with pytest.raises(DeclarationWrong, match=r"goods\.read is not for SYSTEM"):
        read(tmp_path, TYPES + PERMISSIONS + role)


def test_every_shipped_permission_is_had_by_some_role_or_job() -> None:
    found = declared()
    given = [role.permissions for role in found.roles.values()]
    given += [job.permissions for job in found.jobs.values()]
    assert set(found.permissions) == frozenset().union(*given)


def test_every_clause_that_a_declaration_names_is_one_of_the_rulebook() -> None:
    found = declared()
    named = {each.clause for each in found.organisation_types.values()}
    named |= {each.clause for each in found.permissions.values()}
    named |= {each.clause for each in found.purposes.values()}
    assert named - {""} <= set(rulebook.current().clauses)


@pytest.mark.clause("OP-2")
def test_every_party_of_the_cards_procedure_is_a_type_of_organisation() -> None:
    assert {
        *("INSURER", "EMPLOYMENT_SERVICE", "CARD_CENTRE", "ISSUING_BANK", "BANK_BRANCH"),
        *("EMPLOYER", "COORDINATOR", "HOSPITAL"),
    } <= set(declared().organisation_types)


@pytest.mark.clause("MUF-3")
def test_every_party_of_custody_and_each_authority_is_a_type_of_organisation() -> None:
    assert {
        *("MOBILITY_OPERATOR", "CUSTODIAN_BANK", "COOPERATING_BANK", "PAYMENT_PROVIDER"),
        *("TRANSPORT_AUTHORITY", "CENTRAL_BANK", "DEVELOPMENT_COMMISSION", "MARKET_REGULATOR"),
        *("BANKING_REGULATOR", "CONSUMER_ASSOCIATION"),
    } <= set(declared().organisation_types)


def test_each_administration_has_a_role_and_none_of_its_permissions_is_of_business() -> None:
    found = declared()
    sides = {role.administration for role in found.roles.values()}
    assert sides == set(Administration)
    for role in found.roles.values():
        for code in role.permissions:
            assert role.administration in found.permissions[code].administrations
