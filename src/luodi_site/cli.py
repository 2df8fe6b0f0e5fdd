"""``luodi site prepare | begin | run | advance | rehearse | deliver | index | manage``: readies the database, serves pages, does the daily work."""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

import django

from luodi.commands.parser import Parser

_NOT_READY = "数据库还没有准备好，或与程序的版本不符：请先运行 luodi site prepare（make run 会自动运行）。"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def main(argv: Sequence[str]) -> int:
    """Run one command; gives the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi_site.settings")
    if argv[:1] == ["manage"]:
        return _manage(list(argv[1:]))
    options = _parser().parse_args(list(argv))
    if not hasattr(options, "run"):
        _parser().print_help()
        return 2
    return int(options.run(options))


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="luodi site", description="落地的网站：准备数据库、启动、管理。")
    commands = parser.add_subparsers(title="命令")
    prepare = commands.add_parser("prepare", help="建立或更新数据库，编译译文，装入样例城市（数据库为空时）")
    prepare.add_argument("--no-sample", action="store_true", help="不装入样例城市")
    prepare.set_defaults(run=_prepare)
    begin = commands.add_parser("begin", help="空数据库开张：导入地区和单位名录，建立三员账号并给出一次性密码")
    begin.add_argument(
        "--regions", type=Path, required=True, metavar="文件", help="地区名单（代码、名称、级别、上级），.xlsx 或 .yaml"
    )
    begin.add_argument(
        "--units",
        type=Path,
        required=True,
        metavar="文件",
        help="单位名录（全称、简称、类型、上级单位、地区、其他叫法）",
    )
    begin.add_argument("--office", required=True, metavar="全称", help="协调办，须在单位名录中")
    for option, words in (("admin", "系统管理员"), ("security", "安全管理员"), ("auditor", "审计员")):
        begin.add_argument(f"--{option}", required=True, metavar="姓名", help=f"{words}，三员须是三个人")
    begin.set_defaults(run=_begin)
    run = commands.add_parser("run", help="启动网站")
    run.add_argument("--host", default="127.0.0.1", help="监听地址，默认 127.0.0.1")
    run.add_argument("--port", type=int, default=8000, help="端口，默认 8000")
    run.add_argument("--workers", type=int, default=1, help="进程数，默认 1")
    run.add_argument(
        "--no-advance", action="store_true",
        help="不在旁边每日推进台账；网站分在几台机器上时，只留一台推进，或用定时任务调用 advance",
    )  # fmt: skip
    run.set_defaults(run=_run)
    deliver = commands.add_parser("deliver", help="发出排队的邮件和群消息；由定时任务调用，或用 --every 一直运行")
    deliver.add_argument("--every", type=int, metavar="SECONDS", help="每隔多少秒发一次，直到按 Ctrl+C")
    deliver.set_defaults(run=_deliver)
    index = commands.add_parser("index", help="重建搜索用的词表；平时随写入更新，不必运行")
    index.set_defaults(run=_index)
    advance = commands.add_parser("advance", help="开启到期的进展填报，重新判定灯号；网站运行时每天自动进行")
    advance.add_argument(
        "--on", metavar="日期", help="推进到哪一天，如 2026-03-31；默认今天。演练中逐日推进，网站随之改用这一天"
    )
    advance.add_argument("--every", type=float, metavar="秒", help="不退出，每隔这么久看一次是不是新的一天")
    advance.add_argument("--beside", type=int, metavar="进程号", help="与 --every 同用：这个上级进程不在了就退出")
    advance.set_defaults(run=_advance)
    rehearse = commands.add_parser("rehearse", help="在空数据库中按脚本演练样例城市2026至2027年的督办")
    rehearse.add_argument("--until", metavar="日期", default="2027-12-31", help="演练到哪一天，默认 2027-12-31")
    rehearse.add_argument("--write", metavar="文件", type=Path, help="把全部台账逐行写入文件，以便比对")
    rehearse.set_defaults(run=_rehearse)
    commands.add_parser("manage", help="运行 Django 的管理命令，如 manage shell")
    return parser


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["luodi site manage", *arguments])
    return 0


def _prepare(options: argparse.Namespace) -> int:
    from luodi_site.lib.translations import compile_all

    compile_all(Path(__file__).resolve().parent / "locale")
    django.setup()
    from django.core.management import call_command

    from luodi_site.boards.sample import load_sample
    from luodi_site.boards.sample_ledger import load_sample_ledger
    from luodi_site.boards.sample_papers import load_sample_papers
    from luodi_site.boards.sample_policies import load_sample_policies
    from luodi_site.supervision.actions import recount_duties

    call_command("migrate", interactive=False, verbosity=0)
    print("数据库：已是最新。")
    if moved := recount_duties(why="随软件更新的放假安排"):
        print(f"日历：按新的放假安排，重新推算{moved}个还没有到的报送日。")
    if not options.no_sample:
        print(load_sample())
        print(load_sample_policies())
        print(load_sample_ledger())
        print(load_sample_papers())
    return 0


def _begin(options: argparse.Namespace) -> int:
    django.setup()
    if _is_unprepared():
        print(_NOT_READY.replace("prepare（", "prepare --no-sample（"), file=sys.stderr)
        return 2
    from luodi_site.accounts.actions.beginning import CannotBegin, begin
    from luodi_site.accounts.actions.units import UnknownRegion
    from luodi_site.accounts.region_lists import read_region_list
    from luodi_site.accounts.unit_lists import UnreadableList, read_unit_list

    names = {power: getattr(options, power) for power in ("admin", "security", "auditor")}
    try:
        regions = read_region_list(options.regions.name, options.regions.read_bytes())
        units = read_unit_list(options.units.name, options.units.read_bytes())
        made = begin(regions=regions, units=units, office=options.office, names=names)
    except UnknownRegion as why:
        print(f"没有开张：单位名录写了地区“{why}”，地区名单中没有。", file=sys.stderr)
        return 2
    except (CannotBegin, UnreadableList, OSError) as why:
        print(f"没有开张：{why}", file=sys.stderr)
        return 2
    print(f"已登记{len(regions)}个地区、{len(units)}个单位。三个账号的密码只显示这一次，首次登录须修改：")
    for person, password in made:
        print(f"  {person.username:<10}{password}　{person.name}（{person.memberships.get().get_role_display()}）")
    return 0


def _deliver(options: argparse.Namespace) -> int:
    """Once, or again and again; a second worker does no harm."""
    django.setup()
    from luodi_site.notices.actions.delivery import deliver

    try:
        while True:
            done = deliver()
            print("消息：发出{sent}条，推迟{put_off}条，放弃{given_up}条。".format(**done), flush=True)
            if not options.every:
                return 0
            time.sleep(max(1, options.every))
    except KeyboardInterrupt:
        return 0


def _index(_options: argparse.Namespace) -> int:
    django.setup()
    from luodi_site.boards.searching import rebuild

    print(f"搜索：可以找到{rebuild()}条。")
    return 0


def _advance(options: argparse.Namespace) -> int:
    django.setup()
    if _is_unprepared():
        print(_NOT_READY, file=sys.stderr)
        return 2
    from luodi_site.lib import clock
    from luodi_site.programmes.actions import clear_old_trials
    from luodi_site.supervision.actions import forecast_targets
    from luodi_site.supervision.daily import keep_on

    if options.every:
        keep_on(options.every, [forecast_targets, clear_old_trials], parent=options.beside)
        return 0
    if (day := _day(options.on) if options.on else clock.today()) is None:
        return 2
    if day > clock.today() and not clock.is_rehearsal():
        print(f"{day:%Y-%m-%d}还没有到，台账不能提前推进。想看以后的情形，请用 LUODI_REHEARSAL 演练。", file=sys.stderr)
        return 2
    for words in _up_to(day):
        print(words, flush=True)
    if made := forecast_targets(day):
        print(f"指标：推算{made}项的趋势。")
    if cleared := clear_old_trials(day):
        print(f"试算：删除到期的{cleared}次。")
    return 0


def _up_to(day: date) -> Iterator[str]:
    """Each day of a rehearsal up to this one; otherwise the day alone, which catches up with what was slept through."""
    from luodi_site.lib import clock
    from luodi_site.supervision.actions import advance

    one = min(day, clock.today())
    yield advance(one).words
    while one < day:
        one += timedelta(days=1)
        clock.move_to(one)
        yield advance(one).words


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        print(f"日期“{words}”读不懂，请写成 2026-03-31。", file=sys.stderr)
        return None


def _rehearse(options: argparse.Namespace) -> int:
    if (until := _day(options.until)) is None:
        return 2
    django.setup()
    from django.core.management import call_command

    from luodi_site.boards.rehearsal.play import NotEmpty, play
    from luodi_site.boards.rehearsal.to_lines import lines

    call_command("migrate", interactive=False, verbosity=0)
    try:
        for done in play(until):
            if (done.day + timedelta(days=1)).day == 1:
                print(f"演练到{done.day:%Y年%m月}底。", flush=True)
    except NotEmpty:
        print(
            "数据库中已有人员。演练要从空数据库开始：请用 LUODI_VAR 或 LUODI_DATABASE_URL 另指一个。", file=sys.stderr
        )
        return 2
    if options.write:
        options.write.write_text("".join(f"{line}\n" for line in lines()), "utf-8")
        print(f"台账已写入{options.write}。")
    return 0


def _run(options: argparse.Namespace) -> int:
    if options.host not in LOOPBACK and "LUODI_HOSTS" not in os.environ:
        print(
            f"注意：网站将对其他机器开放（{options.host}）。请用 LUODI_HOSTS 写明允许的域名或地址，并用 LUODI_HTTPS=1 开启加密。"
        )
        os.environ["LUODI_HOSTS"] = ",".join([*sorted(LOOPBACK - {"::1"}), "[::1]", options.host])
    if not _is_free(options.host, options.port):
        print(
            f"端口{options.port}已被别的程序占用：请先停止它，或用 --port 另选一个，如 --port {options.port + 1}。",
            file=sys.stderr,
        )
        return 2
    django.setup()
    if _is_unprepared():
        print(_NOT_READY, file=sys.stderr)
        return 2
    from luodi_site.boards.sample import sample_logins

    print(f"网址：http://{options.host}:{options.port}/")
    if logins := sample_logins():
        print("样例账号：")
        for line in logins:
            print("  " + line)
    print("按 Ctrl+C 停止。", flush=True)
    from granian import Granian
    from granian.constants import Interfaces

    from luodi_site.supervision.daily import beside

    with nullcontext() if options.no_advance else beside():
        Granian(
            "luodi_site.wsgi:application", address=options.host, port=options.port, interface=Interfaces.WSGI,
            workers=options.workers, blocking_threads=8, log_access=False,
        ).serve()  # fmt: skip
    return 0


def _is_free(host: str, port: int) -> bool:
    """Whether nobody listens there: the server would share the port without a word, and people be signed out at random."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((host, port))
        except OSError as error:
            return error.errno != errno.EADDRINUSE
    return True


def _is_unprepared() -> bool:
    """Whether migrations are still to be applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
