"""The Python on our pages runs as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TREE = Path(__file__).parents[2]
PAGES = ["README.md", "python/README.md", "docs/python.md"]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for library in ("networkx", "pandas", "pyarrow"):
        pytest.importorskip(library)
    blocks = re.findall(r"^```python\n(.*?)^```$", (TREE / page).read_text(), re.MULTILINE | re.DOTALL)
    assert blocks
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(compile(block, page, "exec"), {})  # noqa: S102
    if page != "docs/python.md":
        printed = capsys.readouterr().out
        assert all(word in printed for word in ("tideway-controls:GO-1", "oecd", "MultiDiGraph"))
