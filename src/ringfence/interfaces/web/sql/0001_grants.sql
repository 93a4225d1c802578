-- The run-time role removes no business row. These are no business: sessions that ended, attempts
-- that are counted no more, second factors that their person took away.
GRANT DELETE ON
    django_session,
    usersessions_usersession,
    axes_accessattempt,
    axes_accessattemptexpiration,
    axes_accessfailurelog,
    mfa_authenticator,
    socialaccount_socialaccount,
    socialaccount_socialtoken
TO ringfence_app;
