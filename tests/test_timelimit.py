"""The time limit rings while the action runs, and at no other time, however late the machine delivers it."""

from __future__ import annotations

import signal
import threading

import pytest

from racteach.checks import timelimit
from racteach.checks.timelimit import TimeIsUp, run_limited

needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm signal")
SHORT = [1e-6 * step for step in range(1, 400)]


def ended(seconds, action=lambda: None):
    """Return whether an action came to its end within a limit."""
    try:
        run_limited(action, seconds)
    except TimeIsUp:
        return False
    return True


@pytest.fixture
def no_alarm():
    """Take away the test runner's own alarm."""
    before, timer = signal.signal(signal.SIGALRM, signal.SIG_IGN), signal.setitimer(signal.ITIMER_REAL, 0)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)
    signal.setitimer(signal.ITIMER_REAL, *timer)


@needs_alarm
@pytest.mark.usefixtures("no_alarm")
def test_a_limit_that_is_over_before_the_action_begins_leaves_no_alarm():
    rang = [not ended(seconds) for seconds in SHORT for _ in range(5)]
    assert any(rang), "some limits are shorter than the way to the action"
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@needs_alarm
@pytest.mark.usefixtures("no_alarm")
def test_an_alarm_outside_the_action_raises_nothing(monkeypatch):
    """The alarm arrives while the limit is set up, and again while it is taken away."""
    real = signal.setitimer

    def late(which, seconds, interval=0.0):
        signal.raise_signal(signal.SIGALRM)
        found = real(which, seconds, interval)
        signal.raise_signal(signal.SIGALRM)
        return found

    monkeypatch.setattr(signal, "setitimer", late)
    assert not ended(60)
    assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.parametrize("way", ["_by_interrupt", "_by_async_exception"])
def test_a_watchdog_that_is_over_before_the_action_begins_ends(way, monkeypatch):
    monkeypatch.setattr(timelimit, "_by_alarm", getattr(timelimit, way))
    before, threads = signal.getsignal(signal.SIGINT), threading.active_count()
    for seconds in SHORT:
        ended(seconds)
    assert signal.getsignal(signal.SIGINT) is before
    assert threading.active_count() == threads


@pytest.mark.parametrize("way", ["_by_alarm", "_by_interrupt", "_by_async_exception"])
def test_the_limit_rings_again_where_it_was_swallowed(way, monkeypatch):
    if way == "_by_alarm" and not hasattr(signal, "setitimer"):
        pytest.skip("this system has no alarm signal")
    monkeypatch.setattr(timelimit, "_by_alarm", getattr(timelimit, way))
    monkeypatch.setattr(timelimit, "_AGAIN", 0.02)
    swallowed = []

    def stubborn():
        while True:
            try:
                while True:
                    pass
            except BaseException as error:
                swallowed.append(error)
                if len(swallowed) > 2:
                    raise

    assert not ended(0.02, stubborn)
    assert len(swallowed) == 3
