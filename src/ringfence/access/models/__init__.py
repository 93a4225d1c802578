"""The tables of who may do what, where and for whom."""

from ringfence.access.models.areas import Area
from ringfence.access.models.clients import ApiClient, ApiKey, ApiNonce
from ringfence.access.models.memberships import Membership, Role, RoleType
from ringfence.access.models.organisations import Capacity, Organisation, OrganisationType
from ringfence.access.models.users import FormerPassword, User

__all__ = [
    "ApiClient",
    "ApiKey",
    "ApiNonce",
    "Area",
    "Capacity",
    "FormerPassword",
    "Membership",
    "Organisation",
    "OrganisationType",
    "Role",
    "RoleType",
    "User",
]
