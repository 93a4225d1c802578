"""The funds of programmes: kept in an agency's name; people's accounts are their persons'."""

from uuid import UUID

from ringfence.access.models import Organisation
from ringfence.banking.funds.kinds import FundKind, Holder, OwnedFund
from ringfence.banking.models.accounts import AccountPurpose
from ringfence.kernel.text import plain_width
from ringfence.kernel.words import Words
from ringfence.ledger.selectors import accounts
from ringfence.regimes.card.models import Person, Programme
from ringfence.regimes.card.programmes import fund_id_of


def _funds() -> list[OwnedFund]:
    areas = {
        organisation.code: organisation.significant
        for organisation in Organisation.objects.filter(code__in=Programme.objects.values("agency"))
    }
    return [
        OwnedFund(
            id=fund_id_of(programme.code),
            code=programme.code,
            name=programme.name,
            organisations=(programme.agency,),
            area=areas.get(programme.agency, ""),
        )
        for programme in Programme.objects.order_by("code")
    ]


def _of_number(fund_id: UUID, number: str) -> Holder | None:
    written = plain_width(number).upper()
    return _holder(fund_id, Person.objects.filter(identity_number=written).first())


def _of_account(fund_id: UUID, account_id: UUID) -> Holder | None:
    # A person's account on a programme's leaf has the person's own id.
    return _holder(fund_id, Person.objects.filter(pk=account_id).first())


def _holder(fund_id: UUID, person: Person | None) -> Holder | None:
    programmes = Programme.objects.order_by("code")
    leaf_id = next((each.leaf_id for each in programmes if fund_id_of(each.code) == fund_id), None)
    if person is None or leaf_id is None:
        return None
    if not any(accounts(leaf_id=leaf_id, owner_id=person.id)):
        return None
    return Holder(
        id=str(person.id),
        leaf_id=leaf_id,
        account_id=person.id,
        number=person.identity_number,
        name=person.name,
        area=person.area_code,
    )


FUND_KINDS = (
    FundKind(
        code="PROGRAMME",
        zh="险种基金",
        en="programme",
        funds=_funds,
        supervise="programme.supervise",
        statement="person.statement",
        money=(AccountPurpose.PAYOUT.value, AccountPurpose.COLLECTION.value),
        subject_kind="person",
        number=Words("identity number", "身份证件号码"),
        holder_of_number=_of_number,
        holder_of_account=_of_account,
        words={
            "POOL": Words("pooled fund", "统筹基金"),
            "SOURCE": Words("source of money", "资金来源"),
            "OPENING": Words("balances brought along", "期初结转"),
            "PERSONAL": Words("personal accounts", "个人账户"),
            "PAYOUT": Words("payout accounts", "代发账户"),
            "COLLECTION": Words("collection accounts", "代扣账户"),
            "IN_TRANSIT": Words("money in transit", "在途资金"),
            "BENEFIT_PAID": Words("benefit paid", "待遇发放"),
            "RUN_RELEASED": Words("run released", "批次放行"),
            "RUN_RETURNED": Words("rest of a run returned", "批次退回"),
            "FUNDING": Words("funding", "拨款"),
        },
    ),
)
