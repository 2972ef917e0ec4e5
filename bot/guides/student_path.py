"""Where a visitor is in the student guide, and where a button or typed words lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from bot.guides.content import word_set
from bot.guides.student import LegalForm, Option, Question, Step, StudentGuide
from bot.nlu.normalization import normalize

MENU = "menu"
END = "end"
AGAIN = "again"

FILLERS = word_set(
    "ik kies wil graag naar de het een over meer doe maar liever ga eens dan we laten nu en stap stappen onderdeel "
    "weten toon geef aub"
)
NEXT_WORDS = ("verder", "volgende", "ok", "oke", "ja", "door", "next", "goed", "vooruit", "doorgaan", "verdergaan")
BACK_WORDS = ("terug", "vorige")
MENU_WORDS = ("menu", "overzicht", "ander", "iets anders", "andere keuze", "nee", "andere")
AGAIN_WORDS = ("opnieuw", "vragen opnieuw", "herbegin")


@dataclass(frozen=True)
class StudentPath:
    """Where a visitor is: a step, the menu or the end. Lives in a slot, so any worker goes on with it."""

    at: str
    answers: Mapping[str, str] = field(default_factory=dict)
    """Option id by question id."""
    shown: str | None = None
    """The view that was shown last; shown again after an interruption, it is only recalled."""

    def as_slot(self) -> dict[str, Any]:
        """As plain JSON."""
        return asdict(self)

    def step(self, guide: StudentGuide) -> Step | None:
        return guide.step(self.at)

    def question(self, guide: StudentGuide) -> Question | None:
        """The question that waits for an answer, if any."""
        step = self.step(guide)
        return guide.next_question(self.answers) if step and step.advises else None

    def advised(self, guide: StudentGuide) -> list[LegalForm]:
        """The fitting legal forms, once they are sure and asked for."""
        step = self.step(guide)
        return guide.advised(self.answers) if step and step.advises and not self.question(guide) else []

    def view(self, guide: StudentGuide) -> str:
        """What is to be shown: a step, a question of it, or the menu."""
        question = self.question(guide)
        return f"{self.at}/{question.id}" if question else self.at

    def to(self, name: str, guide: StudentGuide) -> StudentPath | None:
        """The path at a step, the menu, the end, or with the questions asked again; None for an unknown name."""
        if name == AGAIN:
            return replace(self, answers={}, shown=None)
        if name in (MENU, END) or guide.step(name):
            return replace(self, at=name, shown=None)
        return None

    def answered(self, question: str, option: str, guide: StudentGuide) -> StudentPath | None:
        """The path after an answer, also a corrected one; None for one that doesn't exist."""
        asked = guide.question(question)
        if asked is None or option not in {known.id for known in asked.options}:
            return None
        at = guide.advising.id if guide.advising else self.at
        return replace(self, at=at, answers={**self.answers, question: option}, shown=None)

    def typed(self, text: str, guide: StudentGuide) -> StudentPath | None:
        """Where typed words lead; None when they are about something else."""
        words = _content(text)
        question, step = self.question(guide), self.step(guide)
        if question and (option := _option(question, words)):
            return self.answered(question.id, option.id, guide)
        named = next((step for step in guide.steps if words in _names(step)), None)
        if named or (self.at == MENU and (named := _numbered(guide, words))):
            return self.to(named.id, guide)
        if words in NEXT_WORDS and step and not question:
            following = guide.after(step)
            return self.to(following.id if following else END, guide)
        if words in BACK_WORDS and step:
            return self.to(guide.before(step).id, guide)
        if words in MENU_WORDS:
            return self.to(MENU, guide)
        return self.to(AGAIN, guide) if words in AGAIN_WORDS and step and step.advises else None


def path_of(slot: object, guide: StudentGuide) -> StudentPath | None:
    """The path that ``as_slot`` wrote; None when there is none or its step was taken out since."""
    if not isinstance(slot, Mapping):
        return None
    path = StudentPath(str(slot.get("at")), dict(slot.get("answers") or {}), slot.get("shown"))
    return path if path.at in (MENU, END) or path.step(guide) else None


def first(guide: StudentGuide) -> StudentPath:
    """The beginning."""
    return StudentPath(guide.steps[0].id)


def _content(text: str) -> str:
    """The words that say something: ``ik wil meer weten over geld`` -> geld."""
    words = normalize(text).replace("?", "").replace("!", "").split()
    return " ".join(word for word in words if word not in FILLERS) or " ".join(words)


def _names(step: Step) -> set[str]:
    return {_content(name) for name in (step.title, *step.words)}


def _option(question: Question, words: str) -> Option | None:
    for number, option in enumerate(question.options, start=1):
        if words == str(number) or words in {_content(name) for name in (option.title, *option.words)}:
            return option
    return None


def _numbered(guide: StudentGuide, words: str) -> Step | None:
    return guide.steps[int(words) - 1] if words.isdecimal() and 1 <= int(words) <= len(guide.steps) else None
