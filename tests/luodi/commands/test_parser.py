"""What the command line says where a call is wrong: in Chinese, with what to write."""

from __future__ import annotations

import pytest

from luodi.commands.parser import Parser


def made() -> Parser:
    parser = Parser(prog="luodi 试")
    parser.add_argument("pack", metavar="规则包", help="一个规则包")
    parser.add_argument("--engine", choices=("local", "spark"), help="用什么算")
    parser.add_argument("--port", type=int, help="端口")
    return parser


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ([], "luodi 试：还要写：规则包"),
        (["a", "--engine", "foo"], "--engine 没有“foo”这种写法，可以写：local, spark"),
        (["a", "--engine"], "--engine 后面要写一个值"),
        (["a", "--port", "八"], "--port 后面的“八”读不懂"),
        (["a", "b"], "没有这种写法：b"),
    ],
)
def test_it_says_in_chinese_what_is_wrong(call: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, the usage, and no English sentence."""
    with pytest.raises(SystemExit) as left:
        made().parse_args(call)
    assert left.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("用法：luodi 试") and told.rstrip().endswith(said)


def test_it_helps_in_chinese() -> None:
    """Headings and the help of --help itself, of commands within commands too."""
    parser = Parser(prog="luodi 站")
    within = parser.add_subparsers(title="命令").add_parser("run")
    for one in (made(), within):
        told = one.format_help()
        assert "看这段说明" in told and "选项" in told
        assert not any(word in told for word in ("usage", "options", "positional", "show this"))
