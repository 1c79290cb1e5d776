#!/usr/bin/env python3
"""Start to first window, and resident memory then, of Memdelbrot and of Okteta, side by side on one Xvfb.

usage: start_up.py MEMDELBROT [--runs N]
Fails when Memdelbrot needs more than 0.6 of Okteta's time or more than 150 MB. Needs Xvfb, xdotool and okteta.
"""
import argparse
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


def measure(command, environment):
    begin = time.monotonic()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    search = ["xdotool", "search", "--onlyvisible", "--pid", str(program.pid), "--name", "."]
    try:
        while time.monotonic() - begin < LIMIT_SECONDS:
            if subprocess.run(search, env=environment, capture_output=True).stdout.strip():
                seconds = time.monotonic() - begin
                time.sleep(1)   # what is read and drawn after the first frame counts as memory too
                return seconds, sum(resident_megabytes(program.pid))
            if program.poll() is not None:
                sys.exit(f"start_up: {command[0]} ended with {program.returncode} before it had a window")
        sys.exit(f"start_up: {command[0]} had no window within {LIMIT_SECONDS} s")
    finally:
        program.terminate()
        program.wait()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("memdelbrot")
    arguments.add_argument("--runs", type=int, default=5)
    options = arguments.parse_args()
    for needed in ("Xvfb", "xdotool", "okteta"):
        if not shutil.which(needed):
            sys.exit(f"start_up: {needed} is not installed: packaging/install-dependencies --benchmarks")
    server, display = start_display()
    try:
        with tempfile.TemporaryDirectory() as home:
            environment = dict(os.environ, DISPLAY=display, QT_QPA_PLATFORM="xcb", HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
            commands = {"memdelbrot": [options.memdelbrot], "okteta": ["okteta"]}
            runs = {name: [] for name in commands}
            for _ in range(options.runs + 1):   # in turn, so that a busy machine slows both
                for name, command in commands.items():
                    runs[name].append(measure(command, environment))
    finally:
        server.terminate()
        server.wait()
    seconds = {name: statistics.median(run[0] for run in found[1:]) for name, found in runs.items()}   # the first warms caches
    megabytes = {name: statistics.median(run[1] for run in found[1:]) for name, found in runs.items()}
    for name in runs:
        print(f"{name:12} {seconds[name]:6.3f} s to the first window, {megabytes[name]:6.1f} MB resident without shared arrays")
    ratio = seconds["memdelbrot"] / seconds["okteta"]
    print(f"ratio {ratio:.2f} (bar {BAR_RATIO}), {megabytes['memdelbrot']:.0f} MB (bar {BAR_MEGABYTES})")
    return 0 if ratio <= BAR_RATIO and megabytes["memdelbrot"] <= BAR_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
