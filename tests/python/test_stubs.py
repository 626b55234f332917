"""The stub of the extension module names what the module has, and nothing else."""

from __future__ import annotations

import ast
from pathlib import Path

import concordkg
from concordkg import _concord


def test_the_stub_has_the_names_of_the_module() -> None:
    stub = Path(concordkg.__file__).parent / "_concord.pyi"
    tree = ast.parse(stub.read_text())
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    public = {name for name in dir(_concord) if not name.startswith("_")}
    assert set(classes) | functions == public
    for name, node in classes.items():
        written = {item.name for item in node.body if isinstance(item, ast.FunctionDef)}
        real = {method for method in vars(getattr(_concord, name)) if not method.startswith("_")}
        assert {method for method in written if not method.startswith("_")} == real
    assert (stub.parent / "py.typed").exists()
