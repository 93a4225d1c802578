"""Addresses of the pages."""

from allauth.account import views as account
from allauth.mfa.urls import urlpatterns as mfa
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect.urls import urlpatterns as oidc
from allauth.usersessions.urls import urlpatterns as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from ringfence.interfaces.web.pages import account as account_pages
from ringfence.interfaces.web.pages import (
    cases,
    corrections,
    delegations,
    desk,
    errors,
    funds,
    health,
    home,
    letters,
    printing,
    reconciliation,
    registered_person,
    rosters,
    rulebook,
    run_items,
    runs,
    search,
    statements,
)

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed

# Of allauth's pages only those that people of the system need: nobody signs up, and a forgotten
# password is reset by a security administrator.
_ACCOUNT = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/none/", account_pages.no_password, name="account_set_password"),
    path("second-factor/", include(mfa)),
    path("sessions/", include(sessions)),
    path("outside/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("outside/error/", social.login_error, name="socialaccount_login_error"),
    path("outside/signup/", social.signup, name="socialaccount_signup"),
    path("outside/", include(oidc)),
]

urlpatterns = [
    # First: programs ask often.
    path("api/", include("ringfence.interfaces.api.urls")),
    path("", home.home, name="home"),
    path("desk/duty/<uuid:duty_id>/", desk.duty, name="duty"),
    path("desk/duty/<uuid:duty_id>/cancel/", desk.duty_act, name="duty-act"),
    path("desk/approval/<uuid:approval_id>/", desk.approval, name="approval"),
    path("desk/approval/<uuid:approval_id>/decide/", desk.approval_act, name="approval-act"),
    path("desk/case/<uuid:case_id>/", cases.case, name="case"),
    path("desk/case/<uuid:case_id>/<slug:act>/", cases.case_act, name="case-act"),
    path("desk/attachment/<uuid:attachment_id>/", cases.attachment, name="attachment"),
    path("desk/delegations/", delegations.delegations, name="delegations"),
    path(
        "desk/delegations/<uuid:delegation_id>/end/",
        delegations.delegation_act,
        name="delegation-act",
    ),
    path("desk/notices/", desk.notices, name="notices"),
    path("desk/notices/<uuid:notice_id>/read/", desk.notice_act, name="notice-act"),
    path("reconciliation/", reconciliation.reconciliations, name="reconciliations"),
    path(
        "reconciliation/<uuid:statement_id>/", reconciliation.reconciliation, name="reconciliation"
    ),
    path(
        "reconciliation/<uuid:statement_id>/compare/",
        reconciliation.reconciliation_act,
        name="reconciliation-act",
    ),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/uploads/<uuid:upload_id>/", rosters.upload, name="roster_upload"),
    path("corrections/<uuid:list_id>/", corrections.corrections, name="corrections"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<str:number>/", runs.run, name="run"),
    path("runs/<str:number>/items/", run_items.items, name="run-items"),
    path("runs/<str:number>/items/<int:line>/", run_items.item, name="run-item"),
    path("runs/<str:number>/act/<slug:act>/", runs.run_act, name="run-act"),
    path("search/", search.search, name="search"),
    path(
        "registry/<uuid:person_id>/",
        registered_person.registered_person,
        name="registered-person",
    ),
    path("clauses/", rulebook.clauses, name="clauses"),
    path("clauses/<str:clause_id>/", rulebook.clause, name="clause"),
    path("funds/", funds.funds, name="funds"),
    path("funds/<uuid:fund_id>/", funds.fund, name="fund"),
    path("funds/<uuid:fund_id>/trial-balance/", funds.trial, name="fund_trial"),
    path("funds/<uuid:fund_id>/seals/", funds.fund_seals, name="fund_seals"),
    path("funds/<uuid:fund_id>/verify/", funds.verified, name="fund_verify"),
    path(
        "funds/<uuid:fund_id>/verifications/<uuid:verification_id>/",
        funds.verification,
        name="fund_verification",
    ),
    path("funds/<uuid:fund_id>/statements/", statements.statement_ask, name="statement_ask"),
    path(
        "funds/<uuid:fund_id>/statements/<uuid:account_id>/",
        statements.statement,
        name="statement",
    ),
    path(
        "funds/<uuid:fund_id>/statements/<uuid:account_id>/file.<str:form>",
        statements.statement_file,
        name="statement_file",
    ),
    path("language/", login_not_required(set_language), name="language"),
    path("printed/", printing.printed, name="printed"),
    path("letters/", letters.letters, name="letters"),
    path("account/", include(_ACCOUNT)),
    path("", include("ringfence.interfaces.web.administration_urls")),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
]
