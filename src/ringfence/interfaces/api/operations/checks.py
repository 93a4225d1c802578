"""Whether a number is right. Numbers come in the body: addresses are written into logs."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from ninja import Router, Schema
from pydantic import ConfigDict, StringConstraints

from ringfence.interfaces.api.problem_form import RefusalOut
from ringfence.interfaces.api.signed import ApiRequest
from ringfence.kernel.bank_card import read_bank_card
from ringfence.kernel.clock import business_date
from ringfence.kernel.credit_code import read_credit_code
from ringfence.kernel.identity import IdentityKind, Sex, read_identity_number
from ringfence.kernel.refusal import Refusal

router = Router(tags=["checks"])

Number = Annotated[str, StringConstraints(max_length=64)]


class NumberIn(Schema):
    """A number to be checked."""

    model_config = ConfigDict(extra="forbid", strict=True)
    number: Number


class CheckOut(Schema):
    """What every check has: `refusal` tells why a number is wrong."""

    right: bool
    refusal: RefusalOut | None = None


class IdentityOut(CheckOut):
    """What an identity number says."""

    number: str | None = None
    kind: IdentityKind | None = None
    area_code: str | None = None
    area_zh: str | None = None
    area_en: str | None = None
    born_on: date | None = None
    sex: Sex | None = None
    nationality: str | None = None


class CreditCodeOut(CheckOut):
    """What a unified social credit code says; registrar and area null where not listed."""

    number: str | None = None
    registrar_zh: str | None = None
    registrar_en: str | None = None
    area_code: str | None = None
    organisation_code: str | None = None


class CardOut(CheckOut):
    """What a bank card number says."""

    number: str | None = None
    issuer_prefix: str | None = None
    is_unionpay: bool | None = None


@router.post("/checks/identity", response=IdentityOut)
def identity(request: ApiRequest, asked: NumberIn) -> dict[str, Any]:
    """Check an identity number, judged today."""

    def facts() -> dict[str, Any]:
        found = read_identity_number(asked.number, on=business_date(request.at))
        return {
            "number": found.number,
            "kind": found.kind,
            "area_code": found.area_code,
            "area_zh": found.area.zh,
            "area_en": found.area.en,
            "born_on": found.born_on,
            "sex": found.sex,
            "nationality": found.nationality or None,
        }

    return _checked(facts)


@router.post("/checks/credit-code", response=CreditCodeOut)
def credit_code(request: ApiRequest, asked: NumberIn) -> dict[str, Any]:  # noqa: ARG001
    """Check a unified social credit code."""

    def facts() -> dict[str, Any]:
        found = read_credit_code(asked.number)
        return {
            "number": found.number,
            "registrar_zh": found.registrar.zh if found.registrar else None,
            "registrar_en": found.registrar.en if found.registrar else None,
            "area_code": found.area_code,
            "organisation_code": found.organisation_code,
        }

    return _checked(facts)


@router.post("/checks/card", response=CardOut)
def card(request: ApiRequest, asked: NumberIn) -> dict[str, Any]:  # noqa: ARG001
    """Check a bank card number."""

    def facts() -> dict[str, Any]:
        found = read_bank_card(asked.number)
        return {
            "number": found.number,
            "issuer_prefix": found.issuer_prefix,
            "is_unionpay": found.is_unionpay,
        }

    return _checked(facts)


def _checked(facts: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the facts; a wrong number is an answer too, not a failure."""
    try:
        return {"right": True, **facts()}
    except Refusal as refusal:
        return {"right": False, "refusal": refusal.as_dict()}
