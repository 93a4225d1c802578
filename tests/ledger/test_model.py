"""Random calls, answered by the database exactly as by the model in memory."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import NOW, Books
from ledger.model import Account, Ledger
from ringfence.ledger import seals, services
from ringfence.ledger.domain import Accepts, Hold, Side, Transfer

KINDS = (
    Account(1, floor_fen=0, ceiling_fen=100),
    Account(1, floor_fen=0),
    Account(1, floor_fen=-20, ceiling_fen=60),
    Account(-1, floor_fen=0),
    Account(1, pooled=True),
    Account(-1, pooled=True),
)
UNKNOWN = len(KINDS)
numbers = st.integers
optional = st.none() | numbers(0, 3)
# Most transfers are sound; the rest have faults of every kind.
plain = st.fixed_dictionaries(
    {
        "key": numbers(0, 400),
        "debit": numbers(0, 5),
        "credit": numbers(0, 5),
        "amount": numbers(1, 25),
        "link": st.none() | numbers(0, 1),
    }
)
faulty = st.fixed_dictionaries(
    {
        "key": numbers(0, 12),
        "debit": numbers(0, UNKNOWN),
        "credit": numbers(0, UNKNOWN),
        "amount": numbers(-1, 60),
        "link": st.none() | numbers(0, 1),
        "reverses": st.none() | st.none() | numbers(0, 30),
        "hold": st.none() | optional,
        "late": st.booleans(),
    }
)
mirror = st.fixed_dictionaries({"key": numbers(0, 400), "mirror": numbers(0, 9)})
capture = st.fixed_dictionaries(
    {"key": numbers(0, 400), "capture": numbers(0, 3), "amount": numbers(1, 12)}
)
act = st.one_of(
    st.tuples(st.just("post"), st.lists(plain | mirror | capture | faulty, min_size=1, max_size=8)),
    st.tuples(st.just("post"), st.lists(plain, min_size=1, max_size=8)),
    st.tuples(st.just("hold"), st.lists(
        st.tuples(numbers(0, 3), numbers(0, UNKNOWN), numbers(0, 40), st.booleans()),
        min_size=1, max_size=3,
    )),
    st.tuples(st.just("release"), st.lists(numbers(0, 3), min_size=1, max_size=2)),
    st.tuples(st.just("expire"), st.just(None)),
    st.tuples(st.just("accept"), st.tuples(numbers(0, 5), st.sampled_from(list(Accepts)))),
    st.tuples(st.just("again"), st.just(None)),
)  # fmt: skip
LATE = NOW + timedelta(hours=2)
END = NOW + timedelta(hours=1)


class Pair:
    """The database and the model, given the same acts."""

    def __init__(self) -> None:
        self.books = Books.fresh()
        self.model = Ledger()
        self.last: list[Transfer] = []
        for number, kind in enumerate(KINDS):
            self.model.accounts[self.id("account", number)] = account = Account(**vars(kind))
            services.account_open(
                leaf_id=self.books.leaf_id, accounts=[(self.id("account", number), None)],
                code="样例", side=Side(account.side), pooled=account.pooled, at=NOW,
                floor_fen=account.floor_fen, ceiling_fen=account.ceiling_fen,
            )  # fmt: skip
        fills = [{"key": 500 + n, "debit": 5, "credit": n, "amount": 40} for n in (0, 1, 2)]
        self.post([*fills, {"key": 503, "debit": 3, "credit": 4, "amount": 40}])
        self.hold([(0, 0, 10, False), (1, 1, 20, True), (2, 3, 15, False)])

    def id(self, what: str, number: int | None) -> UUID:
        return uuid5(self.books.bank_id, f"{what}{number}")

    def transfer(self, facts: dict[str, Any]) -> Transfer:
        key = self.id("key", facts["key"])
        if "mirror" in facts:
            originals = list(self.model.transfers)
            original_id = originals[facts["mirror"] % len(originals)]
            debit, credit, amount, *_ = self.model.transfers[original_id]
            return Transfer(key, credit, debit, amount, "冲正", NOW, reverses_id=original_id)
        if "capture" in facts:
            hold_id = self.id("hold", facts["capture"])
            hold, _ = self.model.holds.get(hold_id, (None, 0))
            account_id = hold.account_id if hold else self.id("account", 0)
            ways = (account_id, self.id("account", 4)), (self.id("account", 4), account_id)
            debit, credit = ways[account_id == self.id("account", 3)]
            return Transfer(key, debit, credit, facts["amount"], "扣划", NOW, hold_id=hold_id)
        return Transfer(
            key, self.id("account", facts["debit"]), self.id("account", facts["credit"]),
            facts["amount"], "样例", LATE if facts.get("late") else NOW, link=facts.get("link"),
            reverses_id=self.maybe("key", facts.get("reverses")),
            hold_id=self.maybe("hold", facts.get("hold")),
        )  # fmt: skip

    def maybe(self, what: str, number: int | None) -> UUID | None:
        return None if number is None else self.id(what, number)

    def post(self, call: list[dict[str, Any]]) -> None:
        self.last = [self.transfer(facts) for facts in call]
        self.again(None)

    def again(self, _: None) -> None:
        if self.last:
            assert self.books.post(*self.last) == self.model.post(self.last)

    def hold(self, wanted: list[tuple[int, int, int, bool]]) -> None:
        holds = [
            Hold(self.id("hold", key), self.id("account", account), amount, END if ends else None)
            for key, account, amount, ends in wanted
        ]
        # Holds of a call are placed account by account; keys that meet there are tested by name.
        for hold in holds:
            [answer] = services.hold_place(leaf_id=self.books.leaf_id, holds=[hold], at=NOW)
            assert answer.code == self.model.hold(hold, NOW)

    def release(self, keys: list[int]) -> None:
        ids = [self.id("hold", key) for key in keys]
        freed = services.hold_release(leaf_id=self.books.leaf_id, hold_ids=ids, at=NOW)
        assert freed == self.model.end(ids)

    def expire(self, _: None) -> None:
        ids = [key for key, (hold, _) in self.model.holds.items() if hold.expires_at]
        assert services.hold_expire(leaf_id=self.books.leaf_id, at=END) == self.model.end(ids)

    def accept(self, change: tuple[int, Accepts]) -> None:
        account_id, accepts = self.id("account", change[0]), change[1]
        account = self.model.accounts[account_id]
        account.accepts = str(accepts)
        limits = (None, None) if account.pooled else (account.floor_fen, account.ceiling_fen)
        services.limit_set(
            leaf_id=self.books.leaf_id, account_id=account_id, floor_fen=limits[0],
            ceiling_fen=limits[1], accepts=accepts, clause=None, at=NOW,
        )  # fmt: skip

    def check(self) -> None:
        for account_id, account in self.model.accounts.items():
            if not account.pooled:
                standing = (account.balance_fen, account.held_fen)
                assert self.books.standing(account_id) == standing
        found = self.books.run(
            "SELECT id FROM ledger_transfer WHERE leaf_id = %b", self.books.leaf_id
        )
        assert {key for (key,) in found} == set(self.model.transfers)


@settings(
    max_examples=150, deadline=None, derandomize=True, print_blob=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                           HealthCheck.data_too_large],
)  # fmt: skip
@given(acts=st.lists(act, min_size=1, max_size=15))
def test_every_answer_and_balance_is_the_models(books: Books, acts: list[Any]) -> None:
    pair = Pair()
    for what, facts in acts:
        getattr(pair, what)(facts)
    pair.check()
    assert seals.verify(leaves=[pair.books.leaf_id]).breaks == []
