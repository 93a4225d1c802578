"""What apps declare in `access.yaml`: organisation types, permissions, roles, purposes, jobs.

The platform knows no regulation by name: each app says what there is to be permitted in it, and
the parties and roles that its regulation names. A role may have permissions of other apps.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ringfence.access.domain import Administration
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words

ALL_TYPES = "ALL"

_UPPER = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")
_DOTTED = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)*")
_FACTOR = "second_factor"
_SECTIONS = {
    "organisation_types": {"code", "zh", "en", "clause"},
    "permissions": {"code", "zh", "en", "clause", "purpose_needed", "administrations", _FACTOR},
    "roles": {"code", "zh", "en", "administration", "organisation_types", "permissions"},
    "purposes": {"code", "zh", "en", "clause", "permissions"},
    "jobs": {"code", "zh", "en", "permissions"},
}
_OPTIONAL = {"clause", "purpose_needed", _FACTOR, "administrations", "administration"}


class DeclarationWrong(Refusal):
    """An app's access.yaml cannot be used; the program does not start on it."""

    code = "DECLARATION_WRONG"
    en = "{file}: the declaration of {entry} is wrong: {fault}."
    zh = "{file}：{entry} 的声明有误：{fault}。"


@dataclass(frozen=True, slots=True)
class DeclaredType:
    """A type of organisation, and the clause that names it."""

    code: str
    zh: str
    en: str
    clause: str


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that may be done or seen, and by which administrations' roles.

    `purpose_needed`: whoever uses it on a person says why (OP-22.1). `second_factor`: it approves
    or moves money, so that a password alone does not open it.
    """

    code: str
    zh: str
    en: str
    clause: str
    purpose_needed: bool
    second_factor: bool
    administrations: frozenset[Administration]


@dataclass(frozen=True, slots=True)
class DeclaredRole:
    """A role: its administration, the types of organisation that have it, what it permits."""

    code: str
    zh: str
    en: str
    administration: Administration
    organisation_types: frozenset[str]
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class DeclaredPurpose:
    """Why a person's record may be opened, and by which permissions (OP-22.1)."""

    code: str
    zh: str
    en: str
    clause: str
    permissions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Job:
    """Work of the installation's own worker, and what it permits."""

    code: str
    zh: str
    en: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class Declarations:
    """All that the installed apps declare, each by its code."""

    organisation_types: dict[str, DeclaredType] = field(default_factory=dict)
    permissions: dict[str, Permission] = field(default_factory=dict)
    roles: dict[str, DeclaredRole] = field(default_factory=dict)
    purposes: dict[str, DeclaredPurpose] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One declaration of one file, before it is checked."""

    file: str
    section: str
    content: Mapping[str, Any]

    def refuse(self, fault: Words) -> None:
        entry = f"{self.section}: {self.content.get('code', '-')}"
        raise DeclarationWrong(file=self.file, entry=entry, fault=fault)


def declarations_read(files: Iterable[Path]) -> Declarations:
    """Return what the files declare together, checked. Refuses: DeclarationWrong."""
    entries = [entry for file in files for entry in _entries(file)]
    _each_once(entries)
    types = _of("organisation_types", entries)
    permissions = _of("permissions", entries)
    found = Declarations(
        organisation_types={code: DeclaredType(**_words(e)) for code, e in types.items()},
        permissions={code: _permission(e) for code, e in permissions.items()},
        roles={code: _role(e, types) for code, e in _of("roles", entries).items()},
        purposes={code: _purpose(e) for code, e in _of("purposes", entries).items()},
        jobs={code: _job(e) for code, e in _of("jobs", entries).items()},
    )
    _known_permissions(found, entries)
    return found


def _entries(file: Path) -> list[_Entry]:
    """Return a file's entries, each with the keys of its section and no others."""
    content = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    name = f"{file.parent.name}/{file.name}"
    entries = []
    for section, rows in content.items():
        if section not in _SECTIONS:
            fault = Words("is no section of an access.yaml", "不是 access.yaml 的内容")
            raise DeclarationWrong(file=name, entry=section, fault=fault)
        entries += [_Entry(name, section, row) for row in rows]
    for entry in entries:
        _well_formed(entry)
    return entries


def _well_formed(entry: _Entry) -> None:
    keys, known = set(entry.content), _SECTIONS[entry.section]
    if missing := sorted(known - _OPTIONAL - keys):
        entry.refuse(Words(f"lacks {', '.join(missing)}", f"缺少 {'、'.join(missing)}"))
    if strange := sorted(keys - known):
        entry.refuse(Words(f"has unknown {', '.join(strange)}", f"多出 {'、'.join(strange)}"))
    form = _DOTTED if entry.section in {"permissions", "jobs"} else _UPPER
    if not form.fullmatch(entry.content["code"]) or len(entry.content["code"]) > 32:
        entry.refuse(Words("the code is not of the right form", "代码格式不对"))


def _each_once(entries: list[_Entry]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for entry in entries:
        key = entry.section, entry.content["code"]
        if key in seen:
            entry.refuse(Words(f"is declared in {seen[key]} too", f"已在 {seen[key]} 中声明"))
        seen[key] = entry.file


def _of(section: str, entries: list[_Entry]) -> dict[str, _Entry]:
    return {entry.content["code"]: entry for entry in entries if entry.section == section}


def _words(entry: _Entry) -> dict[str, str]:
    return {name: entry.content.get(name, "") for name in ("code", "zh", "en", "clause")}


def _permission(entry: _Entry) -> Permission:
    sides = entry.content.get("administrations", [Administration.BUSINESS])
    return Permission(
        **_words(entry),
        purpose_needed=entry.content.get("purpose_needed", False),
        second_factor=entry.content.get(_FACTOR, False),
        administrations=frozenset(_administration(entry, side) for side in sides),
    )


def _administration(entry: _Entry, side: str) -> Administration:
    if side not in list(Administration):
        entry.refuse(Words(f"{side} is no administration", f"{side} 不是管理类别"))
    return Administration(side)


def _role(entry: _Entry, types: Mapping[str, _Entry]) -> DeclaredRole:
    named = entry.content["organisation_types"]
    of_types = frozenset(types) if named == ALL_TYPES else frozenset(named)
    if unknown := sorted(of_types - set(types)):
        entry.refuse(Words(f"no type {', '.join(unknown)}", f"没有类型 {'、'.join(unknown)}"))
    side = entry.content.get("administration", Administration.BUSINESS)
    return DeclaredRole(
        code=entry.content["code"],
        zh=entry.content["zh"],
        en=entry.content["en"],
        administration=_administration(entry, side),
        organisation_types=of_types,
        permissions=frozenset(entry.content["permissions"]),
    )


def _purpose(entry: _Entry) -> DeclaredPurpose:
    permissions = frozenset(entry.content["permissions"])
    return DeclaredPurpose(**_words(entry), permissions=permissions)


def _job(entry: _Entry) -> Job:
    return Job(
        code=entry.content["code"],
        zh=entry.content["zh"],
        en=entry.content["en"],
        permissions=frozenset(entry.content["permissions"]),
    )


def _known_permissions(found: Declarations, entries: list[_Entry]) -> None:
    """Refuse a permission that nobody declares, or one that another side alone may have."""
    for entry in entries:
        if entry.section not in {"roles", "jobs", "purposes"}:
            continue
        permissions = entry.content["permissions"]
        if unknown := sorted(set(permissions) - set(found.permissions)):
            names = ", ".join(unknown)
            entry.refuse(Words(f"no permission {names}", f"没有权限 {names}"))
        if entry.section != "roles":
            continue
        side = found.roles[entry.content["code"]].administration
        for code in permissions:
            if side not in found.permissions[code].administrations:
                entry.refuse(Words(f"{code} is not for {side}", f"{side} 不得有 {code}"))
