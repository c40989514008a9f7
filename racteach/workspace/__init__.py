"""The student's folder (start, reset), JupyterLab on it (lab), and what is wrong with a machine (doctor)."""

from racteach.workspace.diagnosis import Finding, examine_all
from racteach.workspace.folder import Change, reset_file, start_course
from racteach.workspace.needs import SYSTEM_NEEDS, SystemNeed
from racteach.workspace.server import open_lab
from racteach.workspace.source import WorkspaceError, clone_root, course_files, default_folder

__all__ = [
    "SYSTEM_NEEDS",
    "Change",
    "Finding",
    "SystemNeed",
    "WorkspaceError",
    "clone_root",
    "course_files",
    "default_folder",
    "examine_all",
    "open_lab",
    "reset_file",
    "start_course",
]
