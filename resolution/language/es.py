"""Spanish."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords

LANGUAGE = Language(
    code="es",
    own_name="español",
    script=Script("es-ES"),
    working=True,
    openings={
        "General Assembly": "La Asamblea General,",
        "Security Council": "El Consejo de Seguridad,",
        "Economic and Social Council": "El Consejo Económico y Social,",
        "Human Rights Council": "El Consejo de Derechos Humanos,",
    },
    masthead=MastheadWords(
        united_nations="Naciones Unidas",
        agenda_item="Tema {} del programa",
        agenda_items="Temas {} del programa",
        distribution="Distr. {}",
        distributions={"General": "general", "Limited": "limitada"},
        original="Original: {}",
        language="español",
        day="{day} de {month} de {year}",
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        joined="{} y {}",
        proposal="proyecto de resolución",
        on=r"el (?=\d)",
        annex="Anexo",
        form={"committee": "Comisión:", "topic": "Tema:", "sponsors": "Patrocinadores:", "signatories": "Signatarios:"},
        organs={
            "General Assembly": "Asamblea General",
            "Security Council": "Consejo de Seguridad",
            "Economic and Social Council": "Consejo Económico y Social",
            "Human Rights Council": "Consejo de Derechos Humanos",
        },
    ),
)  # fmt: skip
