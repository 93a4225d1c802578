"""`ringfence doctor` tells channels whose host is outside the intranet."""

from ipaddress import ip_network

import pytest

from ringfence.banking.models import Bank, ExchangeChannel
from ringfence.installation.config import config
from ringfence.interfaces.checkup.channels import channel_findings
from ringfence.interfaces.checkup.finding import Level
from ringfence.kernel.uuid7 import uuid7

PUBLIC = "203.0.113.9"


@pytest.mark.clause("OP-22.2")
def test_a_channel_to_a_public_address_is_a_fault_until_its_network_is_named(
    own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert own_database
    bank = Bank.objects.create(code="105161000012", name="样例银行")
    ExchangeChannel.objects.create(
        id=uuid7(), agency="YLBX0001", bank=bank, profile="ISO", suite="NATIONAL", kind="SFTP",
        outgoing="/in", incoming="/out", host=PUBLIC,
    )  # fmt: skip
    (found,) = channel_findings(config())
    assert (found.level, found.check) == (Level.FAULT, "channel")
    for sentence in (found.zh, found.en):
        assert PUBLIC in sentence
    assert found.mend.startswith("ringfence bank channel --agency YLBX0001 --bank 105161000012")
    monkeypatch.setattr(config(), "intranet", (ip_network("203.0.113.0/24"),))
    (found,) = channel_findings(config())
    assert found.level is Level.OK
