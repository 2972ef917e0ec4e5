# Build in the project's root:  docker build -t wegwijzer .
# The model is trained at build, so a container starts in seconds. docs/operations.md says how to run it.
FROM python:3.10-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RASA_TELEMETRY_ENABLED=false UV_NO_CACHE=1

RUN useradd --create-home wegwijzer
WORKDIR /app

COPY requirements-uv.txt requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && uv pip install --system --require-hashes -r requirements.txt

# Optional: the address of the wheel of nl_core_news_sm 3.7.0; without it a blank Dutch pipeline and simplemma are used.
ARG SPACY_MODEL=""
RUN if [ -n "$SPACY_MODEL" ]; then uv pip install --system --no-deps "nl_core_news_sm @ $SPACY_MODEL"; fi

COPY pyproject.toml LICENSE config.yml domain.yml endpoints.yml credentials.yml ./
COPY bot bot
COPY actions actions
COPY data data
RUN uv pip install --system --no-deps --no-build-isolation -e . && chown -R wegwijzer:wegwijzer /app

USER wegwijzer
RUN wegwijzer train

EXPOSE 5005
# Not "ready": a container that is switched off or waits for its database must not be replaced.
HEALTHCHECK --interval=30s --timeout=10s --start-period=180s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:5005/webhooks/web/health/live', timeout=5)"]
CMD ["wegwijzer", "serve", "--host", "0.0.0.0"]
