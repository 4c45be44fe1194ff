"""The notebooks run as they stand, and say what stands in them.

Pictures are kept out of them: what they say of themselves in words is compared.
After a change: NOTEBOOKS=update python -m pytest python/tests/test_notebooks.py, and read the difference.
"""

import os
import pathlib

import nbclient
import nbformat
import pytest

NOTEBOOKS = sorted((pathlib.Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def told(cell):
    """What a cell prints and shows, as text."""
    shown = []
    for output in cell.outputs:
        if output.output_type == "stream":
            assert output.name == "stdout", f"a warning: {output.text}"
            shown.append(nbformat.v4.new_output("stream", name="stdout", text=output.text))
        else:
            text = {"text/plain": output.data["text/plain"]}
            shown.append(nbformat.v4.new_output("execute_result", text, execution_count=None))
    return shown


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_what_it_shows(path, tmp_path):
    notebook = nbformat.read(path, as_version=4)
    stands = [(cell.source, cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3",
                            resources={"metadata": {"path": tmp_path}}).execute()
    pictures = 0
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            pictures += sum("image/svg+xml" in output.get("data", {}) for output in cell.outputs)
            cell.outputs, cell.execution_count = told(cell), None
    notebook.metadata.pop("widgets", None)
    if os.environ.get("NOTEBOOKS") == "update":
        notebook.metadata.language_info = {"name": "python"}
        nbformat.write(notebook, path)
    else:
        assert [(cell.source, cell.outputs) for cell in notebook.cells if cell.cell_type == "code"] == stands
    assert pictures >= 2, "a notebook without figures"


def test_there_are_notebooks():
    assert NOTEBOOKS
