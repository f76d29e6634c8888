"""The sample draft: words of our own, on a subject of the starter texts, to look at the program with."""

from __future__ import annotations

from datetime import date

from resolution.labels import numbered
from resolution.leads import lead_length
from resolution.model import Block, Division, Kind, Masthead, Note, Resolution, Status
from resolution.text import Mark, NoteRef, Text, join, make, with_lead

TITLE = "Strengthening cooperation against the criminal misuse of digital networks"

PREAMBLE = (
    "Recalling its resolutions 55/63 of 4 December 2000 and 56/121 of 19 December 2001,",
    "Recognizing that digital networks serve education, trade and the exchange of ideas in all countries,",
    "Noting with concern that offenders work across borders more quickly than requests for assistance travel,",
    "Stressing the need to respect human rights and fundamental freedoms in the fight against crime,",
)

OPERATIVE: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Encourages Member States to name a contact who can be reached at any hour for urgent requests;",
        (),
    ),
    (
        "Invites Member States to share what they have learned, in particular on:",
        (
            "Keeping electronic evidence before it is lost;",
            "Training investigators, prosecutors and judges;",
            "Working with providers of network services;",
        ),
    ),
    (
        "Requests the Secretary-General to report on the implementation of the present resolution.",
        (),
    ),
)


def sample_draft() -> Resolution:
    """Return the sample: a short draft of the Third Committee."""
    masthead = Masthead(
        status=Status.DRAFT,
        organ="General Assembly",
        symbol="A/C.3/81/L.1",
        distribution="Limited",
        issued=date(2026, 10, 12),
        original="English",
        session="Eighty-first session",
        committee="Third Committee",
        agenda_item="110",
        agenda_title="Countering the use of information and communications technologies for criminal purposes",
        sponsors=("Côte d’Ivoire", "Estonia", "Jamaica", "New Zealand"),
        proposal="draft resolution",
    )
    opening = join(make("The General Assembly", Mark.ITALIC), make(","))
    blocks = [Block(Kind.FORMULA, opening)]
    blocks += [Block(Kind.PREAMBULAR, _led(words, Kind.PREAMBULAR)) for words in PREAMBLE]
    blocks[1] = Block(Kind.PREAMBULAR, join(blocks[1].text, (NoteRef(0),)))
    for words, items in OPERATIVE:
        blocks.append(Block(Kind.OPERATIVE, _led(words, Kind.OPERATIVE)))
        blocks += [Block(Kind.ITEM, make(item), level=1) for item in items]
    note = Note(
        make(
            "See also the work of the Commission on Crime Prevention and Criminal Justice on this subject."
        )
    )
    return Resolution(masthead, (Division(title=make(TITLE), blocks=numbered(blocks)),), (note,))


def _led(words: str, kind: Kind) -> Text:
    return with_lead(make(words), lead_length(words, kind))
