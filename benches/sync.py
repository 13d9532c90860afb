#!/usr/bin/env python3
"""Measures syncs with an account on a real Miniflux: what is asked, how long it takes, what comes over the line.

    benches/sync.py [--sizes 1000,10000] [--json OUT.json] [--no-build]

The server is the one of the tests (`cargo test --test servers`): fetched once, on a database of its own. For each size and
each API there is a fresh server, whose articles have been there for an hour, and a fresh store. Then: a first sync; one
with nothing new; one after 100 changes there (50 read, 25 starred, 25 new articles); one after 100 changes here (50 read,
50 starred). Where no Miniflux can be had it says so and measures nothing. Run nothing beside it.
"""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / "target/sync"
KINDS = ("miniflux", "greader")
EACH = 500


class Server:
    """A Miniflux with so many articles. It ends with its standard input."""

    def __init__(self, articles):
        command = ["cargo", "test", "-q", "--test", "servers", "--", "--ignored", "--exact", "--nocapture", "serve::serve"]
        env = dict(os.environ, DATELINE_SERVE=f"{articles // EACH},{EACH}")
        pipe = subprocess.PIPE
        self.child = subprocess.Popen(command, cwd=ROOT, env=env, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
        for line in self.child.stdout:
            if "served: " in line:
                self.told = json.loads(line.split("served: ", 1)[1])
                return
        why = [line for line in self.child.stderr.read().splitlines() if line.startswith("skipped")]
        print(why[0] if why else "skipped, because the server does not start")
        sys.exit(0 if why else 1)

    def end(self):
        self.child.stdin.close()
        self.child.wait()

    def ask(self, method, path, body=None):
        url = f"http://127.0.0.1:{self.told['port']}/v1/{path}"
        data = None if body is None else json.dumps(body).encode()
        headers = {"X-Auth-Token": self.told["key"], "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def change(self):
        """50 articles are read, 25 starred, 25 new."""
        found = self.ask("GET", "entries?order=id&direction=asc&limit=75")["entries"]
        ids = [entry["id"] for entry in found]
        self.ask("PUT", "entries", {"entry_ids": ids[:50], "status": "read"})
        for one in ids[50:]:
            self.ask("PUT", f"entries/{one}/bookmark")
        self.ask("POST", "feeds", {"feed_url": self.told["feeds"] + "/25", "category_id": 1})


class Reader:
    """A store with an account."""

    def __init__(self, kind, told):
        home = WORK / kind
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        who = "" if kind == "miniflux" else f'user = "{told["user"]}"\n'
        (home / "config.toml").write_text(
            f'[[account]]\nname = "home"\nkind = "{kind}"\naddress = "http://127.0.0.1:{told["port"]}"\n{who}env = "WORDS"\n')
        self.env = dict(os.environ, WORDS=told["key"] if kind == "miniflux" else told["password"])
        self.program = [ROOT / "target/release/dateline", "--config", home / "config.toml", "--data-dir", home / "data"]
        self.out = home / "out.json"

    def run(self, *arguments):
        """What it prints, as JSON, and wall seconds, processor seconds, peak MiB."""
        began = time.monotonic()
        with open(self.out, "wb") as out:
            child = subprocess.Popen([str(word) for word in [*self.program, *arguments]], stdout=out, env=self.env)
            _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - began
        if status:
            sys.exit(f"{arguments} ended with {status}")
        text = self.out.read_text()
        return json.loads(text) if text.startswith(("[", "{")) else None, (wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    def sync(self):
        printed, used = self.run("sync", "--json")
        return dict(zip(("wall_s", "cpu_s", "peak_mib"), used), **printed["accounts"][0])

    def change(self):
        """50 articles are read and 50 others starred, offline."""
        rows, _ = self.run("list", "--json", "--limit", "400", "is:unread")
        ids = [row["id"] for row in rows if not row["starred"]]
        self.run("--offline", "mark", "read", *ids[:50])
        self.run("--offline", "mark", "star", *ids[50:100])


def measured(kind, articles):
    server = Server(articles)
    try:
        reader = Reader(kind, server.told)
        rows = {"first": reader.sync(), "nothing new": reader.sync()}
        server.change()
        rows["100 changes there"] = reader.sync()
        reader.change()
        rows["100 changes here"] = reader.sync()
    finally:
        server.end()
    expected = {"first": ("new", articles), "nothing new": ("new", 0),
                "100 changes there": ("new", 25), "100 changes here": ("sent", 100)}
    for what, (field, count) in expected.items():
        assert rows[what][field] == count, (kind, what, rows[what])
    assert rows["100 changes there"]["marked"] == 75, rows["100 changes there"]
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--json")
    parser.add_argument("--no-build", action="store_true")
    wanted = parser.parse_args()
    if not wanted.no_build:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "test", "--quiet", "--no-run", "--test", "servers"], cwd=ROOT, check=True)
    results = []
    print("| API | articles | sync | requests | KB in | s | CPU s | peak MiB |")
    print("| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |")
    for kind in KINDS:
        for articles in map(int, wanted.sizes.split(",")):
            for what, row in measured(kind, articles).items():
                results.append({"api": kind, "articles": articles, "sync": what, **row})
                print(f"| {kind} | {articles:,} | {what} | {row['requests']} | {row['bytes'] / 1000:,.0f} "
                      f"| {row['wall_s']:.2f} | {row['cpu_s']:.2f} | {row['peak_mib']:.0f} |", flush=True)
    if wanted.json:
        pathlib.Path(wanted.json).write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
