#!/usr/bin/env python3
"""Start here. Makes .venv beside this file, installs the locked dependencies, runs a command in it.

The test tools have an environment of their own, .venv-test, so that they never change the course's.

    python3 course.py                       open the course in JupyterLab
    python3 course.py test [--quick] [...]  everything that CI checks (--quick: the part under 3 minutes)
    python3 course.py bench                 the benchmarks
    python3 course.py site [--serve]        the course as a website, in build/site
    python3 course.py slides NN [--serve]   slides of a lesson with notes for the teacher, in build/slides
    python3 course.py COMMAND [...]         racteach COMMAND: start, reset, lab, doctor, ...

Needs Python 3.11 to 3.14 and, for the first start, a network. On Windows write `py course.py`.
To remove everything again, delete this folder.
"""
# Standard library only, and readable by Python 3.6, so that an old Python can say what it lacks.

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = os.path.dirname(os.path.realpath(__file__))
LOCKS = {name: os.path.join(ROOT, "locks", name + ".txt") for name in ("course", "test", "site")}
#: What pip and uv write when they reach no package index.
NO_NETWORK = ["NewConnectionError", "NameResolutionError", "ConnectTimeout", "ConnectionError"]
NO_NETWORK += ["unreachable", "dns error", "error sending request", "Failed to fetch", "Could not connect"]


def use(packages):
    """Name the environment that holds these packages: .venv for the course, .venv-test for its tests."""
    global VENV, BIN, PYTHON, STAMP
    VENV = os.path.join(ROOT, ".venv" if packages == "course" else ".venv-" + packages)
    BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
    PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
    STAMP = os.path.join(VENV, "course-stamp.json")


use("course")


class CannotStart(Exception):
    """One sentence for the user."""


def say(text):
    print("course.py: " + text, file=sys.stderr, flush=True)


def check_python(version):
    """Refuse a Python that the lock does not cover."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return
    given, hint = f"{version[0]}.{version[1]}", "install one of them and run course.py with it"
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        if shutil.which(name) and not subprocess.call([name, "-c", ""], stderr=subprocess.DEVNULL):
            hint = f"run `{name} course.py`"
            break
    raise CannotStart(f"this is Python {given}, and the course needs Python 3.11 to 3.14: {hint}.")


def find_uv():
    """Return the path of uv, or None. One inside our environment does not count: it would delete itself."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    others = [folder for folder in folders if os.path.realpath(folder) != os.path.realpath(BIN)]
    return shutil.which("uv", path=os.pathsep.join(others))


def fingerprint():
    """Return a hash of all that decides what is installed: both locks and the package's own metadata."""
    import tomllib

    digest = hashlib.sha256()
    for name in sorted(LOCKS):
        with open(LOCKS[name], "rb") as lock:
            digest.update(lock.read().replace(b"\r\n", b"\n"))
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)
    parts = [project["build-system"], project["project"], project.get("tool", {}).get("hatch", {})]
    digest.update(json.dumps(parts, sort_keys=True).encode())
    return digest.hexdigest()


def wanted_stamp(tool, packages):
    python = f"{sys.version.split()[0]} at {os.path.realpath(sys.base_prefix)}"
    return {"lock": fingerprint(), "python": python, "venv": VENV, "tool": tool, "packages": packages}


def read_stamp():
    """Return what the finished .venv holds, or {} where there is none, or an unfinished one."""
    try:
        with open(STAMP, encoding="utf-8") as file:
            stamp = json.load(file)
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and os.path.exists(PYTHON) else {}


def write_stamp(stamp):
    with open(STAMP + ".part", "w", encoding="utf-8") as file:
        json.dump(stamp, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    os.replace(STAMP + ".part", STAMP)


def environment():
    """Return every command's variables: .venv first, no Python paths of the user's, a place for caches."""
    env = dict(os.environ)
    for name in ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_HASHES"):
        env.pop(name, None)
    # UTF-8 mode, since Python before 3.13 reads a .pth file in the locale's encoding.
    env.update(PYTHONUTF8="1", PIP_USER="0", VIRTUAL_ENV=VENV, PIP_DISABLE_PIP_VERSION_CHECK="1")
    env["PATH"] = os.pathsep.join([BIN, env["PATH"]] if env.get("PATH") else [BIN])
    home = os.path.expanduser("~")
    if not (os.path.isdir(home) and os.access(home, os.W_OK | os.X_OK)):
        names = "IPYTHONDIR JUPYTER_CONFIG_DIR JUPYTER_DATA_DIR JUPYTER_RUNTIME_DIR MPLCONFIGDIR"
        names += " PIP_CACHE_DIR UV_CACHE_DIR XDG_CACHE_HOME XDG_CONFIG_HOME"
        for name in names.split():
            env.setdefault(name, os.path.join(VENV, "home", name.lower()))
    return env


@contextlib.contextmanager
def one_at_a_time():
    """Let one start install at a time. The lock is on this very file, so it leaves nothing behind.

    The installers inherit it: where only course.py was killed, the next start waits until they end.
    """
    with open(os.path.join(ROOT, "course.py"), "rb") as file:
        told = False
        while not try_lock(file):
            if not told:
                say("another start is installing in this folder: waiting for it ...")
            told = True
            time.sleep(0.3)
        yield file.fileno()


def try_lock(file):
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(1 << 30)  # far behind the text: Windows locks are mandatory, and others want to read it
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        pass  # a file system without locks: go on as if alone
    return True


def step(what, command, lock):
    """Run one command quietly; show the seconds it took, or the end of what it wrote where it failed."""
    begun = time.monotonic()
    keep = {} if os.name == "nt" else {"pass_fds": (lock,)}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=ROOT, env=environment(), **keep
        )
        status = None
        try:
            while status is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    status = process.wait(timeout=1)
                if sys.stderr.isatty():
                    print(
                        f"{what} ... {time.monotonic() - begun:.0f} s", end="\r", file=sys.stderr, flush=True
                    )
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        log.seek(0)
        written = log.read().decode("utf-8", "replace")
    if status == 0:
        say(f"{what} [{time.monotonic() - begun:.1f} s]")
        return
    print("\n".join(written.splitlines()[-12:]), file=sys.stderr)
    if any(sign in written for sign in NO_NETWORK):
        raise CannotStart(f"{what} failed: no package index answered, and a first start needs a network.")
    raise CannotStart(f"{what} failed with exit status {status}; the lines above say why.")


def make_venv(uv, lock):
    """Make .venv from nothing."""
    if os.path.islink(VENV):
        os.unlink(VENV)
    elif os.path.exists(VENV):
        name = os.path.basename(VENV)
        say(f"removing the old {name}: unfinished, or made for another lock, Python, tool or folder")
        shutil.rmtree(VENV)
    python = getattr(sys, "_base_executable", None) or sys.executable
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if uv:  # allow existing: uv's own cache may lie in .venv already
        command = [uv, "venv", "--quiet", "--no-project", "--allow-existing", "--python", python, VENV]
        step(f"making {os.path.basename(VENV)} with uv, Python {version}", command, lock)
        return
    for module in ("venv", "ensurepip"):
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:  # no origin: an empty folder
            raise CannotStart(
                f"this Python lacks the module {module}, which makes virtual environments: on Debian and "
                f"Ubuntu `sudo apt install python{version}-venv` brings it; then start again."
            )
    step(f"making {os.path.basename(VENV)}, Python {version}", [python, "-P", "-m", "venv", VENV], lock)
    if sys.version_info < (3, 12):
        # venv adds setuptools there, and what is not locked would hide a missing dependency
        remove = [PYTHON, "-P", "-m", "pip", "uninstall", "--yes", "setuptools"]
        step("removing setuptools", remove, lock)


def install(uv, packages, lock):
    """Install one lock file and nothing else, then our own package, which no lock can name."""
    pip = [PYTHON, "-P", "-m", "pip"]
    command = [uv, "pip", "install", "--python", PYTHON] if uv else [*pip, "install", "--progress-bar", "off"]
    locked = ["--only-binary", ":all:", "--require-hashes", "-r", LOCKS[packages]]
    step(f"installing the locked packages ({packages})", command + locked, lock)
    ours = ["--no-deps", "--no-build-isolation", "--editable", ROOT]
    step("installing racteach", command + ours, lock)


def prepare(packages):
    """Bring an environment up to date: nothing to do, or all of it anew."""
    use(packages)
    uv = find_uv()
    wanted = wanted_stamp("uv" if uv else "pip", packages)
    if read_stamp() == wanted:
        return
    with one_at_a_time() as lock:
        begun = time.monotonic()
        if read_stamp() == wanted:
            return
        with contextlib.suppress(FileNotFoundError):
            os.unlink(STAMP)
        make_venv(uv, lock)
        install(uv, packages, lock)
        write_stamp(wanted)
    say(f"ready after {time.monotonic() - begun:.0f} s; the next start skips all this")


def hand_over(arguments):
    """Run the Python of the environment in our place and return its exit status."""
    command, env = [PYTHON, *arguments], environment()
    aside = os.path.join(VENV, "home")
    if env.get("IPYTHONDIR", "").startswith(aside):
        os.makedirs(aside, exist_ok=True)
    if os.name == "posix":
        os.execve(PYTHON, command, env)
    process = subprocess.Popen(command, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass  # the command got it as well, and decides


def main(arguments):
    command, rest = (arguments[0], arguments[1:]) if arguments else ("lab", [])
    if command in ("-h", "--help", "help"):
        print(__doc__.strip())
        return 0
    try:
        check_python(sys.version_info)
        if command.startswith("-"):
            say(f"options follow a command, as in `course.py lab {command}`.")
            return 2
        prepare({"test": "test", "bench": "test", "site": "site", "slides": "site"}.get(command, "course"))
        if command == "test":
            return hand_over([os.path.join(ROOT, "tests", "run.py"), *rest])
        if command in ("site", "slides"):
            script = {"site": "build.py", "slides": "slides.py"}[command]
            return hand_over([os.path.join(ROOT, "docs", "site", script), *rest])
        if command == "bench":
            os.chdir(ROOT)
            return hand_over(["-m", "tests.benchmarks", *rest])
        return hand_over(["-P", "-m", "racteach.cli", command, *rest])
    except CannotStart as error:
        say(str(error))
    except OSError as error:
        what, where = error.strerror or error, error.filename or ROOT
        say(f"{what}: {where}; the folder of course.py must be writable and its disk not full.")
    except KeyboardInterrupt:
        say("stopped; the next start does again what was not finished.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
