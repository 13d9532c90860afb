#!/usr/bin/env python3
"""Times the screen of dateline beside an empty ratatui program, and newsboat where it is installed.

    benches/screen.py [--rounds 3] [--json OUT.json]

Builds what it needs, fills stores of 1k, 10k and 100k articles below target/screen, and hands a suite to ttybench.py
from $DATELINE_SHARED (default ../shared), where mkfeeds.py and floor/ are, too. Everything is measured in one go,
interleaved. Run nothing beside it.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("DATELINE_SHARED", ROOT / "../shared")).resolve()
WORK = ROOT / "target/screen"
TABLES = ROOT / "src/store/schema.rs"
STORES = {"1k": 1_000, "10k": 10_000, "100k": 100_000}

# The article is shown and its facts with it. After a press the harness waits 20 ms, a preview comes after 80: so `move`
# is the move alone, and `preview` a move with all that follows.
READY = "WHO|WHERE|WHEN"
MOVES = "sleep:300 move=j*8 move=k*8 move=j*8 move=k*8 sleep:300"
READING = (
    "[preview=j sleep:250]*10 !g !g sleep:300 edge=j*60 sleep:300 !g !g sleep:300 listpage=C-f*10 !g !g sleep:300 "
    "[open=Enter sleep:250 back=q sleep:250 !j sleep:250]*12 !Enter sleep:300 scroll=j*60 !g !g sleep:100 [page=C-f page=C-b]*12 "
    "q sleep:300 !g !g sleep:300 burst:j*200 sleep:2000 idle:3000 q"
)
SHORT = f"{MOVES} burst:j*200 sleep:2000 idle:1000 q"


def run(*command, **options):
    subprocess.run([str(word) for word in command], check=True, **options)


def build():
    run("cargo", "build", "--release", "--bin", "dateline", "--example", "fill", cwd=ROOT)
    floor = WORK / "floor"
    if not floor.exists():
        shutil.copytree(SHARED / "measure/floor", floor)
        run("chmod", "-R", "u+w", floor)
    run("cargo", "build", "--release", cwd=floor)


def fill():
    for name, count in STORES.items():
        store = WORK / f"store-{name}"
        # One of older tables would be brought up to date in every run, and that would be measured.
        if store.exists() and store.stat().st_mtime < TABLES.stat().st_mtime:
            shutil.rmtree(store)
        if not store.exists():
            run(ROOT / "target/release/examples/fill", store, count)
            # The bundled articles come in once and are put aside: not what is measured.
            run(ROOT / "target/release/dateline", "--data-dir", store, "sample", "off")


def newsboat():
    """A list of 10k articles in newsboat, its feeds fetched from a local server."""
    if not shutil.which("newsboat"):
        print("newsboat is not installed: left out", file=sys.stderr)
        return []
    folder, tool, port = WORK / "newsboat", SHARED / "measure/mkfeeds.py", "8762"
    if not (folder / "cache.db").exists():
        folder.mkdir(exist_ok=True)
        run(sys.executable, tool, "gen", folder / "feeds", "--preset", "medium", "--port", port)
        server = subprocess.Popen([sys.executable, tool, "serve", folder / "feeds", "--port", port])
        try:
            time.sleep(2)
            urls = subprocess.run([sys.executable, tool, "urls", folder / "feeds", "--port", port],
                                  check=True, capture_output=True, text=True).stdout
            (folder / "urls").write_text('"query:All:age >= 0"\n' + urls)
            (folder / "config").write_text("bind-key j down\nbind-key k up\nauto-reload no\n")
            run("newsboat", "-u", folder / "urls", "-c", folder / "cache.db", "-C", folder / "config", "-x", "reload")
        finally:
            server.terminate()
    arguments = ["newsboat", "-u", folder / "urls", "-c", folder / "cache.db", "-C", folder / "config"]
    return [{
        "name": "newsboat-10k",
        "argv": [str(word) for word in arguments],
        "ready": "Your feeds|All",
        "keys": "sleep:300 !Enter sleep:800 move=j*8 move=k*8 move=j*8 move=k*8 sleep:300 edge=j*60 sleep:300 !Home sleep:300 "
                "[open=Enter sleep:250 back=q sleep:250 !j sleep:250]*12 !Enter sleep:300 scroll=j*20 q sleep:300 !Home sleep:300 "
                "burst:j*200 sleep:2000 idle:3000 q q",
    }]


PORT = "8763"


def refreshing():
    """A store of 10k articles with 200 feeds more, whose server takes its time: keys while they are fetched."""
    folder, tool = WORK / "slow", SHARED / "measure/mkfeeds.py"
    if not (folder / "feeds.opml").exists():
        run(sys.executable, tool, "gen", folder, "--preset", "medium", "--port", PORT)
    store = WORK / "store-refreshing"
    if not store.exists():
        shutil.copytree(WORK / "store-10k", store)
        run(ROOT / "target/release/dateline", "--data-dir", store, "import", folder / "feeds.opml")
    serve = [sys.executable, str(tool), "serve", str(folder), "--port", PORT, "--delay-ms", "300"]
    program = {
        "name": "dateline-refreshing",
        "argv": [str(ROOT / "target/release/dateline"), "--data-dir", str(WORK / "run")],
        "setup": f"rm -rf {WORK}/run && cp -r {store} {WORK}/run && sync",
        "ready": READY,
        # The refresh begins by itself after two seconds, and by R here.
        "keys": "sleep:300 !R sleep:400 [while=j*8 while=k*8 sleep:100]*6 q",
    }
    return program, serve


def suite():
    programs = [{"name": "floor", "argv": [str(WORK / "floor/target/release/rtfloor")], "ready": "agreement",
                 "keys": "sleep:200 move=j*8 move=k*8 move=j*8 move=k*8 burst:j*200 sleep:300 idle:1000 q"}]
    for name in STORES:
        keys = f"{MOVES} {READING}" if name == "10k" else SHORT
        programs.append({
            "name": f"dateline-{name}",
            "argv": [str(ROOT / "target/release/dateline"), "--data-dir", str(WORK / f"store-{name}")],
            # Each round starts where the last one began: at the newest article, and nothing read.
            "setup": f"rm -rf {WORK}/run && cp -r {WORK}/store-{name} {WORK}/run && sync",
            "ready": READY,
            "keys": keys,
        })
        programs[-1]["argv"][2] = str(WORK / "run")
        if name == "10k":
            # As it is on any later day: all is in its story, and the facts of what is shown are known.
            again = {key: programs[-1][key] for key in ("argv", "ready")}
            programs.append(again | {"name": "dateline-10k-again", "keys": "sleep:5000 idle:1000 q"})
    return {"size": "120x40", "baseline": "floor", "programs": programs + [refreshing()[0]] + newsboat()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not (SHARED / "measure/ttybench.py").exists():
        sys.exit(f"skipped: {SHARED}/measure is not here; set DATELINE_SHARED")
    WORK.mkdir(parents=True, exist_ok=True)
    build()
    fill()
    (WORK / "suite.json").write_text(json.dumps(suite(), indent=1))
    command = [sys.executable, SHARED / "measure/ttybench.py", "--suite", WORK / "suite.json", "--rounds", options.rounds]
    server = subprocess.Popen(refreshing()[1])
    try:
        run(*command, *(["--json", options.json] if options.json else []))
    finally:
        server.terminate()


if __name__ == "__main__":
    main()
