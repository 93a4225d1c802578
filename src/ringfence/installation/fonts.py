"""The fonts that come with the program, for what is printed."""

from importlib.util import find_spec
from pathlib import Path

# The first has the characters of everyday; the second those that are rare.
FONT_PACKAGES = ("pylopdf_fonts_zh_cn", "manimgx_fonts_cjk")


def font_folders() -> list[Path]:
    """Return the folders of the fonts that come with the program, those that are there."""
    specs = [find_spec(package) for package in FONT_PACKAGES]
    return [Path(spec.origin).parent for spec in specs if spec and spec.origin]
