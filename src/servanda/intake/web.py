"""Web addresses as sources: fetched politely, within limits, and never from inside the house."""

import ipaddress
import os
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from servanda.intake.source import Source
from servanda.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

PAGE_LIMIT_BYTES: Final = 20_000_000
REDIRECT_LIMIT: Final = 5
CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0
TOTAL_SECONDS: Final = 60.0
ALLOW_PRIVATE: Final = "SERVANDA_ALLOW_PRIVATE"
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class FetchError(Exception):
    """An address gave no document: says why and what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered with. url: the last one, after redirects."""

    data: bytes
    url: str
    media_type: str | None


def is_address(place: str) -> bool:
    """Tell whether a place is written as a web address (``scheme://…``)."""
    return "://" in place


def read_address(url: str) -> Source:
    """Return the source of a web address; whatever goes wrong is its error."""
    try:
        fetched = fetch(url)
    except FetchError as error:
        return Source(url, None, str(error))
    meta = {"url": fetched.url}
    if fetched.media_type:
        meta["media_type"] = fetched.media_type
    return Source(url, fetched.data, None, meta)


def fetch(url: str) -> Fetched:
    """Fetch an address over HTTP(S), following at most REDIRECT_LIMIT redirects; raises FetchError.

    Every host on the way is resolved once, checked, and connected to at that very
    address, so that a name cannot point elsewhere between check and use.
    """
    deadline = time.monotonic() + TOTAL_SECONDS
    for _ in range(REDIRECT_LIMIT + 1):
        parts = _split(url)
        response = _request(parts, _resolve(parts))
        try:
            if response.status in _REDIRECTS and response.headers.get("location"):
                url = urljoin(url, response.headers["location"])
                continue
            if response.status != 200:
                raise FetchError(f"the server answered {response.status} {response.reason or ''}".rstrip())
            return Fetched(_read_body(response, deadline), url, response.headers.get("content-type"))
        finally:
            response.close()
    raise FetchError(f"more than {REDIRECT_LIMIT} redirects; give the final address")


def is_private(address: str) -> bool:
    """Tell whether an IP address is not a public one (loopback, private, link-local, reserved)."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return not ip.is_global or ip.is_multicast


def _split(url: str) -> SplitResult:
    """Split an address and check that it is http(s) with a host and a sound port."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise FetchError(f"not a web address ({error})") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise FetchError(f"'{parts.scheme}' addresses are not read, only http and https")
    if not parts.hostname:
        raise FetchError("not a web address: it has no host")
    return parts


def _resolve(parts: SplitResult) -> str:
    """Return an IP address of the host; raises FetchError if any of its addresses is not public."""
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, _port(parts), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"the host '{host}' is not known; check the address and the connection") from error
    addresses = [str(entry[4][0]) for entry in found]
    if os.environ.get(ALLOW_PRIVATE) != "1" and any(is_private(address) for address in addresses):
        raise FetchError(
            f"'{host}' is an address of this machine or network; set {ALLOW_PRIVATE}=1 to read it"
        )
    return addresses[0]


def _request(parts: SplitResult, address: str) -> "BaseHTTPResponse":
    """Send one GET to the checked address; raises FetchError where no answer comes."""
    from urllib3 import Timeout
    from urllib3.exceptions import HTTPError, SSLError

    host = parts.hostname or ""
    named = f"[{host}]" if ":" in host else host
    headers = {
        "Host": named if parts.port is None else f"{named}:{parts.port}",
        "User-Agent": f"servanda/{__version__}",
        "Accept": "text/html,text/plain;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    pool = _open_pool(parts, address)
    try:
        return pool.urlopen(
            "GET", target, headers=headers, redirect=False, retries=False, preload_content=False,
            timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS), assert_same_host=False,
        )  # fmt: skip
    except SSLError as error:
        raise FetchError(f"the connection to '{host}' is not secure ({error})") from error
    except (HTTPError, OSError) as error:
        raise FetchError(
            f"no answer from '{host}' ({_name_reason(error)}); try again or save the page"
        ) from error


def _open_pool(parts: SplitResult, address: str) -> "HTTPConnectionPool":
    """Return a connection pool to the checked address that verifies the certificate of the named host."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if parts.scheme.lower() == "http":
        return HTTPConnectionPool(address, _port(parts))
    import ssl

    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    host = parts.hostname
    return HTTPSConnectionPool(
        address, _port(parts), ssl_context=context, server_hostname=host, assert_hostname=host
    )


def _read_body(response: "BaseHTTPResponse", deadline: float) -> bytes:
    """Return the decoded body; raises FetchError where it is too large or too slow."""
    from urllib3.exceptions import HTTPError

    body = bytearray()
    try:
        for piece in response.stream(65_536, decode_content=True):
            body += piece
            if len(body) > PAGE_LIMIT_BYTES:
                raise FetchError(
                    f"larger than {PAGE_LIMIT_BYTES // 1_000_000} MB; save it and read the part you need"
                )
            if time.monotonic() > deadline:
                raise FetchError(
                    f"not done after {TOTAL_SECONDS:.0f} seconds; save the page and read the file"
                )
    except (HTTPError, OSError) as error:
        raise FetchError(f"the answer broke off ({_name_reason(error)}); try again") from error
    return bytes(body)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme.lower() == "https" else 80)


def _name_reason(error: Exception) -> str:
    """Return the kind of a network error in plain words."""
    name = type(error).__name__
    plain = {
        "ConnectTimeoutError": "timed out",
        "ReadTimeoutError": "timed out",
        "NewConnectionError": "refused",
    }
    return plain.get(name, name.removesuffix("Error").lower())
