# The image that runs Rowan, and nothing else: docs/installing.md says how to use it.
# 3.11 is what every test runs on.
FROM python:3.11-slim-bookworm AS build
WORKDIR /opt/rowan
# The compiler makes one file of the link engine, and stays in this stage.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev \
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
COPY . .
# What is read at start is compiled now: the folder cannot be written to later.
RUN .venv/bin/python .ci/extension && .venv/bin/python -m compileall -q -j 0 -x /\.venv/ .

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 rowan \
    && useradd --no-log-init --no-create-home --uid 10001 --gid rowan --home-dir /nonexistent --shell /usr/sbin/nologin rowan \
    && install -d -o rowan -g rowan -m 700 /data
WORKDIR /opt/rowan
COPY --from=build /opt/rowan ./
ENV DATABASE_URL=sqlite:////data/rowan.db \
    BACKUPS_FOLDER=/data/backups \
    HEALTH_ADDRESS=127.0.0.1:9464 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
VOLUME ["/data"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD [".venv/bin/python", "bot.py", "healthcheck"]
ENTRYPOINT [".venv/bin/python", "bot.py"]
