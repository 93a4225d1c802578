"""What an actor may: only with the permission, in the organisation's name, within the area."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actors import NOBODY, actor
from ringfence.access.actor import Actor, Grant, NotPermitted

pytestmark = pytest.mark.clause("OP-22.1")

PERMISSIONS = st.sampled_from(["run.read", "run.approve"])
ORGANISATIONS = st.sampled_from(["INS-1401", "INS-1410"])
AREAS = st.sampled_from(["", "14", "1401", "1410", "140105", "15"])
GRANTS = st.frozensets(st.builds(Grant, PERMISSIONS, ORGANISATIONS, AREAS), max_size=4)


@given(GRANTS, PERMISSIONS, ORGANISATIONS, AREAS)
def test_an_actor_may_what_one_of_the_grants_covers_whole(
    grants: frozenset[Grant], permission: str, organisation: str, area: str
) -> None:
    covering = [
        grant
        for grant in grants
        if grant.permission == permission
        and grant.organisation == organisation
        and area[: len(grant.area)] == grant.area
    ]
    someone = Actor("sample-a", grants)
    assert someone.may(permission, organisation=organisation, area=area) == bool(covering)


@given(GRANTS, PERMISSIONS, ORGANISATIONS, AREAS)
def test_what_may_be_done_below_may_be_done_for_less_that_is_asked(
    grants: frozenset[Grant], permission: str, organisation: str, area: str
) -> None:
    someone = Actor("sample-a", grants)
    if someone.may(permission, organisation=organisation, area=area):
        assert someone.may(permission, organisation=organisation)
        assert someone.may(permission, area=area)
        assert someone.may(permission)
        assert someone.may(permission, organisation=organisation, area=area + "01")


def test_two_grants_do_not_make_a_third() -> None:
    """One organisation's area does not lend itself to another's name."""
    both = Actor(
        "sample-a",
        frozenset({Grant("run.read", "INS-1401", "1401"), Grant("run.read", "INS-1410", "1410")}),
    )
    assert not both.may("run.read", organisation="INS-1401", area="1410")


def test_who_may_act_in_a_province_may_not_in_the_whole_country() -> None:
    someone = actor("sample-a", "membership.grant", area="14")
    with pytest.raises(NotPermitted, match="the whole country") as refused:
        someone.require("membership.grant", area="")
    assert "全国" in refused.value.sentence("zh")
    someone.require("membership.grant")


def test_who_may_not_is_told_what_and_for_what() -> None:
    with pytest.raises(NotPermitted) as refused:
        NOBODY.require("run.approve", organisation="INS-1401")
    assert refused.value.facts == {
        "actor": "sample-nobody",
        "permission": "run.approve",
        "scope": "INS-1401",
    }
    actor("sample-a", "run.approve", organisation="INS-1401").require(
        "run.approve", organisation="INS-1401"
    )
