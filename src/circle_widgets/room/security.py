"""What every answer of the room carries, so that a page of it can only talk to the room itself.

Inside a Jupyter server the room shares Jupyter's origin, so there the policy names the room's own path and not the
whole origin: a page of the room can load nothing of Jupyter's and call none of its routes.
"""

from __future__ import annotations

import re

_HOST = re.compile(r"^[A-Za-z0-9.-]+(:\d{1,5})?$")

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is no page."""


def policy(base: str, host: str) -> str:
    """The Content-Security-Policy of a page.

    Args:
        base: where the room stands, with a slash at both ends.
        host: the request's Host header.
    """
    own = "'self'" if base == "/" or not _HOST.match(host) else f"{host}{base}"
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; font-src {own}; connect-src {own}; "
        f"img-src {own} data:; form-action {own}; base-uri 'none'; frame-ancestors 'none'"
    )


COMMON = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-store"),
)
"""Headers of every answer; a static file says something else about its keeping."""

PAGE = (
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    ("X-Frame-Options", "DENY"),
)
"""Headers of a page besides its policy."""

LONGEST_TOKEN = 200


def bearer(authorization: str) -> str:
    """The token of an Authorization header; "" when there is none that could be one of ours."""
    scheme, _, token = authorization.partition(" ")
    token = token.strip()
    return token if scheme.lower() == "bearer" and len(token) <= LONGEST_TOKEN else ""


def is_json(content_type: str) -> bool:
    """Whether a body is said to be JSON. A form cannot say so, so no other site's page can post here unasked."""
    return content_type.partition(";")[0].strip().lower() == "application/json"
