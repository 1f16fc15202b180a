#!/usr/bin/env python3
"""平战：一条命令，装好即用；只需 Python 3.11 以上。
Pingzhan: one command sets everything up and runs it; all it needs is Python 3.11 or newer.

  python3 pz.py demo       演示：一个区、69 个社区 / a whole district to try
  python3 pz.py serve …    启动服务 / start the server
  python3 pz.py test …     全部测试（参数交给 pytest）/ every test (arguments go to pytest)
  python3 pz.py check      格式、类型、依赖方向 / lint, format, types, import rules
  python3 pz.py setup      只安装 / install only
  python3 pz.py <…>        其余交给 pingzhan，如 import、verify / anything else is for pingzhan
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{SUFFIX}"
DEMO_HELP = """python3 pz.py demo [选项 / options]
平战演示：一个区，一个社区在战时；首次运行先安装，约几分钟
The demonstration: a district, one community at war; the first run installs, some minutes

  --port N         端口，默认 8000 / port
  --host ADDRESS   默认只限本机；0.0.0.0 可用手机看 / 0.0.0.0 to open it on a phone
  --store URL      存在哪里，默认用完即弃 / where it is kept; thrown away unless given
  --small          只装两个社区 / two communities only
  --playbook ID    只演示一个预案 / one playbook at work
  --clock-speed N  虚拟时钟快几倍 / virtual time, so many times as fast"""
GENERATED = {"node_modules", "dist", "components.d.ts", "auto-imports.d.ts"}
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest", "-q", "tests/test_frame/test_imports.py"),
    ("hatch_build", "check"),  # types, texts in both languages and tests of web/
)


def say(zh: str, en: str) -> None:
    print(f"{zh} / {en}", file=sys.stderr, flush=True)


def refuse(zh: str, en: str) -> SystemExit:
    return SystemExit(f"{zh}\n{en}")


def run(*command: object, **settings: str) -> None:
    """Run a step of the set-up from the root; a failure ends this program with its code."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment(settings))
    if done.returncode:
        say("安装没有完成，请看上面的原因", "set-up did not finish; the reason is above")
        raise SystemExit(done.returncode)


def attempt(*command: object) -> bool:
    """Run a step that the tests can do without: those that need it fail, and say so."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment({}))
    return done.returncode == 0


def environment(settings: dict[str, str]) -> dict[str, str]:
    return {"UV_SYSTEM_CERTS": "1", **os.environ, "PIP_USER": "0", "PIP_NO_INPUT": "1", **settings}


def stamp(*paths: Path) -> str:
    """What an installed part was made from: this Python, this place and these files."""
    total = hashlib.sha256(f"{sys.version}\0{ROOT}\0{os.environ.get('PINGZHAN_WEB')}".encode())
    for path in paths:
        total.update(str(path).encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return total.hexdigest()


def web_sources() -> list[Path]:
    found = (ROOT / "web").rglob("*")
    return sorted(p for p in found if GENERATED.isdisjoint(p.parts) and p.is_file())


def parts(kind: str) -> dict[str, str]:
    """The parts that a kind of set-up (`run`, `test`) needs, each with the stamp it must carry."""
    wanted = {
        "packages": stamp(ROOT / "locks" / f"{kind}.txt"),
        "project": stamp(ROOT / "pyproject.toml"),
        "web": stamp(ROOT / "hatch_build.py", *web_sources()),
    }
    if kind == "test":
        wanted["browser"] = stamp(ROOT / "tests" / "browser" / "package-lock.json")
    return wanted


def missing(kind: str) -> dict[str, str]:
    """The parts that are not there, or were made from something else."""
    found = {}
    for part, wanted in parts(kind).items():
        mark = VENV / f".pz-{part}"
        lines = mark.read_text().split() if mark.exists() else []
        if not PYTHON.exists() or wanted not in lines:
            found[part] = wanted
    return found


def set_up(kind: str) -> None:
    """Bring .venv to what the committed files ask for; do nothing when it is so already."""
    if not missing(kind):
        return
    try:
        with alone():
            if missing(kind):
                make_venv()
                install(kind, missing(kind))  # all of it, where .venv was made anew
    except PermissionError as error:
        raise refuse(
            f"没有写入权限：{error.filename}。请在自己的目录里克隆后再运行。",
            f"Not allowed to write {error.filename}. Clone into a folder of your own and retry.",
        ) from error


def install(kind: str, needed: dict[str, str]) -> None:
    if stamp_of := needed.get("packages"):
        say("正在安装依赖，首次约一两分钟", "installing packages, a minute or two the first time")
        # the lock is whole: nothing is resolved anew, or a later release of an extra's base
        # (coverage[toml]) would be chosen over the locked one, and refused for want of a hash
        whole = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
        locked = [*whole, "-r", f"locks/{kind}.txt"]
        run(*installer(), *locked)
        # what the tests need holds all that running needs
        mark("packages", stamp_of, *([parts("run")["packages"]] if kind == "test" else []))
    if stamp_of := needed.get("project"):
        again = ["--reinstall-package", "pingzhan", "--refresh-package", "pingzhan"]
        editable = [*(again if uv() else []), "--no-deps", "--no-build-isolation", "-e", "."]
        run(*installer(), *editable, PINGZHAN_WEB="skip")
        mark("project", stamp_of)
    if stamp_of := needed.get("web"):
        say("正在构建界面，首次约半分钟", "building the web front end")
        if kind == "run":
            run(PYTHON, "hatch_build.py")
            mark("web", stamp_of)
        elif attempt(PYTHON, "hatch_build.py"):
            mark("web", stamp_of)
    if stamp_of := needed.get("browser"):
        say("正在准备测试用浏览器", "preparing the browser that the tests drive")
        if attempt(PYTHON, "-m", "tests.services.chromium"):
            mark("browser", stamp_of)


def mark(part: str, *stamps: str) -> None:
    (VENV / f".pz-{part}").write_text("\n".join(stamps))


def uv() -> str | None:
    return shutil.which("uv")


def installer() -> list[object]:
    """The command that installs into .venv: uv, the environment's own pip, or this Python's."""
    if found := uv():
        return [found, "pip", "install", "-q", "--python", PYTHON]
    quiet = ["install", "-q", "--disable-pip-version-check"]
    if answers(PYTHON, "import pip"):
        return [PYTHON, "-m", "pip", *quiet]
    return [sys.executable, "-m", "pip", "--python", PYTHON, *quiet]


def answers(python: Path, question: str) -> bool:
    done = subprocess.run([python, "-c", question], capture_output=True, cwd=ROOT)
    return done.returncode == 0


def make_venv() -> None:
    """Make .venv with this Python; one made by another Python, or half made, is made anew."""
    same = f"import sys; sys.exit(sys.version != {sys.version!r})"
    able = bool(uv()) or importlib.util.find_spec("pip") is not None
    if PYTHON.exists() and answers(PYTHON, same) and (able or answers(PYTHON, "import pip")):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if found := uv():
        run(found, "venv", "-q", "--python", sys.executable, VENV)
    elif importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", VENV)
    elif importlib.util.find_spec("pip"):  # Debian and Ubuntu without python3-venv
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    else:
        raise refuse(
            "这个 Python 没有 venv 和 pip：请安装 python3-venv（或 uv）后重试。",
            "This Python has neither venv nor pip: install python3-venv, or uv, and retry.",
        )


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock, so that two terminals do not install into one .venv at once."""
    if os.name == "nt":
        yield
        return
    import fcntl

    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一处正在安装，请稍候", "another set-up is running; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check() -> int:
    """Run every check, each to its end; 0 when all pass."""
    failed = []
    for module, *arguments in CHECKS:
        name = " ".join([module, *arguments])
        begun = time.monotonic()
        print(f"▸ {name}", flush=True)
        if subprocess.run([PYTHON, "-m", module, *arguments], cwd=ROOT).returncode:
            failed.append(name)
        print(f"  {time.monotonic() - begun:.1f} s", flush=True)
    if failed:
        say(f"检查未通过：{'；'.join(failed)}", "checks failed")
    else:
        say("检查全部通过", "all checks pass")
    return 1 if failed else 0


def test_command(rest: list[str]) -> list[str]:
    """Pytest on one process more than two cores: many tests wait for what is killed or starts.

    Coverage, which takes a third of the time again, comes where it is asked for: ``--cov``.
    """
    workers = min(2, os.cpu_count() or 1) + 1
    slowest = [] if rest else ["--durations=30"]
    spread = ["-n", str(workers), "--dist", "worksteal"]
    return [str(PYTHON), "-m", "pytest", *spread, *slowest, *rest]


def become(command: list[str]) -> None:
    """Run a command in place of this program."""
    if os.name == "nt":
        raise SystemExit(subprocess.run(command).returncode)
    os.execv(command[0], command)


def main(arguments: list[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - older ones should get a word, not a traceback
        raise refuse("需要 Python 3.11 或更高版本。", "Python 3.11 or newer is needed.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show Chinese
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print(__doc__)
        raise SystemExit(0 if arguments else 2)
    verb, rest = arguments[0], arguments[1:]
    if verb == "demo" and {"-h", "--help"} & set(rest):
        print(DEMO_HELP)
        return
    set_up("test" if verb in ("test", "check") else "run")
    if verb == "setup":
        say(f"安装完成：{BIN / 'pingzhan'}", "set up; next: python3 pz.py demo")
    elif verb == "check":
        raise SystemExit(check())
    elif verb == "test":
        os.chdir(ROOT)
        become(test_command(rest))
    else:  # not from the root: paths on the command line are the caller's
        become([str(BIN / f"pingzhan{SUFFIX}"), verb, *rest])


if __name__ == "__main__":
    main(sys.argv[1:])
