#!/usr/bin/env python3
"""One int32 in another process that holds a gibibyte: memdelbrot-cli search beside scanmem, as whole runs of their programs.

usage: find_number.py MEMDELBROT_CLI [--runs N]
Fails when Memdelbrot is not 30 times ahead, takes more than 60 MB, or the two disagree. Needs scanmem and NumPy.
"""
import argparse
import json
import mmap
import os
import re
import signal
import subprocess
import sys
import time

import numpy

SIZE = 1 << 30
WANTED = -12345
BAR_RATIO = 30
BAR_MEGABYTES = 60


def hold_memory(ready):
    """Positive numbers, so that none is the wanted one by chance, which stands at four places."""
    memory = mmap.mmap(-1, SIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    numbers = numpy.frombuffer(memory, numpy.int32)
    block = numpy.random.default_rng(1).integers(0, 2**31, 1 << 22, numpy.int32)
    for begin in range(0, len(numbers), len(block)):
        numpy.copyto(numbers[begin:begin + len(block)], block)
    for place in (7, len(numbers) // 3, len(numbers) // 2, len(numbers) - 1):
        numbers[place] = WANTED
    os.write(ready, numbers.ctypes.data.to_bytes(8, "little"))
    while True:
        signal.pause()


def run(command):
    """Seconds, peak megabytes and what was printed."""
    begin = time.monotonic()
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    printed = program.stdout.read().decode(errors="replace")
    _, status, usage = os.wait4(program.pid, 0)
    seconds = time.monotonic() - begin
    if status != 0:
        sys.exit(f"{command[0]} ended with status {status}:\n{printed[-1000:]}")
    return seconds, usage.ru_maxrss * 1024 / 1e6, printed


def best(command, runs):
    results = [run(command) for _ in range(runs)]
    return min(result[0] for result in results), max(result[1] for result in results), results[0][2]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cli")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        hold_memory(writer)
    try:
        begin = int.from_bytes(os.read(reader, 8), "little")
        theirs = best(["scanmem", "-p", str(child), "-c",
                       f"option scan_data_type int32;option region_scan_level 2;{WANTED};list;exit"], options.runs)
        ours = best([options.cli, "search", "--pid", str(child), "--value", "int32", str(WANTED), "--align", "4",
                     "--writable", "--json"], options.runs)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    places = {int(match["address"], 16) for match in json.loads(ours[2])["matches"]}
    listed = {int(address, 16) for address in re.findall(r"\[ *\d+\] +([0-9a-f]+)", theirs[2])}
    inside = {place for place in places if begin <= place < begin + SIZE}
    if len(inside) != 4 or not inside <= listed:
        sys.exit(f"the places differ: {sorted(map(hex, inside))}, scanmem {sorted(map(hex, listed))[:10]}")
    print(f"memdelbrot-cli {ours[0]:.3f} s, {ours[1]:.0f} MB; scanmem {theirs[0]:.3f} s, {theirs[1]:.0f} MB: "
          f"{theirs[0] / ours[0]:.1f} times ahead (bar {BAR_RATIO}, {BAR_MEGABYTES} MB)")
    return 0 if theirs[0] >= BAR_RATIO * ours[0] and ours[1] <= BAR_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main())
