"""The pages as a WSGI application; each worker of `ringfence serve` imports it."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.interfaces.web.settings"

from django.core.wsgi import get_wsgi_application

from ringfence import rulebook
from ringfence.installation.config import config
from ringfence.installation.database import use_runtime_role

application = get_wsgi_application()
use_runtime_role()
rulebook.use_home(config().home)
