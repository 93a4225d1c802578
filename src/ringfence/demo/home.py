"""One demonstration to a home folder, and none where real work may be."""

import json
from pathlib import Path
from typing import Any

from ringfence.demo.province import Province
from ringfence.demo.sample.files import write_whole
from ringfence.kernel.refusal import Refusal


class OtherDemonstration(Refusal):
    """The home folder has a demonstration of another province."""

    code = "OTHER_DEMONSTRATION"
    en = (
        "{folder} holds a demonstration begun with {begun}. Run it with the same, or give another"
        " one a home of its own: RINGFENCE_HOME"
    )
    zh = "{folder} 中已有以 {begun} 开始的演示。请用相同参数继续，或以 RINGFENCE_HOME 另设安装目录"


class InstallationInUse(Refusal):
    """The database has programmes that no demonstration of this home made."""

    code = "INSTALLATION_IN_USE"
    en = (
        "The database holds programmes, and {folder} holds no demonstration. A demonstration wants"
        " an empty database: it makes people and money up, and adopts rules by a sample citation."
    )
    zh = (
        "数据库中已有险种，而 {folder} 中没有演示。"
        "演示须用空数据库：其人员和资金均为虚构，并以样例文号适用规则。"
    )


def home_claim(province: Province) -> None:
    """Write what the province of this home's demonstration is, before anything else is made.

    The same again does nothing. Refuses: OtherDemonstration, InstallationInUse.
    """
    from ringfence.regimes.card.models import Programme

    claim = province.folder / "demo.json"
    asked = {
        "people": province.people_count,
        "seed": province.seed,
        "profile": province.profile,
        "suite": province.suite,
    }
    if not claim.exists() and Programme.objects.exists():
        raise InstallationInUse(folder=str(province.folder))
    province.folder.mkdir(parents=True, exist_ok=True)
    write_whole(claim, lambda path: path.write_text(json.dumps(asked), encoding="utf-8"))
    begun = _read(claim)
    if begun != asked:
        words = " ".join(f"--{name} {value}" for name, value in begun.items())
        raise OtherDemonstration(folder=str(province.folder), begun=words)


def _read(claim: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(claim.read_text(encoding="utf-8"))
    return found
