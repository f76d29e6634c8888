"""The words a letterhead prints in each official language, and the typeface of leads there.

Source: mastheads of adopted texts in the six languages. What a text itself gives is never translated.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from resolution.language import dates
from resolution.text import Mark

_FORM = {
    "committee": "Committee:",
    "topic": "Topic:",
    "sponsors": "Sponsors:",
    "signatories": "Signatories:",
}
"""The labels of a conference's form."""


@dataclass(frozen=True, slots=True)
class MastheadWords:
    """One language's masthead. `{}` takes what follows; `lead` is how the lead of a clause is printed.

    on: what the date of adoption begins with, a line of its own in the heading (a pattern; none where empty)
    """

    united_nations: str = "United Nations"
    agenda_item: str = "Agenda item {}"
    agenda_items: str = "Agenda items {}"
    distribution: str = "Distr.: {}"
    distributions: dict[str, str] = field(default_factory=dict)
    original: str = "Original: {}"
    language: str = "English"
    day: str = "{day} {month} {year}"
    months: tuple[str, ...] = dates.MONTHS
    joined: str = "{} and {}"
    comma: str = ", "
    proposal: str = "draft resolution"
    on: str = r"on (?=\d)"
    annex: str = "Annex"
    form: dict[str, str] = field(default_factory=lambda: dict(_FORM))
    organs: dict[str, str] = field(default_factory=dict)
    lead: Mark = Mark.ITALIC


_ENGLISH = MastheadWords()

_WORDS = {
    "fr": MastheadWords(
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
    "es": MastheadWords(
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
    "ru": MastheadWords(
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
    "zh": MastheadWords(
        united_nations="联合国",
        agenda_item="议程项目{}",
        agenda_items="议程项目{}",
        language="Chinese",
        joined="{}和{}",
        comma="、",
        proposal="决议草案",
        on="",
        annex="附件",
        form={"committee": "委员会：", "topic": "议题：", "sponsors": "提案国：", "signatories": "附议国："},
        organs={
            "General Assembly": "大会",
            "Security Council": "安全理事会",
            "Economic and Social Council": "经济及社会理事会",
            "Human Rights Council": "人权理事会",
        },
        lead=Mark.BOLD,
    ),
    "ar": MastheadWords(
        united_nations="الأمم المتحدة",
        agenda_item="البند {} من جدول الأعمال",
        agenda_items="البنود {} من جدول الأعمال",
        language="Arabic",
        joined="{} و{}",
        comma="، ",
        proposal="مشروع قرار",
        on=r"في (?=\d)",
        annex="المرفق",
        form={"committee": "اللجنة:", "topic": "الموضوع:", "sponsors": "المقدمون:", "signatories": "الموقعون:"},
        organs={
            "General Assembly": "الجمعية العامة",
            "Security Council": "مجلس الأمن",
            "Economic and Social Council": "المجلس الاقتصادي والاجتماعي",
            "Human Rights Council": "مجلس حقوق الإنسان",
        },
        lead=Mark.BOLD | Mark.ITALIC,
    ),
    "de": MastheadWords(
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
}  # fmt: skip


def words(language: str) -> MastheadWords:
    """Return the words of a language tag ("fr", "fr-CA"); English ones where the table has none."""
    return _WORDS.get(language.lower().partition("-")[0], _ENGLISH)


def listed(names: tuple[str, ...], language: MastheadWords) -> str:
    """Return "Algeria, Brazil and China": no comma before the last, as the Editorial Manual wants it."""
    if len(names) < 2:
        return "".join(names)
    return language.joined.format(language.comma.join(names[:-1]), names[-1])


def printed_day(day: date, language: MastheadWords) -> str:
    """Return the date as the masthead prints it: "5 November 2018"."""
    return language.day.format(day=day.day, month=language.months[day.month - 1], year=day.year)
