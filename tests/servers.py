"""The system's web servers with the files of deploy/, on ports of this machine, for as long as a test wants them."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.sites import ROOT

DEPLOY = ROOT / "deploy"
HOST, READER, PASSWORD = "localhost", "reader", "let me in"
PROGRAMS = {"nginx": ("nginx", "openssl"), "caddy": ("caddy",)}
"""What each needs of the system."""


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, *, password: str | None = PASSWORD, **headers: str) -> Answer:
        """What it answers; the names of its headers in small letters."""
        link = http.client.HTTPSConnection(HOST, self.port, context=ssl._create_unverified_context(), timeout=30)
        if password is not None:
            headers["Authorization"] = "Basic " + b64encode(f"{READER}:{password}".encode()).decode()
        try:
            link.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            got = link.getresponse()
            fields: dict[str, str] = {}
            for name, value in got.getheaders():
                fields[name.lower()] = ", ".join(filter(None, [fields.get(name.lower()), value]))
            return Answer(got.status, fields, got.read())
        finally:
            link.close()

    def reachable(self) -> bool:
        """Whether it answers yet."""
        try:
            self.get("/", password=None)
        except OSError:
            return False
        return True


def found(name: str) -> str | None:
    """What is missing on this system for a server; None: nothing."""
    return next((program for program in PROGRAMS[name] if not which(program)), None)


def which(program: str) -> str | None:
    """A program of the system; servers are where only root looks."""
    return shutil.which(program, path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"]))


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[Server]:
    """nginx with deploy/nginx: only places, ports and the user are this machine's."""
    port, plain = _free(), _free()
    for file in (DEPLOY / "nginx").glob("*.conf"):
        text = file.read_text(encoding="utf-8").replace("/etc/nginx/huashu", str(folder))
        text = text.replace("/srv/huashu/site", str(site)).replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        (folder / file.name).write_text(text.replace("listen 80;", f"listen 127.0.0.1:{plain};"), encoding="utf-8")
    _certificate(folder)
    hashed = _told("openssl", "passwd", "-apr1", PASSWORD)
    (folder / "htpasswd").write_text(f"{READER}:{hashed}\n", encoding="utf-8")
    kept = "".join(
        f"{kind}_temp_path {folder / kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = (
        f"{_user()}pid {folder / 'pid'};\nerror_log {folder / 'error.log'};\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{kept}include {folder / 'huashu.conf'};\n}}\n"
    )
    (folder / "nginx.conf").write_text(main, encoding="utf-8")
    command = [which("nginx") or "", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with _running([*command, "-g", "daemon off;"], port, {}) as server:
        yield server


@contextmanager
def caddy(site: Path, folder: Path) -> Iterator[Server]:
    """Caddy with deploy/Caddyfile as it is: all that is this machine's comes from the environment."""
    port = _free()
    own = f"{{\nadmin off\nskip_install_trust\nhttp_port {_free()}\n}}\nimport {DEPLOY / 'Caddyfile'}\n"
    (folder / "Caddyfile").write_text(own, encoding="utf-8")
    given = {
        "HUASHU_HOST": f"{HOST}:{port}",
        "HUASHU_SITE": str(site),
        "HUASHU_USER": READER,
        "HUASHU_HASH": _told("caddy", "hash-password", "--plaintext", PASSWORD),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [which("caddy") or "", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    with _running(command, port, given) as server:
        yield server


SERVERS = {"nginx": nginx, "caddy": caddy}


@contextmanager
def _running(command: list[str], port: int, given: Mapping[str, str]) -> Iterator[Server]:
    environment = {**os.environ, **given}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        server = Server(port, process)
        try:
            while not server.reachable():
                if process.poll() is not None:
                    raise AssertionError((process.stderr.read() if process.stderr else b"").decode())
            yield server
        finally:
            process.terminate()
            process.communicate()


def _certificate(folder: Path) -> None:
    names = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"), "-subj", f"/CN={HOST}")
    _told("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names)


def _told(program: str, *arguments: str) -> str:
    run = partial(subprocess.run, capture_output=True, check=True, text=True)
    return str(run([which(program) or program, *arguments]).stdout).strip()


def _user() -> str:
    """The tests' folders are for who runs them alone."""
    return "user root;\n" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
