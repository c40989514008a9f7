"""Run a function that may never end, and come back after a time limit.

In the main thread of a POSIX system an alarm signal interrupts it. Elsewhere a watchdog thread does: through
an interrupt signal in the main thread, through an asynchronous exception in any other. A loop that catches
every exception, or a call that stays inside compiled code, cannot be stopped from inside its own process.
"""

from __future__ import annotations

import _thread
import ctypes
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

Result = TypeVar("Result")

_AGAIN = 0.5  # seconds until the next try, where the first interrupt was swallowed


class TimeIsUp(BaseException):
    """Raised inside a function that ran too long; no Exception, so `except Exception` does not catch it."""


def run_limited(action: Callable[[], Result], seconds: float) -> Result:
    """Return `action()`, or raise TimeIsUp when it has not ended after `seconds`.

    Raises:
        TimeIsUp: the action ran into the limit, even if it swallowed the interrupt and ended then.

    >>> run_limited(lambda: 2 + 2, seconds=5)
    4
    """
    if threading.current_thread() is not threading.main_thread():
        return _by_async_exception(action, seconds)
    if hasattr(signal, "setitimer"):
        return _by_alarm(action, seconds)
    return _by_interrupt(action, seconds)


class _Bell:
    """Whether the limit is on, and whether it was reached.

    The limit is on while the action runs. What arrives earlier or later, as on a busy machine, raises nothing
    then: an exception on the way in or out would leave the alarm on, and hit whatever comes next.
    """

    def __init__(self) -> None:
        self.on = False
        self.rang = False

    def ring(self, frame: FrameType | None) -> None:
        """Raise TimeIsUp in the action, which has just been interrupted in this frame."""
        self.rang = True
        if self.on and (frame is None or frame.f_code is not _Bell.run.__code__):
            raise TimeIsUp

    def run(self, action: Callable[[], Result]) -> Result:
        try:
            self.on = True
            result = action()
        finally:
            self.on = False
        if self.rang:
            raise TimeIsUp
        return result


def _by_alarm(action: Callable[[], Result], seconds: float) -> Result:
    bell = _Bell()
    started = time.monotonic()
    handler = signal.signal(signal.SIGALRM, lambda number, frame: bell.ring(frame))
    delay, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        return bell.run(action)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if delay:  # somebody else's alarm goes on
            signal.setitimer(signal.ITIMER_REAL, max(delay - (time.monotonic() - started), 0.001), interval)


def _by_interrupt(action: Callable[[], Result], seconds: float) -> Result:
    bell = _Bell()
    expired = threading.Event()
    previous = signal.getsignal(signal.SIGINT)

    def interrupted(number: int, frame: FrameType | None) -> None:
        if expired.is_set():
            bell.ring(frame)
        elif callable(previous):
            previous(number, frame)

    def expire() -> None:
        expired.set()
        _thread.interrupt_main()

    signal.signal(signal.SIGINT, interrupted)
    watchdog = _Watchdog(expire, seconds)
    try:
        return bell.run(action)
    finally:
        watchdog.stop()
        signal.signal(signal.SIGINT, signal.SIG_DFL if previous is None else previous)


def _by_async_exception(action: Callable[[], Result], seconds: float) -> Result:
    bell = _Bell()
    target = ctypes.c_ulong(threading.get_ident())

    def expire() -> None:
        bell.rang = True
        if bell.on:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(target, ctypes.py_object(TimeIsUp))

    watchdog = _Watchdog(expire, seconds)
    try:
        return bell.run(action)
    finally:
        bell.on = False
        watchdog.stop()
        ctypes.pythonapi.PyThreadState_SetAsyncExc(target, None)


class _Watchdog:
    """A thread that calls `expire` after `seconds`, and again from time to time until it is stopped."""

    def __init__(self, expire: Callable[[], None], seconds: float) -> None:
        self._expire = expire
        self._seconds = seconds
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        wait = self._seconds
        while not self._done.wait(wait):
            self._expire()
            wait = _AGAIN

    def stop(self) -> None:
        """End the thread; after this it expires nothing."""
        self._done.set()
        self._thread.join()
