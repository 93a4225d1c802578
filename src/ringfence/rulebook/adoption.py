"""Switching on an edition that comes with the software and is off until a place applies it."""

from datetime import date
from pathlib import Path

import yaml

from ringfence.kernel.refusal import Refusal
from ringfence.rulebook.loading import installation_files, load_files


class UnknownEdition(Refusal):
    """No edition of this name waits to be switched on."""

    code = "UNKNOWN_EDITION"
    en = "No edition {edition} waits to be adopted; these do: {known}."
    zh = "没有待采用的版本 {edition}；待采用的有：{known}。"


class AlreadyAdopted(Refusal):
    """The installation has a file for this edition from this day."""

    code = "ALREADY_ADOPTED"
    en = (
        "{file} exists: the edition is adopted from that day. Edit or remove the file to change it."
    )
    zh = "{file} 已存在：该版本已自该日起采用。如需更改，请编辑或删除该文件。"


def edition_adopt(
    *, home: Path, edition: str, cite: str, from_on: date, to_on: date | None
) -> Path:
    """Write the installation file that adopts an edition, and return its path.

    Both days are inclusive; `to_on` None is open. Nothing is written unless the rulebook is whole
    with it. Refuses UnknownEdition; AlreadyAdopted; RulebookFileError as `load` does, also where
    the days overlap another edition's. Source: MUF-26, MUF-27.
    """
    _refuse_unless_off(home, edition)
    folder = home / "rulebook"
    target = folder / f"adopt-{edition}-{from_on}.yaml"
    if target.exists():
        raise AlreadyAdopted(file=str(target))
    entry = {"edition": edition, "cite": cite, "from": from_on, "to": to_on or "open"}
    folder.mkdir(parents=True, exist_ok=True)
    proposed = target.with_suffix(".proposed")
    proposed.write_text(
        yaml.safe_dump({"adopt": [entry]}, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    try:
        load_files([*installation_files(home), proposed])
        proposed.rename(target)
    finally:
        proposed.unlink(missing_ok=True)
    return target


def _refuse_unless_off(home: Path, edition: str) -> None:
    book = load_files(installation_files(home))
    known = [each.id for each in book.editions if each.period is None]
    if edition not in known:
        raise UnknownEdition(edition=edition, known=", ".join(known))
