"""The quiz "feit of fabel?": begins a round, judges an answer, puts the next statement, tells the score."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guides import ask, is_open, is_question, unfinished_guide
from actions.replies import Button, button_title, entity_of, payload, say, topic_button
from actions.services import titles
from bot.answers.provenance import provenance_of
from bot.guides.quiz import QuizRound, Statement, new_round, quiz, round_of
from bot.guides.verdicts import Answer, answer_of
from bot.knowledge.facts import fact_base

FORM = "quiz_form"
ANSWER, ROUND = "quiz_answer", "quiz_round"
VERDICT, STATEMENT = "quiz_verdict", "quiz_statement"
START, CHOOSE = "start_quiz", "answer_quiz"
DONE = "done"
"""Value of the form's slot once the round is over; until then it stays empty, so that the form asks on."""
GOOD, FAIR = 0.8, 0.5
"""Shares of right answers from which the closing words change."""
FURTHER = 2
YES_OR_NO: dict[str, Answer] = {"affirm": "feit", "deny": "fabel"}
UNCLEAR_INTENTS = frozenset({"nlu_fallback", "out_of_scope"})
UNCLEAR_WORDS = 4
"""So short a message that nobody understands was most likely meant as an answer."""

Events = list[dict[str, Any]]


class ActionOpenQuiz(Action):
    """Begin a round, or go on with the one that was left."""

    def name(self) -> str:
        return "action_open_quiz"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        left = _round(tracker)
        if left and left.current and _intent(tracker) != START:
            return [SlotSet(ANSWER, None)]
        begun = new_round(quiz(), left.seen if left else ())
        say(dispatcher, "utter_quiz_intro", total=begun.total)
        return [SlotSet(ROUND, begun.as_slot()), SlotSet(ANSWER, None)]


class ValidateQuizForm(Action):
    """Judges what was answered; without an answer nothing is set, so that the form rejects and the rules answer."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        here = _round(tracker)
        if here is None or here.current is None:
            return [SlotSet(ANSWER, DONE)]
        if not is_open(tracker, FORM):
            return []
        if _is_unclear(tracker, here):
            if _intent(tracker) != CHOOSE:
                say(dispatcher, "utter_quiz_unclear")
            return [SlotSet(ANSWER, None)]
        given = _given(tracker, here)
        if given is None:
            return []
        statement = quiz()[here.current]
        _explain(dispatcher, statement, given)
        after = here.after(right=given == statement.verdict)
        return [SlotSet(ROUND, after.as_slot()), SlotSet(ANSWER, None if after.current else DONE)]


class ActionAskQuizAnswer(Action):
    """The next statement, with how far the visitor is."""

    def name(self) -> str:
        return f"action_ask_{ANSWER}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        here = _round(tracker)
        if here is None or here.current is None:
            return []
        choices = {"feit": "utter_button_fact", "fabel": "utter_button_fable", "weet-niet": "utter_button_no_idea"}
        buttons: list[Button] = [
            {
                "title": button_title(domain, title),
                "payload": payload(CHOOSE, **{VERDICT: choice, STATEMENT: here.current}),
            }
            for choice, title in choices.items()
        ]
        buttons.append({"title": button_title(domain, "utter_button_stop"), "payload": payload("stop")})
        ask(
            dispatcher,
            tracker,
            "utter_quiz_statement",
            buttons=buttons,
            number=here.asked + 1,
            total=here.total,
            right=here.right,
            statement=quiz()[here.current].statement,
        )
        return []


class ActionQuizResult(Action):
    """The score, and what to read or do next."""

    def name(self) -> str:
        return "action_quiz_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        here = _round(tracker)
        if here is not None and here.asked:
            share = here.right / here.asked
            shape = "good" if share >= GOOD else "fair" if share >= FAIR else "low"
            buttons = [*_further(here), *_after_the_quiz(domain)]
            say(dispatcher, f"utter_quiz_result_{shape}", buttons=buttons, right=here.right, total=here.asked)
        return [SlotSet("guide", unfinished_guide(tracker, "quiz"))]


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name"))


def _text(tracker: Tracker) -> str:
    return str(tracker.latest_message.get("text") or "")


def _round(tracker: Tracker) -> QuizRound | None:
    return round_of(tracker.get_slot(ROUND), quiz())


def _given(tracker: Tracker, here: QuizRound) -> Answer | None:
    """The answer to the current statement, by button or in words."""
    if _intent(tracker) != CHOOSE:
        text = _text(tracker)
        return None if text.startswith("/") else answer_of(text) or YES_OR_NO.get(_intent(tracker))
    verdict = entity_of(tracker, VERDICT)
    return answer_of(verdict.replace("-", " ")) if verdict and entity_of(tracker, STATEMENT) == here.current else None


def _is_unclear(tracker: Tracker, here: QuizRound) -> bool:
    """A button of an earlier statement, or a short message that says nothing else: the statement is put again."""
    if _given(tracker, here) is not None:
        return False
    text = _text(tracker)
    short = len(text.split()) <= UNCLEAR_WORDS and not is_question(text)
    return _intent(tracker) == CHOOSE or (short and _intent(tracker) in UNCLEAR_INTENTS)


def _explain(dispatcher: CollectingDispatcher, statement: Statement, given: Answer) -> None:
    """Whether the answer was right, and why, with the sources."""
    shape = "skipped" if given == "weet-niet" else "right" if given == statement.verdict else "wrong"
    say(
        dispatcher,
        f"utter_quiz_{shape}",
        buttons=[topic_button(statement.related, titles()[statement.related])],
        details=provenance_of(statement.facts, fact_base()).as_dict(),
        verdict=statement.verdict,
        explanation=statement.explanation,
    )


def _further(here: QuizRound) -> list[Button]:
    """Answers about what was missed."""
    topics = dict.fromkeys(quiz()[name].related for name in here.missed)
    return [topic_button(topic, titles()[topic]) for topic in list(topics)[:FURTHER]]


def _after_the_quiz(domain: dict[str, Any]) -> list[Button]:
    targets = {"utter_button_again": START, "utter_button_find_enterprise": "find_enterprise"}
    return [{"title": button_title(domain, title), "payload": payload(target)} for title, target in targets.items()]
