"""Who acts: a person of the system, an organisation's program, or a job; and what that one may."""

from dataclasses import dataclass

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import NotFound, Refusal
from ringfence.kernel.words import Words


class NotPermitted(Refusal):
    """The actor's roles do not allow this, here, for this organisation or area."""

    code = "NOT_PERMITTED"
    en = (
        "{actor} may not do this ({permission}) for {scope}. Ask a colleague who may, or a"
        " security administrator for a role that may."
    )
    zh = (
        "{actor} 无权对 {scope} 办理此事（{permission}）。"
        "请由有权限的同事办理，或向安全管理员申请相应角色。"
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission in the name of one organisation, over one area and all below it.

    `permission` is a declared code such as `run.approve`. `organisation` is the code of the
    organisation in whose name the actor works. `area` is the significant beginning of an
    administrative code (`14`, `1401`, `140105`); empty means the whole country.
    """

    permission: str
    organisation: str
    area: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, read once at the edge and handed to services, which ask it for authority.

    `code` is unique and never a name; rows that say who did something keep it.
    """

    code: str
    grants: frozenset[Grant] = frozenset()

    def __str__(self) -> str:
        return self.code

    def may(self, permission: str, *, organisation: str = "", area: str | None = None) -> bool:
        """Return whether a grant covers the permission.

        With `organisation`, only in that organisation's own name; with `area`, only where the
        area lies in the grant's; the empty area is the whole country. Without either, anywhere.
        """
        return any(
            grant.permission == permission
            and (not organisation or grant.organisation == organisation)
            and (area is None or area.startswith(grant.area))
            for grant in self.grants
        )

    def require(self, permission: str, *, organisation: str = "", area: str | None = None) -> None:
        """Return where `may` does. Refuses: NotPermitted. Source: OP-22.1."""
        if not self.may(permission, organisation=organisation, area=area):
            raise NotPermitted(
                cite=Citation("OP-22.1"),
                actor=self.code,
                permission=permission,
                scope=organisation or _area_words(area),
            )

    def require_or_unknown(
        self,
        permission: str,
        *,
        unknown: NotFound,
        organisation: str = "",
        area: str | None = None,
        is_seen: bool = False,
    ) -> None:
        """Return where `may` does, asked of one thing; what the actor may not see is as unknown.

        `is_seen`: the actor may see the thing by another right, and is told why not.
        Refuses: `unknown`, from the NotPermitted; NotPermitted where it is seen. Source: OP-22.1.
        """
        try:
            self.require(permission, organisation=organisation, area=area)
        except NotPermitted as trial:
            if is_seen:
                raise
            raise unknown from trial


def _area_words(area: str | None) -> str | Words:
    """Return the area as a refusal names it."""
    if area is None:
        return Words("any organisation or area", "任何机构或辖区")
    return area or Words("the whole country", "全国")
