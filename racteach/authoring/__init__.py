"""Tools for those who write the course: canonical notebooks, and exercises built from their solutions.

authoring.execute_notebook("lessons/03_....ipynb")     # run it and store it in canonical form
authoring.build("solutions", "exercises")              # write the exercises
authoring.check("solutions", "exercises")              # differences, none when all is built
authoring.notebook_problems("lessons/03_....ipynb")    # what breaks the notebook rules
"""

from racteach.authoring.execution import execute_notebook
from racteach.authoring.files import read_notebook, write_notebook
from racteach.authoring.releases import build, check, release
from racteach.authoring.rules import notebook_problems

__all__ = [
    "build",
    "check",
    "execute_notebook",
    "notebook_problems",
    "read_notebook",
    "release",
    "write_notebook",
]
