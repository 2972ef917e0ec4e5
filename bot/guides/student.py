"""The student guide: a short path of steps, with a few questions that lead to a fitting legal form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.guides.content import GuideError, GuidePart, Passage, read_guide
from bot.paths import GUIDES

STUDENT = GUIDES / "student.yml"
IDENTIFIER = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class LookUp(GuidePart):
    """A button that looks something up: an intent with its entities."""

    title: str
    intent: str
    entities: dict[str, str]


class Step(GuidePart):
    """One part of the guide; with ``advises`` it first asks the questions and then tells the fitting legal forms."""

    id: str = Field(regex=IDENTIFIER)
    title: str
    words: tuple[str, ...]
    text: str
    facts: tuple[str, ...]
    related: tuple[str, ...]
    look_up: LookUp | None = None
    advises: bool = False


class Option(GuidePart):
    """One answer to a question."""

    id: str = Field(regex=IDENTIFIER)
    title: str
    words: tuple[str, ...]


class Question(GuidePart):
    """A question with its possible answers."""

    id: str = Field(regex=IDENTIFIER)
    ask: str
    options: tuple[Option, ...]


class LegalForm(GuidePart):
    """A legal form and why it fits."""

    id: str = Field(regex=IDENTIFIER)
    title: str
    text: str
    facts: tuple[str, ...]
    related: tuple[str, ...]


class Advice(GuidePart):
    """The legal forms for whoever gave the answers of ``when`` (question id -> option id)."""

    when: dict[str, str]
    legal_forms: tuple[str, ...]

    def contradicted_by(self, answers: Mapping[str, str]) -> bool:
        return any(answers.get(question, option) != option for question, option in self.when.items())

    def open_questions(self, answers: Mapping[str, str]) -> list[str]:
        return [question for question in self.when if question not in answers]


class StudentGuide(GuidePart):
    """All of data/guides/student.yml."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    advice: tuple[Advice, ...]
    legal_forms: tuple[LegalForm, ...]

    def step(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.id == name), None)

    @property
    def advising(self) -> Step | None:
        """The step that asks the questions."""
        return next((step for step in self.steps if step.advises), None)

    def question(self, name: str) -> Question | None:
        return next((question for question in self.questions if question.id == name), None)

    def after(self, step: Step) -> Step | None:
        """The step that follows, or None after the last."""
        place = self.steps.index(step)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None

    def before(self, step: Step) -> Step:
        """The step that comes before; the first has itself."""
        return self.steps[max(self.steps.index(step) - 1, 0)]

    def next_question(self, answers: Mapping[str, str]) -> Question | None:
        """The first question whose answer can still change the advice; None when the advice is sure."""
        for row in self.advice:
            if not row.contradicted_by(answers):
                unanswered = row.open_questions(answers)
                return self.question(unanswered[0]) if unanswered else None
        return None

    def advised(self, answers: Mapping[str, str]) -> list[LegalForm]:
        """One or two legal forms: those of the first row that the answers don't contradict."""
        row = next(row for row in self.advice if not row.contradicted_by(answers))
        return [form for name in row.legal_forms for form in self.legal_forms if form.id == name]

    def passages(self) -> Iterator[Passage]:
        """All texts that rest on facts."""
        for step in self.steps:
            if not step.advises:
                yield Passage(f"student/{step.id}", step.text, step.facts, step.related)
        for form in self.legal_forms:
            yield Passage(f"student/{form.id}", form.text, form.facts, form.related)


def load_student_guide(path: Path = STUDENT) -> StudentGuide:
    """The guide.

    Raises:
        GuideError: the file can't be read or its parts don't fit together.
    """
    guide = read_guide(path, StudentGuide)
    problem = next(_problems(guide), None)
    if problem:
        raise GuideError(f"{path.name}: {problem}")
    return guide


@lru_cache(maxsize=1)
def student_guide() -> StudentGuide:
    """The project's own guide, read once per process."""
    return load_student_guide()


def _problems(guide: StudentGuide) -> Iterator[str]:
    for kind, names in (
        ("onderdeel", [step.id for step in guide.steps]),
        ("vraag", [question.id for question in guide.questions]),
        ("vorm", [form.id for form in guide.legal_forms]),
    ):
        for name in names:
            if names.count(name) > 1:
                yield f"{kind} '{name}' staat er twee keer"
    if not guide.steps:
        yield "er is geen enkel onderdeel"
    options = {question.id: {option.id for option in question.options} for question in guide.questions}
    forms = {form.id for form in guide.legal_forms}
    for row in guide.advice:
        for question, option in row.when.items():
            if option not in options.get(question, set()):
                yield f"het advies noemt '{question}: {option}', maar dat antwoord bestaat niet"
        if not 1 <= len(row.legal_forms) <= 2:
            yield "een advies noemt een of twee vormen"
        for name in row.legal_forms:
            if name not in forms:
                yield f"het advies noemt vorm '{name}', maar die bestaat niet"
    if not guide.advice or guide.advice[-1].when:
        yield "de laatste rij van het advies geldt niet altijd; laat haar 'when' leeg"
