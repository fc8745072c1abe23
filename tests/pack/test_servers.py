"""The real site behind the system's own web servers, with the files of deploy/."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import SERVERS, Server, found


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    name = request.param
    if missing := found(name):
        # scripts/tools.py installs them on CI, where a test that is left out would be none
        assert not os.environ.get("CI"), f"{missing} is not installed"
        pytest.skip(f"{missing} is not on this system")
    with SERVERS[name](site, tmp_path_factory.mktemp(name)) as running:
        yield running


def hashed(site: Path) -> list[str]:
    """A style, a script, a part of the search index, the theme's own script."""
    kinds = ("stylesheets/huashu.*.css", "javascripts/huashu.*.js", "search/????????-*.js", "javascripts/bundle.*.js")
    return [f"/{next((site / 'assets').glob(kind)).relative_to(site).as_posix()}" for kind in kinds]


def test_nobody_reads_without_a_password(server: Server, site: Path) -> None:
    places = ["/", "/index.html", "/scripts/", "/404.html", "/nowhere", "/csp.txt", "/assets/", *hashed(site)]
    for path in places:
        for password in (None, "", "guessed"):
            answer = server.get(path, password=password)
            assert answer.status == 401, path
            assert answer.headers["www-authenticate"].startswith("Basic"), path
            assert b"kb-" not in answer.body and len(answer.body) < 500, path
            assert "max-age" not in answer.headers.get("cache-control", ""), path


def test_pages_are_there(server: Server, site: Path) -> None:
    for path, file in (("/", "index.html"), ("/use.html", "use.html"), ("/laws/", "laws/index.html")):
        answer = server.get(path)
        assert (answer.status, answer.body) == (200, (site / file).read_bytes()), path
        assert answer.headers["content-type"].lower().startswith("text/html"), path
    assert server.get("/laws").headers["location"].endswith("/laws/"), "links in it start from its folder"


def test_every_kind_of_file_says_what_it_is(server: Server) -> None:
    guide = server.get("/pocket-guide/guide-a6.pdf")
    assert (guide.status, guide.headers["content-type"]) == (200, "application/pdf")


def test_what_is_missing_has_the_site_s_page(server: Server, site: Path) -> None:
    for path in ("/nowhere", "/scripts/nowhere.html", "/assets/javascripts/huashu.00000000.js"):
        answer = server.get(path)
        assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), path
        assert answer.headers["cache-control"] == "no-cache", path


def test_no_folder_is_listed_and_nothing_hidden_is_given(server: Server, site: Path) -> None:
    (site / ".hidden").write_text("secret", encoding="utf-8")
    try:
        for path in ("/assets/", "/assets/javascripts/", "/images/", "/.hidden", "/assets/names.txt", "/csp.nginx"):
            answer = server.get(path)
            assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), path
    finally:
        (site / ".hidden").unlink()


def test_browsers_are_held_to_the_policy(server: Server, site: Path) -> None:
    policy = (site / "csp.txt").read_text(encoding="utf-8").strip()
    assert "frame-ancestors 'none'" in policy
    for path in ("/", "/nowhere", hashed(site)[1]):
        headers = server.get(path).headers
        assert headers["content-security-policy"] == policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert not any(sign.isdigit() for sign in headers.get("server", "")), "no version to look up"


def test_what_never_changes_is_kept_a_year_and_pages_are_not_kept(server: Server, site: Path) -> None:
    for path in hashed(site):
        assert server.get(path).headers["cache-control"] == "private, max-age=31536000, immutable", path
    for path in ("/", "/use.html", "/assets/version.js", "/health/health.json", "/pocket-guide/guide-a6.pdf"):
        answer = server.get(path)
        assert answer.headers["cache-control"] == "no-cache", path
        again = server.get(path, If_None_Match=answer.headers["etag"])
        assert (again.status, again.body) == (304, b""), path


def test_texts_are_sent_packed(server: Server, site: Path) -> None:
    for path in ("/index.html", *hashed(site)[:2], "/health/health.json"):
        answer = server.get(path, Accept_Encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip", path
        assert "accept-encoding" in answer.headers["vary"].lower(), path
        whole = (site / path[1:]).read_bytes()
        assert gzip.decompress(answer.body) == whole and len(answer.body) < len(whole) / 2, path
