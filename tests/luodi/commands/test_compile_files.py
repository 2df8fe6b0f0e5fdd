"""``luodi compile`` over files and folders, good and bad."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
import yaml

from luodi.commands.compile_files import main
from luodi.datasets.from_yaml import catalogue
from luodi.policy.rules import from_yaml

PLAN = """清河市产业强链行动方案
一、目标
到2028年，链主企业达到10家。
二、任务
（一）培育链主。对新认定的链主企业，一次性奖励50万元。每季度通报进展。（牵头单位：市经信局；责任单位：市财政局）
（二）建立白名单。深化产需对接，实行揭榜挂帅。（牵头单位：市商务局；责任单位：各区人民政府）
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for name in ("a", "b", "c"):
        made.joinpath(f"{name}.txt").write_text(PLAN, "utf-8")
    return made


def test_it_writes_one_file_each_that_keeps_the_published_schema(folder: Path, tmp_path: Path) -> None:
    """DIR/NAME.json for NAME.txt, valid against the JSON Schema, every quote the text's own words."""
    assert main([str(folder), "--format", "json", "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "b.json", "c.json"]
    made = json.loads((tmp_path / "out" / "a.json").read_text("utf-8"))
    schema = json.loads(files("luodi.policy").joinpath("policy.schema.json").read_text("utf-8"))
    jsonschema.validate(made, schema)
    items = [item for kind in ("tasks", "targets", "benefits", "duties", "mechanisms") for item in made[kind]]
    assert len(items) >= 8
    assert all(PLAN[item["start"] : item["end"]] == item["quote"] for item in items)


def test_it_goes_on_past_a_broken_file_and_says_so_at_the_end(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are written, the exit code is 1, and the message says which file and what to do."""
    folder.joinpath("b.txt").write_bytes(b"")
    folder.joinpath("bad.pdf").write_bytes(b"%PDF-1.7 nothing more")
    assert main([str(folder), "--format", "json", "--out", str(tmp_path / "out"), "--quiet"]) == 1
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.json", "c.json"]
    said = capsys.readouterr().err
    assert "b.txt" in said
    assert "document.empty" in said
    assert "bad.pdf" in said
    assert "共4份，编译成功2份，未能读取2份" in said


def test_it_gives_the_same_on_two_processes(folder: Path, tmp_path: Path) -> None:
    """--jobs changes the time, not the output."""
    for jobs in ("1", "2"):
        assert main([str(folder), "--format", "json", "--out", str(tmp_path / jobs), "--jobs", jobs, "--quiet"]) == 0
    assert [p.read_bytes() for p in sorted((tmp_path / "1").iterdir())] == [
        p.read_bytes() for p in sorted((tmp_path / "2").iterdir())
    ]


def test_it_keeps_two_files_of_one_name_apart(folder: Path, tmp_path: Path) -> None:
    """a.txt and a.html do not write over each other."""
    folder.joinpath("a.html").write_text(f"<html><body><p>{PLAN}</p></body></html>", "utf-8")
    main([str(folder), "--format", "json", "--out", str(tmp_path / "out"), "--quiet"])
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"a.txt.json", "a.html.json", "b.json", "c.json"}


def test_it_prints_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --out the words go to the output, in Chinese, without raw codes of mechanisms."""
    assert main([str(folder / "a.txt")]) == 0
    said = capsys.readouterr().out
    assert "牵头：市经信局" in said
    assert "揭榜挂帅" in said
    assert "challenge" not in said


def test_it_writes_yaml_with_the_content_of_the_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two spellings of one policy."""
    main([str(folder / "a.txt"), "--format", "yaml"])
    from_yaml = yaml.safe_load(capsys.readouterr().out)
    main([str(folder / "a.txt"), "--format", "json"])
    assert from_yaml == json.loads(capsys.readouterr().out)


def test_it_writes_a_page_that_asks_no_other_host(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One self-contained page: every item marked in the text and named on a card, and what the text says is escaped."""
    folder.joinpath("a.txt").write_text(PLAN + "<script>alert(1)</script>\n", "utf-8")
    main([str(folder / "a.txt"), "--format", "html"])
    page = capsys.readouterr().out
    assert "<script>alert" not in page
    assert 'src="http' not in page
    assert 'href="http' not in page
    made = page.count('class="card ')
    assert made >= 8
    for key in ("tasks-0", "targets-0", "benefits-0", "mechanisms-0"):
        assert f'id="card-{key}"' in page
        assert f'id="{key}"' in page


def test_it_says_when_there_is_nothing_to_compile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is a wrong call."""
    assert main([str(tmp_path)]) == 2
    assert "没有找到可编译的文件" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_it_refuses_a_wrong_number_of_jobs(folder: Path, jobs: str) -> None:
    """A whole number above 0."""
    with pytest.raises(SystemExit) as stopped:
        main([str(folder), "--jobs", jobs])
    assert stopped.value.code == 2


def test_it_writes_the_benefits_as_a_draft_pack(tmp_path, capsys):
    """``--rules``: one document's benefits become a pack that reads back; what is lacking is counted and marked."""
    document = tmp_path / "措施.txt"
    document.write_text(
        "晴州市推进工业发展若干措施\n一、支持企业发展\n（一）认定。对新认定为瞪羚企业的，奖励30万元。\n"
        "（二）技改。对技术改造成效显著的企业，给予20万元奖励。\n",
        "utf-8",
    )
    out = tmp_path / "rules.yaml"
    assert main([str(document), "--rules", str(out)]) == 0
    assert "完整1条，待补1条" in capsys.readouterr().err
    rules, problems = from_yaml.read(out, catalogue())
    assert rules is not None and not problems
    assert [bool(one.gaps) for one in rules.benefits] == [False, True]


def test_it_drafts_rules_of_one_document_at_a_time(tmp_path, capsys):
    """A pack is of one document: several files are refused, and nothing is written."""
    for name in "甲乙":
        (tmp_path / f"{name}.txt").write_text("晴州市措施\n一、对新认定为瞪羚企业的，奖励30万元。\n", "utf-8")
    assert main([str(tmp_path), "--rules", str(tmp_path / "out.yaml")]) == 2
    assert not (tmp_path / "out.yaml").exists() and "只给一个文件" in capsys.readouterr().err
