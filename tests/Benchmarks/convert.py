"""Processor time of `ecg convert` beside a Python that only reads and cleans the same files, in turns, on one core.

    dotnet publish functions/Ecg.Cli -c Release -r linux-x64 -p:PublishAot=true -o out     # what a release contains
    /usr/bin/python3 tests/Benchmarks/convert.py [--ecg out/ecg] [--from DIR] [--files 2000] [--rounds 3]

Without --ecg it is the command of `dotnet build functions/Ecg.Cli -c Release`.

The recordings are 2 000 Level 4 files of 12 leads and 5 000 samples at 500 Hz on a RAM disk: made up, or those of a
folder over and over, with their headers. Needs Linux and the Debian packages python3-scipy and python3-pandas.
"""

import argparse
import itertools
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMAND = ROOT / "functions/Ecg.Cli/bin/Release/net10.0/ecg"
LEADS, SAMPLES, RATE, GAIN = 12, 5000, 500, 1000


def clean(folder):
    """The least that a conversion in Python does; it writes nothing."""
    import pandas as pd
    from scipy.io import loadmat

    for path in sorted(pathlib.Path(folder).glob("**/*.mat")):
        frame = pd.DataFrame(loadmat(path)["val"].T).astype("float64") / GAIN
        frame = frame.ffill().bfill()
        frame = (frame - frame.min()) / (frame.max() - frame.min())


def bump(phase, centre, width):
    return np.exp(-((phase - centre) ** 2) / (2 * width * width))


def make(path, seed):
    """Beats on a slow drift, with the noise of a 12-bit recorder: MAT-File Format, Level 4."""
    random = np.random.default_rng(seed)
    time = np.arange(SAMPLES)[:, None] / RATE
    phase = (time * random.uniform(0.8, 1.8) + random.uniform()) % 1
    beat = 1.2 * bump(phase, 0.40, 0.012) - 0.2 * bump(phase, 0.43, 0.015) + 0.15 * bump(phase, 0.22, 0.03) + 0.3 * bump(phase, 0.65, 0.05)
    lead = np.arange(LEADS)[None, :]
    noise = (random.random((SAMPLES, LEADS)) + random.random((SAMPLES, LEADS)) - 1) * 0.012
    signal = beat * (1 - 0.12 * lead) + 0.05 * np.sin(time * 2) + noise
    header = np.array([30, LEADS, SAMPLES, 0, 4], "<i4").tobytes()
    path.write_bytes(header + b"val\0" + np.round(signal * GAIN).astype("<i2").tobytes())


def fill(raw, source, count):
    if source is None:
        for i in range(count):
            make(raw / f"A{i:05}.mat", i)
        return
    files = itertools.cycle(sorted(source.glob("*.mat")))
    for i, path in zip(range(count), files):
        shutil.copyfile(path, raw / f"A{i:05}.mat")
        header = path.with_suffix(".hea")
        if header.exists():
            text = header.read_text(encoding="latin-1").replace(path.stem, f"A{i:05}")
            (raw / f"A{i:05}.hea").write_text(text, encoding="latin-1")


def cpu(command):
    """The seconds of user and system time that a command takes on one core."""
    process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} ended with status {os.waitstatus_to_exitcode(status)}.")
    return usage.ru_utime + usage.ru_stime


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--ecg", default=COMMAND, help="the command to measure")
    options.add_argument("--from", dest="source", type=pathlib.Path, help="a folder of recordings to take")
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--clean", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.clean:
        clean(given.clean)
        return

    with tempfile.TemporaryDirectory(dir="/dev/shm") as work:
        raw, lake = pathlib.Path(work, "raw"), pathlib.Path(work, "lake")
        raw.mkdir()
        fill(raw, given.source, given.files)
        defaults = [] if given.source else ["--fs", RATE, "--gain", GAIN]
        ratios = []
        for _ in range(given.rounds):
            peer = cpu([sys.executable, __file__, "--clean", raw])
            ours = cpu([given.ecg, "convert", raw, "--out", lake, "--jobs", 1, *defaults])
            size = sum(path.stat().st_size for path in lake.glob("**/*.parquet"))
            shutil.rmtree(lake)
            ratios.append(ours / peer)
            print(f"ecg {ours:6.2f} s   Python {peer:6.2f} s   ratio {ours / peer:.2f}   lake {size / 1e6:.1f} MB", flush=True)
        print(f"ratio, median: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
