"""Who may do what: whether the database knows what is declared, and somebody administers it."""

from collections.abc import Iterator

from ringfence.access.domain import Administration
from ringfence.interfaces.checkup.finding import Finding, fault, note, ok
from ringfence.kernel.clock import now


def access_findings() -> Iterator[Finding]:
    """Yield what is found of roles and administrators; the tables are of this version."""
    from ringfence.access.reference import reference_missing

    missing = reference_missing()
    if missing:
        yield fault(
            "roles",
            zh=f"数据库缺少本版本的 {missing} 项机构类型或角色。",
            en=f"The database lacks {missing} types of organisation or roles of this version.",
            mend="ringfence database prepare",
        )
    else:
        yield ok("roles", zh="角色为本版本。", en="The roles are of this version.")
    yield _administrators()


def _administrators() -> Finding:
    from ringfence.access.in_force import memberships_in_force

    sides = set(memberships_in_force(at=now()).values_list("administration", flat=True))
    vacant = [side for side in Administration if side.value not in sides | {"BUSINESS"}]
    if not vacant:
        return ok("administrators", zh="三类管理员均已设置。", en="All administrations are held.")
    names = ", ".join(vacant)
    return note(
        "administrators",
        zh=f"尚无管理员：{names}。",
        en=f"Nobody administers {names} yet.",
        mend="ringfence user first-admins --help",
    )
