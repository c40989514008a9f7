"""Tools for those who write the course: canonical notebooks, and exercises built from their solutions.

authoring.execute_notebook("lessons/03_....ipynb")     # run it and store it in canonical form
authoring.build("solutions", "exercises")              # write the exercises
authoring.check("solutions", "exercises")              # differences, none when all is built
authoring.new_exercise(".", "06-name")                 # cells and stubs of a new task
authoring.new_lesson(".", "14", "some_words")          # a lesson from the template
authoring.new_project("my-project")                    # a student's project
authoring.write_readme(".")                            # the README's table and counts
"""

from racteach.authoring.execution import execute_notebook
from racteach.authoring.files import read_notebook, write_notebook
from racteach.authoring.projects import new_project
from racteach.authoring.readme import readme_text, write_readme
from racteach.authoring.releases import build, check, release
from racteach.authoring.scaffolds import new_exercise, new_lesson

__all__ = [
    "build",
    "check",
    "execute_notebook",
    "new_exercise",
    "new_lesson",
    "new_project",
    "read_notebook",
    "readme_text",
    "release",
    "write_notebook",
    "write_readme",
]
