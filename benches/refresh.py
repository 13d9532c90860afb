#!/usr/bin/env python3
"""Times a refresh of 200 feeds with 10,000 articles beside newsboat, where it is installed.

    benches/refresh.py [--rounds 3] [--preset medium] [--json OUT.json] [--no-build]

Makes the feeds with mkfeeds.py from $DATELINE_SHARED (default ../shared) and serves them on loopback. A round is: the first
refresh into an empty store, a second one with nothing new, for each program in turn. Printed are the medians of wall
time, processor time, peak memory, and the size of the store. Run nothing beside it.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("DATELINE_SHARED", ROOT / "../shared")).resolve()
WORK = ROOT / "target/refresh"
PORT = 8790


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)


def timed(*command, env=None):
    """Wall and processor seconds, peak MiB."""
    began = time.monotonic()
    null = subprocess.DEVNULL
    child = subprocess.Popen([str(word) for word in command], stdout=null, stderr=null, env=env)
    _, status, used = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    if status:
        sys.exit(f"{command[0]} ended with {status}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def serve(feeds, preset):
    mkfeeds = SHARED / "measure/mkfeeds.py"
    if not (feeds / "feeds.opml").exists():
        run(sys.executable, mkfeeds, "gen", feeds, "--preset", preset, "--port", PORT, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [sys.executable, str(mkfeeds), "serve", str(feeds), "--port", str(PORT), "--warm"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/stats").read()
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("the server does not answer")


def size(path):
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def dateline(feeds):
    home = WORK / "dateline"
    shutil.rmtree(home, ignore_errors=True)
    program = [ROOT / "target/release/dateline", "--data-dir", home, "--config", WORK / "none.toml"]
    run(*program, "import", feeds / "feeds.opml", stdout=subprocess.DEVNULL)
    first = timed(*program, "refresh")
    stored = size(home)
    again = timed(*program, "refresh", "--all")
    return first, again, stored


def newsboat(feeds):
    home = WORK / "newsboat"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    urls = subprocess.run(
        [sys.executable, str(SHARED / "measure/mkfeeds.py"), "urls", str(feeds), "--port", str(PORT)],
        check=True, capture_output=True, text=True).stdout
    (home / "urls").write_text(urls)
    (home / "config").write_text("reload-threads 8\n")
    program = ["newsboat", "-u", home / "urls", "-c", home / "cache.db", "-C", home / "config", "-x", "reload"]
    env = dict(os.environ, HOME=str(home))
    first = timed(*program, env=env)
    stored = size(home / "cache.db")
    again = timed(*program, env=env)
    return first, again, stored


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--preset", default="medium")
    parser.add_argument("--json")
    parser.add_argument("--no-build", action="store_true")
    options = parser.parse_args()
    if not options.no_build:
        run("cargo", "build", "--release", "--bin", "dateline", cwd=ROOT)
    WORK.mkdir(parents=True, exist_ok=True)
    feeds = WORK / f"feeds-{options.preset}"
    programs = {"dateline": dateline}
    if shutil.which("newsboat"):
        programs["newsboat"] = newsboat
    server = serve(feeds, options.preset)
    taken = {name: [] for name in programs}
    try:
        for _ in range(options.rounds):
            for name, measure in programs.items():
                taken[name].append(measure(feeds))
    finally:
        server.terminate()
        server.wait()
    rows = {}
    for name, rounds in taken.items():
        median = lambda pick: round(statistics.median(pick(one) for one in rounds), 3)
        rows[name] = {
            f"{part} {what}": median(lambda one: one[at][of])
            for at, part in enumerate(["first", "again"])
            for of, what in enumerate(["wall s", "cpu s", "peak MiB"])
        } | {"store MB": median(lambda one: one[2])}
    width = max(map(len, rows))
    columns = list(next(iter(rows.values())))
    print(" " * width, *(f"{column:>14}" for column in columns))
    for name, row in rows.items():
        print(f"{name:{width}}", *(f"{row[column]:>14}" for column in columns))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
