"""The command line: finding the command, and saying what there is."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from luodi.cli import COMMANDS, main, usage


def test_it_lists_every_command() -> None:
    """The usage names each command with a line on what it does."""
    for name, _, words in COMMANDS:
        assert name in usage()
        assert words in usage()


def test_it_answers_help_and_refuses_what_it_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    """Help goes to the output with 0, an unknown command to the error stream with 2."""
    assert main(["--help"]) == 0
    assert "compile" in capsys.readouterr().out
    assert main(["fly"]) == 2
    assert "没有“fly”这个命令" in capsys.readouterr().err


def test_it_hands_the_rest_of_the_line_to_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A command answers for its own options."""
    with pytest.raises(SystemExit) as stopped:
        main(["compile", "--help"])
    assert stopped.value.code == 0
    assert "--format" in capsys.readouterr().out


_SAYS = "import luodi, os; print(os.environ['_RJEM_MALLOC_CONF'])"


@pytest.mark.parametrize(("given", "expected"), [(None, "narenas:"), ("narenas:7", "narenas:7")])
def test_it_asks_polars_for_few_arenas_unless_told_otherwise(given: str | None, expected: str) -> None:
    """The setting must stand before Polars is imported, and an operator's own goes first."""
    environment = {name: value for name, value in os.environ.items() if name != "_RJEM_MALLOC_CONF"}
    if given:
        environment["_RJEM_MALLOC_CONF"] = given
    done = subprocess.run([sys.executable, "-c", _SAYS], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(expected)


@pytest.mark.parametrize("command", ["run", "simulate", "test"])
def test_it_loads_no_reader_of_documents_where_none_is_asked_for(command: str) -> None:
    """A command about rules begins at once: readers of documents, Polars and Spark are loaded by who needs them."""
    says = (
        "import sys; from luodi.cli import main\n"
        "try: main([sys.argv[1], '--help'])\n"
        "except SystemExit: pass\n"
        "print('loaded', *sorted({'luodi.pipeline', 'polars', 'pyspark'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", says, command], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded"
