"""The published schemas, where the installation has them.

The ISO 20022 schemas belong to their publisher and are not shipped. An operator puts
`<message>.xsd` of the ISO catalogue into a folder; without it our own checks stand alone.
"""

from functools import cache
from pathlib import Path

from lxml import etree


@cache
def schema_for(message: str, folder: Path | None) -> etree.XMLSchema | None:
    """Return the schema of `message` (`camt.053.001.08`) in `folder`; None when it is not there."""
    if folder is None:
        return None
    path = folder / f"{message}.xsd"
    if not path.is_file():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.XMLSchema(etree.parse(path, parser))
