"""The one kernel of the course: IPython in the Python that runs racteach."""

from __future__ import annotations

import zmq
from jupyter_client.kernelspec import KernelSpecManager


class CourseKernels(KernelSpecManager):
    """Offers no kernel from any folder, so that a ``python3`` of the user's cannot shadow the course's.

    With no folder to search, ``ensure_native_kernel`` leaves ``python3`` of the running Python alone.

    Example:
        >>> list(CourseKernels().find_kernel_specs())
        ['python3']
    """

    def _kernel_dirs_default(self) -> list[str]:
        return []


def encryption() -> str:
    """Return whether what goes between Jupyter and kernel is encrypted: wherever this ZeroMQ can.

    Without it the kernel warns the student, in the terminal, of eavesdroppers on the same machine.
    """
    return "auto" if zmq.has("curve") else "disabled"
