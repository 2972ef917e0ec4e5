"""Rasa policy: a message that goes on with the list on screen goes to the look-up that made it."""

from __future__ import annotations

from typing import Any

from rasa.core.featurizers.precomputation import MessageContainerForCoreFeaturization
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import today
from bot.dialogue.list_turns import Message, OpenList, look_up_for

LOOK_UPS = {"action_find_enterprises": "enterprises", "action_find_events": "events"}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ListFollowUpPolicy(Policy):
    """Predicts the look-up action for follow-ups, whatever the classifier makes of so few words.

    A rule can't do this: whether "de tweede" or "nee, Lier" belongs to a list depends on the words and on how long
    ago the list was shown. In guides (forms) it stays out of the way.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 7}

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ListFollowUpPolicy:
        return cls(config, model_storage, resource, execution_context)

    def train(self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        precomputations: MessageContainerForCoreFeaturization | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        action = _next_action(tracker)
        if action is not None:
            probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities)


def _next_action(tracker: DialogueStateTracker) -> str | None:
    if tracker.active_loop_name or tracker.latest_message is None:
        return None
    ran = actions_since_message(tracker)
    if ran:
        return ACTION_LISTEN_NAME if ran[0] in LOOK_UPS and len(ran) == 1 else None
    latest = tracker.latest_message
    intent = latest.intent
    message = Message(
        latest.text or "",
        intent.get("name") or "",
        tuple(latest.entities or ()),
        today(),
        float(intent.get("confidence") or 0.0),
        intent.get("full_retrieval_intent_name") or "",
    )
    target = look_up_for(message, _open_list(tracker))
    return next((name for name, kind in LOOK_UPS.items() if kind == target), None)


def actions_since_message(tracker: DialogueStateTracker) -> list[str]:
    """What ran since the latest message, the last first."""
    names: list[str] = []
    for event in reversed(tracker.applied_events()):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name:
            names.append(event.action_name)
    return names


def _open_list(tracker: DialogueStateTracker) -> OpenList | None:
    """The list that was shown before the latest message."""
    turns = 0
    for event in reversed(tracker.applied_events()):
        if isinstance(event, UserUttered):
            turns += 1
        elif isinstance(event, ActionExecuted) and event.action_name in LOOK_UPS and turns:
            state = tracker.get_slot("enterprise_search") or {}
            kind = LOOK_UPS[event.action_name]
            own = state if kind == "enterprises" and isinstance(state, dict) else {}
            return OpenList(kind, turns, own.get("asked"), own.get("total"), own.get("focus"))
    return None
