"""What the floors above declare of their funds: whose each is, and whose an account is.

An app has a module `fund_kinds` with `FUND_KINDS`; banking knows no regulation by name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from uuid import UUID

from django.apps import apps

from ringfence.kernel.words import Words

MODULE = "fund_kinds"


@dataclass(frozen=True, slots=True)
class OwnedFund:
    """A fund of the books: in whose names it is kept, and the area it belongs to.

    `area` is the significant beginning of an administrative code; empty means the whole country.
    """

    id: UUID
    code: str
    name: str
    organisations: tuple[str, ...]
    area: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose an account is. `id` is what the audit trail knows that one by; `number` is personal.

    `area` is where the person belongs, empty where the place decides nothing.
    """

    id: str
    leaf_id: int
    account_id: UUID
    number: str
    name: str
    area: str


@dataclass(frozen=True, slots=True)
class FundKind:
    """One kind of fund of one regulation.

    `supervise` is the permission to see all of them in an area; `statement`, one that needs a
    purpose, to see one person's account. `money` are the codes of accounts that mirror banks' own.
    `number` says what a person is found by.
    """

    code: str
    zh: str
    en: str
    funds: Callable[[], list[OwnedFund]]
    supervise: str
    statement: str
    money: tuple[str, ...]
    subject_kind: str
    number: Words
    holder_of_number: Callable[[UUID, str], Holder | None]
    holder_of_account: Callable[[UUID, UUID], Holder | None]
    words: Mapping[str, Words]

    def words_of(self, code: str) -> Words:
        """Return what an account's or a transfer's code is called; the code where unnamed."""
        return self.words.get(code, Words(code, code))


@cache
def fund_kinds() -> tuple[FundKind, ...]:
    """Return all kinds that the installed apps declare."""
    names = [f"{app.name}.{MODULE}" for app in apps.get_app_configs()]
    modules = [import_module(name) for name in names if find_spec(name)]
    return tuple(kind for module in modules for kind in module.FUND_KINDS)
