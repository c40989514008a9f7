"""Which system calls a student's process may not make: a seccomp filter, compiled by libseccomp.

The sandbox already has no files, no network and no other user's processes. The filter takes away what the
kernel offers besides: state that outlives a process (keyrings), memory that no limit counts (memory files,
shared segments), namespaces and mounts of its own, looking into other processes, and interfaces that have
often had holes. A call that is refused fails with EPERM, so that an honest program gets an ordinary error.

libseccomp is called directly: it is kept by its authors, part of nearly every Linux, and its few functions
have not changed since version 2.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import errno
import os
import socket
import tempfile
from functools import cache

_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NOT_EQUAL, _MASKED_EQUAL = 1, 7

#: By what they would be used for. A name that this kernel's architecture does not have is passed over.
REFUSED = {
    "state that outlives the process": "add_key keyctl request_key",
    "memory outside the limits": "memfd_create memfd_secret shmget shmat msgget semget mq_open userfaultfd",
    "namespaces and mounts": (
        "unshare setns mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick "
        "mount_setattr"
    ),
    "other processes": "ptrace process_vm_readv process_vm_writev pidfd_getfd kcmp process_madvise",
    "what the whole machine shares": "io_setup io_submit inotify_init inotify_init1",
    "wide interfaces to the kernel": (
        "io_uring_setup io_uring_enter io_uring_register bpf perf_event_open fanotify_init "
        "name_to_handle_at open_by_handle_at lookup_dcookie syslog quotactl quotactl_fd acct personality "
        "init_module finit_module delete_module kexec_load kexec_file_load iopl ioperm modify_ldt "
        "swapon swapoff reboot settimeofday clock_settime clock_adjtime adjtimex vhangup"
    ),
}
#: New namespaces by clone: mount, cgroup, uts, ipc, user, pid, net.
_NEW_NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)


class _Compared(ctypes.Structure):
    """A condition on one argument of a call."""

    _fields_ = (
        ("argument", ctypes.c_uint),
        ("how", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    )


@cache
def compiled_filter() -> bytes | None:
    """Return the filter as bubblewrap's ``--seccomp`` reads it, None where there is no libseccomp.

    Raises:
        OSError: libseccomp refused a rule; a filter with a hole is worse than a stop.
    """
    name = ctypes.util.find_library("seccomp")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = (
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(_Compared),
    )  # fmt: skip
    library.seccomp_export_bpf.argtypes = (ctypes.c_void_p, ctypes.c_int)
    library.seccomp_release.argtypes = (ctypes.c_void_p,)
    context = library.seccomp_init(_ALLOW)
    if not context:
        raise OSError("libseccomp could not begin a filter")

    def refuse(call: str, *conditions: _Compared, answer: int = errno.EPERM) -> None:
        number = library.seccomp_syscall_resolve_name(call.encode("ascii"))
        if number == -1:  # unknown to this libseccomp
            return
        compared = (_Compared * len(conditions))(*conditions)
        failed = library.seccomp_rule_add_array(context, _ERRNO | answer, number, len(conditions), compared)
        if failed and failed != -errno.EDOM:  # a call that this architecture does not have
            raise OSError(-failed, f"libseccomp refused the rule against {call}")

    try:
        for calls in REFUSED.values():
            for call in calls.split():
                refuse(call)
        refuse("clone3", answer=errno.ENOSYS)  # its flags cannot be seen; programs then use clone
        for flag in _NEW_NAMESPACES:
            refuse("clone", _Compared(0, _MASKED_EQUAL, flag, flag))
        for call in ("socket", "socketpair"):
            refuse(call, _Compared(0, _NOT_EQUAL, socket.AF_UNIX, 0))
        with tempfile.TemporaryFile() as file:
            if library.seccomp_export_bpf(context, file.fileno()):
                raise OSError("libseccomp could not write the filter")
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            return file.read()
    finally:
        library.seccomp_release(context)
