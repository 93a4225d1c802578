"""What the installed apps declare, read once."""

from functools import cache
from pathlib import Path

from django.apps import apps

from ringfence.access.declarations import Declarations, declarations_read

FILE_NAME = "access.yaml"


@cache
def declared() -> Declarations:
    """Return the declarations of the installed apps. Refuses: DeclarationWrong."""
    files = [Path(app.path) / FILE_NAME for app in apps.get_app_configs()]
    return declarations_read(file for file in files if file.is_file())
