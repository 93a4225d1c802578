"""The pages for what went wrong, in the chosen language, each with the request's id."""

import sys
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.interfaces.web.middleware.htmx import to_messages
from ringfence.interfaces.web.request import PageRequest

_WORDS: dict[int, tuple[Promise, Promise]] = {
    400: (_("请求无法识别"), _("地址或内容不完整。请返回上一页重试。")),
    403: (_("无权访问"), _("您的角色不能打开此页。请向本单位安全管理员申请相应权限。")),
    404: (_("没有此页"), _("地址可能有误，或内容已不存在。")),
    429: (_("登录已锁定"), _("密码连续输错次数过多。请十五分钟后再试，或联系安全管理员。")),
    500: (_("系统出错"), _("操作没有完成，错误已记录。如再次出现，请将请求编号告知管理员。")),
    503: (_("数据库暂时没有响应"), _("已提交的内容均已保存。请稍后重试。")),
}
_FORM_OLD = _("表单已过期。请返回上一页，刷新后重新提交。")


def bad_request(request: PageRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for 400."""
    return error_page(request, 400)


def forbidden(request: PageRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for 403."""
    return error_page(request, 403)


def not_found(request: PageRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Return the page for 404."""
    return error_page(request, 404)


@login_not_required
def csrf_failed(request: PageRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page for a form that is not ours or too old."""
    return error_page(request, 403, words=_FORM_OLD)


def locked_out(
    request: PageRequest,
    original_response: HttpResponse | None,  # noqa: ARG001 - axes hands it over
    credentials: dict[str, Any] | None,  # noqa: ARG001 - axes hands it over
) -> HttpResponse:
    """Return the page for somebody who guessed too often."""
    return error_page(request, 429)


def failed(request: PageRequest) -> HttpResponse:
    """Return the page for 500; 503, and a mark for the second try, where the database is gone."""
    if isinstance(sys.exception(), DATABASE_FAULTS):
        request.database_gone = True
        return error_page(request, 503)
    return error_page(request, 500)


def error_page(request: PageRequest, status: int, words: Promise | None = None) -> HttpResponse:
    """Return a page that needs neither session nor database; JSON to whoever wants no HTML."""
    title, usual = _WORDS[status]
    trace = getattr(request, "trace", "")
    if not request.accepts("text/html"):
        body = {"type": "about:blank", "title": str(title), "status": status, "trace": trace}
        return JsonResponse(
            body,
            status=status,
            content_type="application/problem+json",
            json_dumps_params={"ensure_ascii": False},
        )
    context = {"status": status, "title": title, "words": words or usual, "trace": trace}
    # Without the request: no context of the frame is asked for, which may be what is broken.
    if "HX-Request" in request.headers:
        part = render_to_string("web/error_part.html", context)
        return to_messages(HttpResponse(part, status=status))
    return HttpResponse(render_to_string("web/error.html", context), status=status)
