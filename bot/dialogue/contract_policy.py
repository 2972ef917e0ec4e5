"""Rasa policy: "nee, 80.000 euro" after the result of the contracts guide changes that answer."""

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

from bot.dialogue.list_policy import LOOK_UPS, actions_since_message
from bot.guides.contract_words import corrects

FORM, RESULT = "contract_form", "action_contract_result"
LASTS = 4
"""For so many messages after the result an answer can be corrected."""
OTHER_TURNS = frozenset(
    ("stop", "goodbye", "thank", "personal_data", "abuse", "start_quiz", "start_student_guide", "start_contract_guide")
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class ContractCorrectionPolicy(Policy):
    """Opens the form again for a correction, and tells the new result.

    A rule can't do this: whether "toch in Gent" corrects the guide depends on the words and on what was shown last.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"priority": 8}

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ContractCorrectionPolicy:
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
    latest = tracker.latest_message
    if tracker.active_loop_name or latest is None or not _result_is_shown(tracker):
        return None
    intent = str(latest.intent.get("name") or "")
    if intent in OTHER_TURNS or not corrects(latest.text or "", intent, latest.entities or ()):
        return None
    ran = tuple(reversed(actions_since_message(tracker)))
    return {(): FORM, (FORM,): RESULT, (FORM, RESULT): ACTION_LISTEN_NAME}.get(ran)


def _result_is_shown(tracker: DialogueStateTracker) -> bool:
    """Whether the result was told a few messages ago, before the latest one, and no list since."""
    messages = 0
    for event in reversed(tracker.applied_events()):
        if isinstance(event, UserUttered):
            messages += 1
            if messages > LASTS:
                return False
        elif messages and isinstance(event, ActionExecuted):
            if event.action_name == RESULT:
                return True
            if event.action_name in LOOK_UPS:
                return False
    return False
