"""Makes the starter corpus: reads the five seed texts, adds what is known of them, writes them as `.akn`.

Run it from the checkout after a change to the readers or the format: `python packaging/make_starter.py`. `KNOWN` holds
what the files do not say themselves, with its source. A draft stays a draft: the resolution that it became is another
text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from resolution.formats.akn import writer as akn
from resolution.formats.plain import reader as plain
from resolution.model import Adoption, Masthead, Resolution, Status, Step, Vote

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "seeds"
DATA = ROOT / "precedent_corpus" / "data"

WITHOUT_A_VOTE = Vote(method="without a vote")


@dataclass(frozen=True)
class Known:
    """What is known of a seed text besides its words: fields of its masthead, its vote, and what a draft became."""

    masthead: dict[str, object]
    vote: Vote | None = None
    adopted_as: str = ""
    adopted_on: date | None = None
    title: str = ""


GA = "General Assembly"
COMMISSION = "Commission on Crime Prevention and Criminal Justice"
KNOWN: dict[str, Known] = {
    "0_A_RES_55_63": Known(
        {
            "status": Status.ADOPTED,
            "organ": GA,
            "symbol": "A/RES/55/63",
            "session": "Fifty-fifth session",
        },
        vote=WITHOUT_A_VOTE,
    ),
    "1_A_RES_56_121": Known(
        {"status": Status.ADOPTED, "organ": GA, "symbol": "A/RES/56/121"},
        vote=WITHOUT_A_VOTE,
    ),
    "2_A_C.3_74_L.11": Known(
        {
            "status": Status.DRAFT,
            "organ": GA,
            "symbol": "A/C.3/74/L.11",
            "issued": date(2019, 10, 11),
            "distribution": "Limited",
            "original": "English",
            "session": "Seventy-fourth session",
            "committee": "Third Committee",
            "agenda_item": "107",
            "agenda_title": "Countering the use of information and communications technologies for criminal purposes",
            "proposal": "draft resolution",
        },
        adopted_as="A/RES/74/247",
        adopted_on=date(2019, 12, 27),
    ),
    "3_A_C.3_73_L.9_Rev.1": Known(
        {"status": Status.DRAFT, "organ": GA, "symbol": "A/C.3/73/L.9/Rev.1"},
        adopted_as="A/RES/73/187",
        adopted_on=date(2018, 12, 17),
    ),
    # The Commission adopts on the last day of its session; the twentieth lasted from 11 to 15 April 2011.
    "4_CCPCJ_20_7": Known(
        {
            "status": Status.ADOPTED,
            "organ": COMMISSION,
            "symbol": "E/CN.15/RES/20/7",
            "number": "20/7",
            "session": "Twentieth session",
            "adopted": date(2011, 4, 15),
        },
    ),
}
"""Sources: the printed mastheads, the register of resolutions, and the Yearbook of the United Nations."""


def starter(seed: Path) -> Resolution:
    """Return a seed text with what is known of it."""
    known = KNOWN[seed.stem]
    resolution = plain.read(seed).resolution
    masthead: Masthead = replace(resolution.masthead, **known.masthead)  # type: ignore[arg-type]
    steps = (Step("adoptedAs", known.adopted_on, known.adopted_as),) if known.adopted_as else ()
    adoption = Adoption(vote=known.vote, steps=steps)
    return replace(resolution, masthead=masthead, adoption=adoption)


def main() -> None:
    """Write every seed text as `.akn` into the starter corpus."""
    for seed in sorted(SEEDS.glob("*.txt")):
        resolution = starter(seed)
        target = DATA / f"{resolution.masthead.symbol.replace('/', '_')}.akn"
        target.write_bytes(akn.to_bytes(resolution))
        print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
