"""What browsers hold the pages to (Content-Security-Policy): what the site itself gives, and nothing else.

Inline scripts run only if they are the theme's own, told by their hash: a text that came into a page as a script does
nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from generator.output import Output

_INLINE = re.compile(r"<script\b(?![^>]*\b(?:src|type=[\"']?application/json))[^>]*>(.*?)</script>", re.DOTALL)
_RULES = {
    "default-src": "'self'",  # styles, fonts, workers, what is asked for; Firefox fetches the next page ahead by it
    "object-src": "'none'",
    "script-src": "'self'",
    "img-src": "'self' data:",  # the theme's icons are in its stylesheets
    "form-action": "'self'",
    "base-uri": "'self'",  # 404.html finds its top and says so
    "frame-ancestors": "'none'",
}


def inline(html: str) -> list[str]:
    """The scripts that stand in a page itself, as browsers hash them; blocks of data are none."""
    return _INLINE.findall(html)


def policy(scripts: Iterable[str]) -> str:
    """The policy as a header's value. `scripts` are the inline scripts that may run."""
    hashes = sorted({_source(script) for script in scripts})
    rules = _RULES | {"script-src": " ".join([_RULES["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def files(value: str) -> list[Output]:
    """The policy as it is, and as a line for Caddy and nginx (deploy/ includes them)."""
    return [
        Output("csp.txt", f"{value}\n"),
        Output("csp.caddy", f'header Content-Security-Policy "{value}"\n'),
        Output("csp.nginx", f'add_header Content-Security-Policy "{value}" always;\n'),
    ]


def _source(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
