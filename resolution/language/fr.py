"""French."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords

LANGUAGE = Language(
    code="fr",
    own_name="français",
    script=Script("fr-FR"),
    working=True,
    openings={
        "General Assembly": "L’Assemblée générale,",
        "Security Council": "Le Conseil de sécurité,",
        "Economic and Social Council": "Le Conseil économique et social,",
        "Human Rights Council": "Le Conseil des droits de l’homme,",
    },
    masthead=MastheadWords(
        united_nations="Nations Unies",
        agenda_item="Point {} de l’ordre du jour",
        agenda_items="Points {} de l’ordre du jour",
        distribution="Distr. {}",
        distributions={"General": "générale", "Limited": "limitée"},
        original="Original : {}",
        language="français",
        months=(
            "janvier", "février", "mars", "avril", "mai", "juin",
            "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ),
        joined="{} et {}",
        proposal="projet de résolution",
        on=r"le (?=\d)",
        annex="Annexe",
        form={"committee": "Commission :", "topic": "Thème :", "sponsors": "Auteurs :", "signatories": "Signataires :"},
        organs={
            "General Assembly": "Assemblée générale",
            "Security Council": "Conseil de sécurité",
            "Economic and Social Council": "Conseil économique et social",
            "Human Rights Council": "Conseil des droits de l’homme",
        },
    ),
)  # fmt: skip
