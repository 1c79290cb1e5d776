#!/usr/bin/env python3
"""Start to first window of Memdelbrot, Okteta and Fraqtive, side by side on one Xvfb: the time, the processors' time until
then, and the memory that is resident a second later.

usage: start_up.py MEMDELBROT [--runs N]
Fails when Memdelbrot needs more than 0.6 of Okteta's time or more than 150 MB. Needs Xvfb, xdotool, okteta and fraqtive.
"""
import argparse
import contextlib
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BAR_RATIO = 0.6
BAR_MEGABYTES = 150
LIMIT_SECONDS = 30


def start_display():
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-noreset"],
                              pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as display:
        return server, ":" + display.readline().strip()


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith("RssAnon") or line.startswith("RssFile"):
                yield int(line.split()[1]) / 1024


def processor_seconds(pid):
    """Of all its threads, in user and system mode; /proc/PID/stat counts in hundredths, schedstat in nanoseconds."""
    seconds = 0
    for path in glob.glob(f"/proc/{pid}/task/*/schedstat"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError), open(path) as thread:
            seconds += int(thread.read().split()[0]) / 1e9
    return seconds


def measure(command, environment):
    begin = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid), "--name", "."]
    try:
        while time.monotonic() - begin < LIMIT_SECONDS:
            if subprocess.run(search, env=environment, capture_output=True).stdout.strip():
                seconds = time.monotonic() - begin
                used = processor_seconds(program.pid)
                time.sleep(1)   # what is read and drawn after the first frame counts as memory too
                return seconds, used, sum(resident_megabytes(program.pid))
            if program.poll() is not None:
                sys.exit(f"start_up: {command[0]} ended with {program.returncode} before it had a window")
        sys.exit(f"start_up: {command[0]} had no window within {LIMIT_SECONDS} s")
    finally:
        program.terminate()
        program.wait()


def table(runs):
    """Name to (median seconds, least seconds, least processor seconds, median megabytes); the first run warms caches."""
    print(f"{'':12} {'median':>8} {'least':>8} {'processor':>9} {'resident':>9}")
    rows = {}
    for name, found in runs.items():
        seconds, used, megabytes = zip(*found[1:])
        rows[name] = statistics.median(seconds), min(seconds), min(used), statistics.median(megabytes)
        print("{:12} {:6.3f} s {:6.3f} s {:7.3f} s {:6.1f} MB".format(name, *rows[name]))
    return rows


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("memdelbrot")
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    for needed in ("Xvfb", "xdotool", "okteta", "fraqtive"):
        if not shutil.which(needed):
            sys.exit(f"start_up: {needed} is not installed: packaging/install-dependencies --benchmarks")
    server, display = start_display()
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
            commands = {"memdelbrot": [options.memdelbrot], "okteta": ["okteta"], "fraqtive": ["fraqtive"]}
            runs = {name: [] for name in commands}
            for _ in range(options.runs + 1):   # in turn, so that a busy machine slows all
                for name, command in commands.items():
                    runs[name].append(measure(command, environment))
    finally:
        server.terminate()
        server.wait()
    rows = table(runs)
    ours = rows["memdelbrot"]
    for peer in ("okteta", "fraqtive"):
        print("to {}: {:.2f} by the median, {:.2f} by the least, {:.2f} by the processors' time".format(
            peer, *(mine / theirs for mine, theirs in zip(ours[:3], rows[peer]))))
    ratio = ours[0] / rows["okteta"][0]
    print(f"ratio {ratio:.2f} (bar {BAR_RATIO}), {ours[3]:.0f} MB (bar {BAR_MEGABYTES})")
    return 0 if ratio <= BAR_RATIO and ours[3] <= BAR_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
