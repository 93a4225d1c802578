"""The machine and the home folder: Python, room, who may read what, fonts, schemas."""

import os
import shutil
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from ringfence.banking.exchange.kinds import ISO_MESSAGES
from ringfence.installation.config import Config
from ringfence.installation.fonts import FONT_PACKAGES, font_folders
from ringfence.interfaces.checkup.finding import Finding, fault, note, ok

OLDEST_PYTHON = (3, 11)
_GB = 1_000_000_000
LEAST_FREE_BYTES = 1 * _GB
AMPLE_FREE_BYTES = 10 * _GB
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def machine_findings(config: Config) -> Iterator[Finding]:
    """Yield what is found of the machine and the home folder."""
    yield _python()
    yield from _home(config.home)
    yield free_space(config.home)
    for path in (config.home / "master.key", config.home / "postgres" / "password"):
        if path.exists():
            yield key_file(path)
    yield _fonts()
    yield _schemas(config.home / "schemas")
    yield _debug(config)


def key_file(path: Path) -> Finding:
    """Return whether only the owner may read a file that holds a secret."""
    if not path.is_file():
        return fault(
            "key_file",
            zh=f"缺少密钥文件 {path}。",
            en=f"The key file {path} is missing.",
        )
    if path.stat().st_mode & _OTHERS:
        return fault(
            "key_file",
            zh=f"其他用户可读取 {path}。",
            en=f"Others can read {path}.",
            mend=f"chmod 600 {path}",
        )
    return ok("key_file", zh=f"{path} 仅属主可读。", en=f"Only its owner can read {path}.")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    if sys.version_info[:2] < OLDEST_PYTHON:
        return fault(
            "python",
            zh=f"Python {version} 过旧，需要 {oldest} 或更新。",
            en=f"Python {version} is too old; {oldest} or later is needed.",
        )
    return ok("python", zh=f"Python {version}。", en=f"Python {version}.")


def _home(home: Path) -> Iterator[Finding]:
    if not home.exists():
        yield note(
            "home",
            zh=f"安装目录 {home} 尚未建立。",
            en=f"The home folder {home} is not there yet.",
            mend="ringfence database start",
        )
        return
    if not home.is_dir() or not os.access(home, os.W_OK | os.X_OK):
        yield fault(
            "home",
            zh=f"安装目录 {home} 不可写。",
            en=f"The home folder {home} cannot be written to.",
            mend=f"chown $(id -u) {home} && chmod 700 {home}",
        )
        return
    if home.stat().st_mode & _OTHERS:
        yield fault(
            "home",
            zh=f"其他用户可进入安装目录 {home}；其中有个人信息。",
            en=f"Others can enter the home folder {home}, which holds personal data.",
            mend=f"chmod 700 {home}",
        )
    else:
        yield ok(
            "home", zh=f"安装目录 {home} 仅属主可用。", en=f"The home folder {home} is private."
        )


def free_space(home: Path) -> Finding:
    """Return how much room is left where the home folder lies."""
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    size = f"{free // _GB} GB"
    if free < LEAST_FREE_BYTES:
        return fault(
            "free_space",
            zh=f"{place} 所在磁盘仅余 {size}；数据库将停止写入。",
            en=f"Only {size} are free at {place}; the database will stop writing.",
        )
    if free < AMPLE_FREE_BYTES:
        return note(
            "free_space",
            zh=f"{place} 所在磁盘余 {size}；百万人规模的一个月约需其中数 GB。",
            en=f"{size} are free at {place}; a month of a million people takes some of them.",
        )
    return ok("free_space", zh=f"磁盘余 {size}。", en=f"{size} are free.")


def _fonts() -> Finding:
    if len(font_folders()) < len(FONT_PACKAGES):
        return fault(
            "fonts",
            zh="缺少 PDF 报告的中文字体。",
            en="The Chinese fonts of the PDF reports are missing.",
            mend="pip install " + " ".join(name.replace("_", "-") for name in FONT_PACKAGES),
        )
    return ok("fonts", zh="PDF 报告的中文字体齐全。", en="The fonts of the PDF reports are there.")


def _schemas(folder: Path) -> Finding:
    missing = [
        f"{name}.xsd" for name in ISO_MESSAGES.values() if not (folder / f"{name}.xsd").exists()
    ]
    if missing:
        files = ", ".join(missing)
        return note(
            "schemas",
            zh=f"{folder} 中没有 {files}：ISO 20022 文件只按自带规则检查。",
            en=f"{folder} lacks {files}: ISO 20022 files get our own checks only.",
            mend=f"mkdir -p {folder} && cp *.xsd {folder}",
        )
    return ok("schemas", zh="ISO 20022 文件按公布的模式检查。", en="ISO 20022 schemas are there.")


def _debug(config: Config) -> Finding:
    if config.debug:
        return note(
            "debug",
            zh="调试模式已打开；生产环境必须关闭。",
            en="Debug is on; it must be off in production.",
            mend="unset RINGFENCE_DEBUG",
        )
    return ok("debug", zh="调试模式已关闭。", en="Debug is off.")
