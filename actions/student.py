"""The student guide: opens it, follows a choice, shows the next part."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guides import ask, is_open, unfinished_guide
from actions.replies import Button, button_title, entity_of, payload, say, topic_button
from actions.services import titles
from bot.answers.provenance import provenance_of
from bot.guides.student import Step, student_guide
from bot.guides.student_path import AGAIN, END, MENU, StudentPath, first, path_of
from bot.knowledge.facts import fact_base

FORM = "student_form"
CHOICE, PATH = "student_choice", "student_path"
STEP, OPTION = "student_step", "student_option"
START, CHOOSE = "start_student_guide", "choose_student"
DONE = "done"
"""Value of the form's slot once the guide is over; until then it stays empty, so that the form asks on."""
YES_OR_NO = {"affirm": "ja", "deny": "nee"}
"""A yes or no in other words, which no rule answers."""
DEEPER = 2

Events = list[dict[str, Any]]


class ActionOpenStudentGuide(Action):
    """Begin at the first part, or go on where the visitor was; an old button leads to its part."""

    def name(self) -> str:
        return "action_open_student_guide"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del dispatcher, domain
        left = _path(tracker)
        if left is None or left.at == END or _intent(tracker) == START:
            left = first(student_guide())
        here = (_intent(tracker) == CHOOSE and _chosen(tracker, left)) or left
        return [SlotSet(PATH, here.as_slot()), SlotSet(CHOICE, None)]


class ValidateStudentForm(Action):
    """Follows a choice; without one nothing is set, so that the form rejects and the rules answer."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del dispatcher, domain
        here = _path(tracker)
        if here is None or here.at == END:
            return [SlotSet(CHOICE, DONE)]
        after = _chosen(tracker, here) if is_open(tracker, FORM) else None
        if after is None:
            return []
        return [SlotSet(PATH, after.as_slot()), SlotSet(CHOICE, DONE if after.at == END else None)]


class ActionAskStudentChoice(Action):
    """The part where the visitor is, with its sources, and where to go from there."""

    def name(self) -> str:
        return f"action_ask_{CHOICE}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        here = _path(tracker)
        if here is None or here.at == END:
            return []
        step, question, view = here.step(student_guide()), here.question(student_guide()), here.view(student_guide())
        if step is None:
            _show_menu(dispatcher, tracker, domain)
        elif question:
            options = {f"{question.id}/{option.id}": option.title for option in question.options}
            buttons = [
                *({"title": title, "payload": payload(CHOOSE, **{OPTION: name})} for name, title in options.items()),
                *_ways_out(domain),
            ]
            ask(dispatcher, tracker, "utter_student_question", buttons=buttons, question=question.ask, **_place(step))
        elif here.shown == view:
            ask(dispatcher, tracker, "utter_student_reminder", buttons=_buttons(here, step, domain), **_place(step))
        else:
            _show_step(dispatcher, tracker, domain, here, step)
        return [SlotSet(PATH, {**here.as_slot(), "shown": view})]


class ActionStudentDone(Action):
    """The end of the guide, with what to do next."""

    def name(self) -> str:
        return "action_student_done"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        del domain
        say(dispatcher, "utter_student_done")
        return [SlotSet("guide", unfinished_guide(tracker, "student"))]


def _intent(tracker: Tracker) -> str:
    return str((tracker.latest_message.get("intent") or {}).get("name"))


def _path(tracker: Tracker) -> StudentPath | None:
    return path_of(tracker.get_slot(PATH), student_guide())


def _chosen(tracker: Tracker, here: StudentPath) -> StudentPath | None:
    """Where the latest message leads, by button or in words."""
    text = str(tracker.latest_message.get("text") or "")
    if not text.startswith("/"):
        plain = YES_OR_NO.get(_intent(tracker), "")
        return here.typed(text, student_guide()) or here.typed(plain, student_guide())
    if option := entity_of(tracker, OPTION):
        question, _, name = option.partition("/")
        return here.answered(question, name, student_guide())
    step = entity_of(tracker, STEP)
    return here.to(step, student_guide()) if step else None


def _place(step: Step) -> dict[str, Any]:
    steps = student_guide().steps
    return {"number": steps.index(step) + 1, "total": len(steps), "title": step.title}


def _show_menu(dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> None:
    buttons = [_to(step.title, step.id) for step in student_guide().steps]
    ask(dispatcher, tracker, "utter_student_menu", buttons=[*buttons, _stop(domain)])


def _show_step(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any], here: StudentPath, step: Step
) -> None:
    """The part's text; where legal forms are advised, those with why they fit."""
    advised = here.advised(student_guide())
    body = "\n\n".join([step.text.strip(), *(form.text.strip() for form in advised)])
    facts = dict.fromkeys([*step.facts, *(fact for form in advised for fact in form.facts)])
    details = provenance_of(facts, fact_base()).as_dict()
    buttons = _buttons(here, step, domain)
    ask(dispatcher, tracker, "utter_student_step", buttons=buttons, details=details, body=body, **_place(step))


def _buttons(here: StudentPath, step: Step, domain: dict[str, Any]) -> list[Button]:
    """Further, deeper, a look-up, another part, stop."""
    following = student_guide().after(step)
    onward = (
        _to(button_title(domain, "utter_button_next", title=following.title), following.id)
        if following
        else _to(button_title(domain, "utter_button_finish"), END)
    )
    advised = here.advised(student_guide())
    again = [_to(button_title(domain, "utter_button_questions_again"), AGAIN)] if advised else []
    look_up = step.look_up
    looked_up = [{"title": look_up.title, "payload": payload(look_up.intent, **look_up.entities)}] if look_up else []
    topics = [*step.related, *(topic for form in advised for topic in form.related)]
    return [onward, *_deeper(topics), *looked_up, *again, *_ways_out(domain)]


def _deeper(topics: Iterable[str]) -> list[Button]:
    return [topic_button(topic, titles()[topic]) for topic in list(dict.fromkeys(topics))[:DEEPER]]


def _ways_out(domain: dict[str, Any]) -> list[Button]:
    return [_to(button_title(domain, "utter_button_other_part"), MENU), _stop(domain)]


def _to(title: str, name: str) -> Button:
    return {"title": title, "payload": payload(CHOOSE, **{STEP: name})}


def _stop(domain: dict[str, Any]) -> Button:
    return {"title": button_title(domain, "utter_button_stop"), "payload": payload("stop")}
