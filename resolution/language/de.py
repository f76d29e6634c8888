"""German."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords

LANGUAGE = Language(
    code="de",
    own_name="Deutsch",
    script=Script("de-DE"),
    masthead=MastheadWords(
        united_nations="Vereinte Nationen",
        agenda_item="Tagesordnungspunkt {}",
        agenda_items="Tagesordnungspunkte {}",
        distributions={"General": "Allgemein", "Limited": "Begrenzt"},
        language="Deutsch",
        day="{day}. {month} {year}",
        months=(
            "Januar", "Februar", "März", "April", "Mai", "Juni",
            "Juli", "August", "September", "Oktober", "November", "Dezember",
        ),
        joined="{} und {}",
        proposal="Resolutionsentwurf",
        on=r"am (?=\d)",
        annex="Anlage",
        form={"committee": "Ausschuss:", "topic": "Thema:", "sponsors": "Einbringer:", "signatories": "Unterzeichner:"},
        organs={
            "General Assembly": "Generalversammlung",
            "Security Council": "Sicherheitsrat",
            "Economic and Social Council": "Wirtschafts- und Sozialrat",
            "Human Rights Council": "Menschenrechtsrat",
        },
    ),
)  # fmt: skip
