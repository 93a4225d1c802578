"""A write is carried out once for each idempotency key, however often it is sent."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db import connection, transaction
from django.http import HttpResponse
from ninja import Header

from ringfence.crypto.digest import DigestAlgorithm, digest_bytes
from ringfence.interfaces.api.models import KeptAnswer
from ringfence.interfaces.api.refusals import IdempotencyKeyReused
from ringfence.interfaces.api.renderer import rendered
from ringfence.interfaces.api.signed import ApiRequest
from ringfence.kernel.words import Words

REPLAYED = "Idempotent-Replayed"
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{16,64}$",
        description="made by the client, new for each write; the same again for the same write",
    ),
]


def once(request: ApiRequest, key: str, act: Callable[[], dict[str, Any]]) -> HttpResponse:
    """Return the answer of `act`, or the one that was kept under this key.

    The act and its answer commit together: a program that is killed leaves both or neither. Calls
    with one key wait for each other. A refusal changes nothing and is not kept: the same key may
    be sent again once its reason is gone.
    Refuses: IdempotencyKeyReused (the key stands for another operation or content), and as the
    act does.
    """
    call = request.auth
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"api:{call.client}:{key}"],
            )
        kept = KeptAnswer.objects.filter(client=call.client, key=key).first()
        if kept is not None:
            return _again(request, kept)
        body = rendered(act())
        KeptAnswer.objects.create(
            client_id=call.client,
            key=key,
            operation=_operation(request),
            digest=_digest(request),
            status=200,
            body=body,
            at=request.at,
        )
    return _answer(body, 200)


def _again(request: ApiRequest, kept: KeptAnswer) -> HttpResponse:
    differs = []
    if kept.operation != _operation(request):
        differs.append(Words(f"it was {kept.operation}", f"原为 {kept.operation}"))
    if bytes(kept.digest) != _digest(request):
        differs.append(Words("query or body differ", "查询参数或正文不同"))
    if differs:
        raise IdempotencyKeyReused(
            key=kept.key,
            at=kept.at,
            differs=Words("; ".join(differs), "；".join(each.zh for each in differs)),
        )
    response = _answer(bytes(kept.body), kept.status)
    response[REPLAYED] = "true"
    return response


def _operation(request: ApiRequest) -> str:
    return f"{request.method} {request.path}"


def _digest(request: ApiRequest) -> bytes:
    query = request.META.get("QUERY_STRING", "").encode()
    return digest_bytes(DigestAlgorithm.SHA_256, query + b"\n" + request.body)


def _answer(body: bytes, status: int) -> HttpResponse:
    return HttpResponse(body, status=status, content_type="application/json; charset=utf-8")
