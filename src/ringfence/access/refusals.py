"""What is refused about areas, organisations, people of the system and roles."""

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import NotFound, Refusal

NAMED_PEOPLE = Citation("OP-22.1")
PARTIES = Citation("OP-2")


class AreaUnknown(Refusal):
    """No area has the code."""

    code = "AREA_UNKNOWN"
    en = "No area has the code {area}. Load it first: ringfence area load FILE"
    zh = "没有代码为 {area} 的行政区划。请先导入：ringfence area load FILE"


class OrganisationCodeWrong(Refusal):
    """The text cannot be an organisation's code."""

    code = "ORGANISATION_CODE_WRONG"
    en = "{organisation} is no organisation's code; write 2 to 18 of A-Z, 0-9 and dash."
    zh = "{organisation} 不能作为机构代码；应为 2 至 18 位大写字母、数字或连字符。"


class OrganisationKnown(Refusal):
    """The code is taken."""

    code = "ORGANISATION_KNOWN"
    en = "There is an organisation {organisation} already: {name}."
    zh = "机构 {organisation} 已登记：{name}。"


class OrganisationUnknown(Refusal):
    """No organisation has the code."""

    code = "ORGANISATION_UNKNOWN"
    en = "No organisation has the code {organisation}. See: ringfence organisation list"
    zh = "没有代码为 {organisation} 的机构。请查看：ringfence organisation list"


class OrganisationNotSeen(NotFound):
    """Asked for by its address: no organisation has the code, or it lies outside the area."""

    code = "ORGANISATION_NOT_SEEN"
    en = "There is no organisation {organisation}, or it is not yours to see."
    zh = "没有机构 {organisation}，或您无权查看。"


class OrganisationClosed(Refusal):
    """The organisation is no longer open on the day."""

    code = "ORGANISATION_CLOSED"
    en = "Organisation {organisation} was closed on {closed_on}."
    zh = "机构 {organisation} 已于 {closed_on} 停用。"


class OrganisationNotOpenYet(Refusal):
    """The day lies before the organisation was opened."""

    code = "ORGANISATION_NOT_OPEN_YET"
    en = "Organisation {organisation} opens on {opened_on}, after {on}."
    zh = "机构 {organisation} 自 {opened_on} 起启用，晚于 {on}。"


class OrganisationHasOpenParts(Refusal):
    """Organisations below it are still open."""

    code = "ORGANISATION_HAS_OPEN_PARTS"
    en = "{count} organisations below {organisation} are open; close them first."
    zh = "{organisation} 尚有 {count} 个下级机构未停用，请先停用下级机构。"


class OrganisationTypeUnknown(Refusal):
    """No regulation of this installation names such a party."""

    code = "ORGANISATION_TYPE_UNKNOWN"
    en = "{type} is no type of organisation. See: ringfence organisation types"
    zh = "{type} 不是机构类型。请查看：ringfence organisation types"


class CapacityKnown(Refusal):
    """The organisation is of that type already."""

    code = "CAPACITY_KNOWN"
    en = "{organisation} is a {type} already."
    zh = "{organisation} 已具有 {type} 身份。"


class UserCodeWrong(Refusal):
    """The text cannot be a person's code."""

    code = "USER_CODE_WRONG"
    en = "{user} is no code; write 2 to 32 of a-z, 0-9, dot, dash or underline, a letter first."
    zh = "{user} 不能作为人员代码；应为 2 至 32 位小写字母、数字、点、连字符或下划线，以字母开头。"


class UserKnown(Refusal):
    """The code is taken, perhaps by somebody who left."""

    code = "USER_KNOWN"
    en = "The code {user} is taken. A code is never given to a second person."
    zh = "人员代码 {user} 已被使用。代码不得转给他人。"


class UserUnknown(Refusal):
    """No person of the system has the code, or the person has left."""

    code = "USER_UNKNOWN"
    en = "No active person of the system has the code {user}. See: ringfence user list"
    zh = "没有代码为 {user} 的在用人员。请查看：ringfence user list"


class UserNotSeen(NotFound):
    """Asked for by the address: nobody has the code, or has roles outside the actor's area only."""

    code = "USER_NOT_SEEN"
    en = "There is no person of the system {user}, or that one is not yours to see."
    zh = "没有人员 {user}，或您无权查看。"


class LastAdministrator(Refusal):
    """Nobody would be left in the administration."""

    code = "LAST_ADMINISTRATOR"
    en = "{user} is the last of the {administration} administration. Grant its role to another."
    zh = "{user} 是最后一名 {administration} 管理员。请先将该角色授予他人。"


class NotForOneself(Refusal):
    """Nobody changes one's own rights, password or state by administration."""

    code = "NOT_FOR_ONESELF"
    en = "{actor} may not do this for oneself; another administrator does it."
    zh = "{actor} 不得为本人办理，请由其他管理员办理。"


class RoleUnknown(Refusal):
    """No role has the code."""

    code = "ROLE_UNKNOWN"
    en = "There is no role {role}. See: ringfence user roles"
    zh = "没有角色 {role}。请查看：ringfence user roles"


class RoleOfOtherSide(Refusal):
    """The role belongs to another administration than the person."""

    code = "ROLE_OF_OTHER_SIDE"
    en = (
        "{role} is a role of {role_administration}, and {user} is of {user_administration}:"
        " business, system, security and audit are done by different people."
    )
    zh = (
        "{role} 属于 {role_administration}，而 {user} 属于 {user_administration}："
        "业务、系统、安全、审计须由不同人员担任。"
    )


class RoleNotInType(Refusal):
    """The role cannot be had in an organisation of these types."""

    code = "ROLE_NOT_IN_TYPE"
    en = "{role} cannot be had in {organisation}, which is {types}."
    zh = "{organisation} 的身份为 {types}，不设 {role}。"


class AreaOutsideOrganisation(Refusal):
    """The area lies outside the organisation's own."""

    code = "AREA_OUTSIDE_ORGANISATION"
    en = "Area {area} lies outside that of {organisation}, {organisation_area}."
    zh = "区划 {area} 不在 {organisation} 的辖区 {organisation_area} 内。"


class MembershipTwice(Refusal):
    """The person has the role there for some of that time already."""

    code = "MEMBERSHIP_TWICE"
    en = "{user} has {role} in {organisation} for area {area} for some of that time already."
    zh = "{user} 在该期间已在 {organisation} 担任 {role}（区划 {area}）。"


class MembershipUnknown(NotFound):
    """No membership has the number, or it lies outside the actor's area."""

    code = "MEMBERSHIP_UNKNOWN"
    en = (
        "There is no membership {membership}, or it is not yours to see."
        " See: ringfence user show USER"
    )
    zh = "没有任职记录 {membership}，或您无权查看。请查看：ringfence user show USER"


class MembershipEnded(Refusal):
    """The membership is over."""

    code = "MEMBERSHIP_ENDED"
    en = "Membership {membership} ended at {ended_at}."
    zh = "任职记录 {membership} 已于 {ended_at} 终止。"


class MembershipNeedsNoConfirmation(Refusal):
    """It is a role of business, or was confirmed before."""

    code = "MEMBERSHIP_NEEDS_NO_CONFIRMATION"
    en = "Membership {membership} needs no confirmation, or has it."
    zh = "任职记录 {membership} 无需确认，或已确认。"


class MembershipNeverHolds(Refusal):
    """It would end before it begins."""

    code = "MEMBERSHIP_NEVER_HOLDS"
    en = "A role from {valid_from_at} until {valid_until_at} never holds."
    zh = "任职期间 {valid_from_at} 至 {valid_until_at} 无效。"


class AdministratorsExist(Refusal):
    """The first three are there; more are registered and granted by them."""

    code = "ADMINISTRATORS_EXIST"
    en = "There are administrators already. They register others: ringfence user register"
    zh = "已有管理员。其他人员由其登记：ringfence user register"


class AdministratorsNotThree(Refusal):
    """One person was named for two administrations."""

    code = "ADMINISTRATORS_NOT_THREE"
    en = "System, security and audit need three different people, by code and by name."
    zh = "系统、安全、审计管理员须为三名不同人员，代码和姓名均不得相同。"
