"""Settings for teachers who grade with nbgrader: put this file in the nbgrader course's folder.

The notebooks beside it go to `source/NAME/` there, unchanged: `nbgrader generate_assignment NAME`.
Marks of solutions and of hidden tests are nbgrader's own; only what a student finds in their place differs.
"""

from nbconvert.preprocessors import TagRemovePreprocessor

c = get_config()  # type: ignore[name-defined]  # noqa: F821

# The stub of our own exercises, so that both releases agree and checks answer "not started".
c.ClearSolutions.code_stub = {"python": "..."}

# Other right answers are for teachers: they stay out of what students get.
c.GenerateAssignment.preprocessors.insert(0, TagRemovePreprocessor)
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"other-ways"}

# A check stops each function after 5 seconds; a cell checks one function.
c.ExecutePreprocessor.timeout = 60
