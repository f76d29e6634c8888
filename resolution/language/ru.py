"""Russian."""

from __future__ import annotations

from resolution.language.language import Language, Script
from resolution.language.masthead_words import MastheadWords

LANGUAGE = Language(
    code="ru",
    own_name="русский",
    script=Script("ru-RU"),
    openings={
        "General Assembly": "Генеральная Ассамблея,",
        "Security Council": "Совет Безопасности,",
        "Economic and Social Council": "Экономический и Социальный Совет,",
        "Human Rights Council": "Совет по правам человека,",
    },
    masthead=MastheadWords(
        united_nations="Организация Объединенных Наций",
        agenda_item="Пункт {} повестки дня",
        agenda_items="Пункты {} повестки дня",
        language="Russian",
        joined="{} и {}",
        proposal="проект резолюции",
        on=r"(?=\d)",
        annex="Приложение",
        form={"committee": "Комитет:", "topic": "Тема:", "sponsors": "Авторы:", "signatories": "Подписавшие:"},
        organs={
            "General Assembly": "Генеральная Ассамблея",
            "Security Council": "Совет Безопасности",
            "Economic and Social Council": "Экономический и Социальный Совет",
            "Human Rights Council": "Совет по правам человека",
        },
    ),
)  # fmt: skip
