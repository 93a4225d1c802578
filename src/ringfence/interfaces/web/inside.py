"""A file with personal data is handed to a browser over the intranet, encrypted, or not at all."""

from ipaddress import ip_address

from ringfence.banking.transport.intranet import is_inside
from ringfence.installation.config import config
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal


class FileLeavesOpen(Refusal):
    """A file with personal data would leave the intranet, or cross it unencrypted."""

    code = "FILE_LEAVES_OPEN"
    en = (
        "A file with personal data is handed over only inside the intranet and over https; this"
        " request came from {address} over {scheme}. Ask from a place inside, or have it sent as an"
        " envelope."
    )
    zh = (
        "含个人信息的文件只能在业务专网内经 https 交付；本次请求来自 {address}，使用 {scheme}。"
        "请在专网内下载，或以加密信封交付。"
    )


def require_inside(request: PageRequest) -> None:
    """Return if the file may be handed over: to this machine, or inside and over https.

    Inside are private addresses and the networks of RINGFENCE_INTRANET.
    Refuses: FileLeavesOpen. Source: OP-22.2.
    """
    address = client_address(request)
    if ip_address(address).is_loopback:
        return
    if request.is_secure() and is_inside(address, further=config().intranet):
        return
    raise FileLeavesOpen(cite=Citation("OP-22.2"), address=address, scheme=request.scheme)
