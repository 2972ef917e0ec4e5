"""Measures one trained model in a process of its own: ``python -m bot.evaluation.probe MODEL`` prints JSON."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.evaluation.measuring import Outcome, false_answers, parser, percentile, run, scores
from bot.evaluation.metrics import auroc
from bot.evaluation.questions import Question, in_domain, outside
from bot.evaluation.thresholds import FAR, NEAR
from bot.paths import ROOT
from bot.training import ONE_THREAD, QUIET

WARM_UP = 20
RESULT = "probe result: "


def probe(model: Path) -> dict[str, Any]:
    """Run ``model`` on the test part, with one thread, and say how right, how fast and how large it is.

    Raises:
        RuntimeError: the model can't be loaded.
    """
    return run_alone("bot.evaluation.probe", model)


def run_alone(module: str, model: Path) -> dict[str, Any]:
    """What ``python -m module MODEL`` prints behind ``RESULT``, in a process with one thread for numeric libraries.

    Raises:
        RuntimeError: it printed no result.
    """
    command = [sys.executable, "-m", module, str(model)]
    environment = {**os.environ, **QUIET, **ONE_THREAD}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    for line in done.stdout.splitlines():
        if line.startswith(RESULT):
            found: dict[str, Any] = json.loads(line.removeprefix(RESULT))
            return found
    raise RuntimeError(f"{model} can't be measured: {done.stderr.strip().splitlines()[-1:]}")


def measure(model: Path) -> dict[str, Any]:
    """The same in this process."""
    parse = parser(model)
    inside, beyond = _test(in_domain()), _test(outside())
    run(parse, inside[:WARM_UP])
    right, wrong = run(parse, inside), run(parse, beyond)
    found = scores(right)
    return {
        "right": found.right,
        "wrong": found.wrong,
        "top1": found.top1,
        "top3": found.top3,
        "false_far": false_answers(_of(wrong, FAR)),
        "false_near": false_answers(_of(wrong, NEAR)),
        "auroc_near": _separation(right, _of(wrong, NEAR)),
        "auroc_far": _separation(right, _of(wrong, FAR)),
        "p50": percentile(right, 50),
        "p95": percentile(right, 95),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _test(questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.part == "test"]


def _of(outcomes: Sequence[Outcome], groups: frozenset[str]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.question.group in groups]


def _separation(inside: Sequence[Outcome], beyond: Sequence[Outcome]) -> float:
    return auroc([o.answer_confidence for o in inside], [o.answer_confidence for o in beyond])


if __name__ == "__main__":
    print(RESULT + json.dumps(measure(Path(sys.argv[1]))))
