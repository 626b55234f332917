"""The notebook runs from top to bottom, and shows tables and pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
for library in ("pandas", "pyarrow", "networkx", "matplotlib"):
    pytest.importorskip(library)

NOTEBOOK = Path(__file__).parents[2] / "python" / "examples" / "three-questions.ipynb"


def test_the_three_questions(tmp_path: Path) -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [output.get("data", {}) for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    pages = "".join("".join(data.get("text/html", "")) for data in shown)
    assert "<svg" in pages and 'class="concord"' in pages and "tideway-controls:GO-1" in pages
    assert sum("image/png" in data for data in shown) == 2
