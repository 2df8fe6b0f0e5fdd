"""luodi run: sums on screen, files out, one firm explained, and clear words where something is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from luodi.cli import main
from luodi.datasets import to_parquet
from luodi.datasets.credit_codes import check_digit
from luodi.datasets.from_yaml import catalogue
from luodi.datasets.model import Payment, Row

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
PACK = str(ROOT / "tests/cases/benefits/qingzhou.yaml")
GIANT = frozenset({"国家专精特新小巨人"})
NONE: frozenset[str] = frozenset()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three firms, of which one lacks a figure, two projects and a past payment."""
    sums = {"revenue@2025": 120_000, "revenue@2024": 80_000, "revenue@2023": 40_000, "is_above_scale@2025": True}
    firms = [
        Row("A1", "甲公司", "东区", figures={**sums, "qualifications@2025": GIANT}),
        Row(
            "B2",
            "乙公司",
            "西区",
            figures={**sums, "revenue@2025": 60_000, "revenue@2024": 40_000, "qualifications@2025": NONE},
        ),
        Row(
            "C3",
            "丙公司",
            "西区",
            figures={"qualifications@2025": NONE, "revenue@2025": 60_000, "revenue@2024": 40_000},
        ),
    ]
    projects = [
        Row("P1", "一号线", "东区", "A1", {"equipment_investment": 6000}),
        Row("P2", "二号线", "西区", "B2", {"equipment_investment": 400}),
    ]
    folder = tmp_path / "data"
    to_parquet.write_rows(firms, "firm", catalogue(), folder)
    to_parquet.write_rows(projects, "project", catalogue(), folder)
    paid = [Payment("B2", "specialised", date(2024, 1, 1), 20_000_000)]
    to_parquet.write_payments(paid, folder)
    return folder


def code(body: str) -> str:
    return body + check_digit(body)


def run(*more: str, data: Path) -> int:
    return main(["run", PACK, "--data", str(data), "--on", "2025-12-31", *more])


def test_it_shows_what_is_due_and_what_is_open(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line for each benefit and fund; who lacks figures is counted, what was not run is named."""
    assert run(data=data) == 0
    said = capsys.readouterr().out
    assert "设备投资补助" in said and "500万元" in said
    assert "1 户资料不全" in said
    assert "没有运行：人才补助（规则还有待补写的内容）" in said


def test_it_writes_excel(data: Path, tmp_path: Path) -> None:
    """Sheets for sums, funds, payments, what is missing and what was not run; every payment cites its clause."""
    assert run("--out", str(tmp_path / "out.xlsx"), data=data) == 0
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["汇总", "资金", "兑付明细", "待补资料", "没有运行"]
    rows = [row for row in book["兑付明细"].iter_rows(values_only=True) if row[0] == "A1"]
    assert {(row[3], row[7], row[-1]) for row in rows} == {
        ("营业收入上台阶奖励", 200_000, "晴政发〔2025〕8号 第三条"),
        ("小巨人认定奖励", 400_000, "晴政发〔2025〕8号 第四条第二款"),
    }
    missing = [row for row in book["待补资料"].iter_rows(values_only=True) if row[0] == "C3"]
    assert [row[5] for row in missing] == ["主营业务收入（2023年）"]


def test_it_writes_json_and_parquet(data: Path, tmp_path: Path) -> None:
    """The same run for programs: JSON of a stated version, or a table for each kind of subject."""
    assert run("--out", str(tmp_path / "out.json"), data=data) == 0
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert (told["format"], told["version"]) == ("luodi.run", 1)
    assert {one["id"]: one["paid"]["fen"] for one in told["benefits"]}["upgrade"] == 500_000_000
    assert run("--out", str(tmp_path / "tables"), data=data) == 0
    table = pl.read_parquet(tmp_path / "tables/project-payments.parquet")
    assert table.filter(pl.col("id") == "P1")["upgrade.paid"].to_list() == [500_000_000]


def test_it_explains_one_firm(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why this much: the branch, the stages, the shares, and what lacks for more; an unknown number is said."""
    assert run("--explain", "A1", data=data) == 0
    said = capsys.readouterr().out
    assert "小巨人认定奖励：实付 40万元〔第四条第二款〕" in said
    assert "分担：市级 66666.67元、县级 133333.33元" in said
    assert run("--explain", "X9", data=data) == 1
    assert "数据里没有“X9”" in capsys.readouterr().err


def test_it_explains_by_name(tmp_path: Path, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that one bears is as good as its id; of one that several bear the ids are told."""
    assert run("--explain", "一号线", data=data) == 0
    assert capsys.readouterr().out.startswith("一号线（P1）")
    twins = [Row(id, "双生公司", figures={"is_above_scale@2025": True}) for id in ("T1", "T2")]
    to_parquet.write_rows(twins, "firm", catalogue(), tmp_path / "twins")
    assert run("--explain", "双生公司", data=tmp_path / "twins") == 1
    assert "名称“双生公司”有 2 个：T1、T2。请写编号。" in capsys.readouterr().err


def test_it_says_which_past_payments_are_of_no_rule(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name written otherwise than the rule's is not taken off, and would be paid again."""
    assert run(data=data) == 0
    assert "没有从应付里扣除" not in capsys.readouterr().err
    to_parquet.write_payments([Payment("B2", "专精特新奖金", date(2024, 1, 1), 20_000_000)], data)
    assert run(data=data) == 0
    said = capsys.readouterr().err
    assert "1 笔" in said and "专精特新奖金" in said


def test_it_reads_workbooks_as_offices_send_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sheet with units in its header and a cell that is no number: the rest is worked out, the cell is said and unknown."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业年报"
    sheet.append(
        [
            "统一社会信用代码",
            "企业名称",
            "所在地区",
            "主营业务收入（万元）2025年",
            "主营业务收入（万元）2024年",
            "主营业务收入（万元）2023年",
        ]
    )
    sheet.append([code("91990102000000001"), "甲公司", "东区", "120,000", 80000, 40000])
    sheet.append([code("91990102000000002"), "乙公司", "东区", "待核实abc", 80000, 40000])
    book.save(tmp_path / "年报.xlsx")
    assert run("--defer-unknown", data=tmp_path / "年报.xlsx") == 0
    said = capsys.readouterr()
    assert "营业收入上台阶奖励" in said.out
    assert "第3行" in said.err and "待核实abc" in said.err


def test_it_hands_back_sheets_with_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--returned: each file of which a cell cannot be read, marked, with the reason; a file in order is not handed back."""
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    head = "企业名称,统一社会信用代码,2025年主营业务收入（万元）\n"
    good.write_text(f"{head}甲公司,{code('91990102001000001')},5\n", "utf-8")
    bad.write_text(f"{head}乙公司,{code('91990102001000002')},约五\n丙公司,{code('91990102001000003')},约60\n", "utf-8")
    call = ["run", PACK, "--data", str(good), str(bad), "--on", "2025-12-31", "--returned", str(tmp_path / "退")]
    assert main(call) == 0
    assert "坏.csv" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "退").iterdir()] == ["坏-标注.xlsx"]
    rows = list(openpyxl.load_workbook(tmp_path / "退/坏-标注.xlsx").worksheets[0].iter_rows(values_only=True))
    assert any("不是一个确定的数" in str(cell) for row in rows for cell in row)


def test_it_says_what_is_wrong(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No such pack, no such folder, an ending that cannot be written: said before anything runs, with the right code."""
    assert main(["run", "没有的包", "--data", str(data), "--on", "2025-12-31"]) == 1
    assert "没有规则包“没有的包”" in capsys.readouterr().err
    assert run(data=tmp_path / "nowhere") == 1
    assert "nowhere”不存在" in capsys.readouterr().err
    assert run(data=Path(PACK)) == 1
    assert "不能作数据" in capsys.readouterr().err
    assert run("--out", "out.docx", data=data) == 2
    assert "--out 写" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["run", PACK, "--data", str(data), "--on", "去年"])
    assert "“去年”不是日期" in capsys.readouterr().err


def test_it_runs_packs_together(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A benefit that stands in two packs runs once, and the second is named."""
    other = tmp_path / "again.yaml"
    other.write_text(Path(PACK).read_text("utf-8").replace("pack: qingzhou-2025", "pack: again"), "utf-8")
    assert main(["run", PACK, str(other), "--data", str(data), "--on", "2025-12-31"]) == 0
    assert "有两项奖补的编号都是“upgrade”" in capsys.readouterr().err


def test_it_starts_without_loading_tables(data: Path) -> None:
    """--help and a wrong call answer at once: neither Polars nor Spark is loaded for them."""
    code = "import sys; from luodi.cli import main\ntry: main(['run', '--help'])\nexcept SystemExit: pass\nprint('polars' in sys.modules, 'pyspark' in sys.modules, file=sys.stderr)"
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.split() == ["False", "False"]
    assert time.monotonic() - start < 30


@pytest.mark.needs_spark
def test_it_gives_the_same_on_spark(data: Path, tmp_path: Path) -> None:
    """--engine spark, in a process of its own: the same sums, and a table for each kind of subject."""
    call = ["run", PACK, "--data", str(data), "--on", "2025-12-31"]
    far = [sys.executable, "-m", "luodi", *call, "--engine", "spark", "--out", str(tmp_path / "far")]
    subprocess.run(far, check=True, capture_output=True, cwd=ROOT)
    assert main([*call, "--out", str(tmp_path / "near")]) == 0
    near, away = (json.loads((tmp_path / name / "summary.json").read_text("utf-8")) for name in ("near", "far"))
    assert near == away
    tables = [
        pl.read_parquet(tmp_path / "near/project-payments.parquet"),
        pl.read_parquet(tmp_path / "far/project-payments.parquet/*.parquet"),  # Spark writes a folder
    ]
    assert tables[0].columns == tables[1].columns
    assert tables[0].sort("id").to_dicts() == tables[1].sort("id").to_dicts()


def test_it_repeats_the_doubt_about_a_group_of_firms_and_projects(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the check of the pack asks, the run says too, until the group says whose it is."""
    branch = "branches: {any: {name: 一律, pay: 1万元}}"
    both = f"a: {{name: 甲, group: g, {branch}}}, b: {{name: 乙, describes: project, group: g, {branch}}}"
    pack = tmp_path / "pack.yaml"
    for group, count in (("{name: 就高}", 1), ("{name: 就高, describes: firm}", 0)):
        pack.write_text(f"pack: p\ntitle: 包\ngroups: {{g: {group}}}\nbenefits: {{{both}}}\n", "utf-8")
        assert main(["run", str(pack), "--data", str(data), "--on", "2025-12-31", "--quiet"]) == 0
        assert capsys.readouterr().err.count("〔rules.group_of_both〕") == count
