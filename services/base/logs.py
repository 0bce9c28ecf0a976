"""The log: no person's id and no secret is in it, whatever is logged.

Rowan's own lines name rows (case 12), never people. What libraries log may hold Discord ids, so every number of
the length of a snowflake is masked in every line, tracebacks included; and discord.py's debug lines, which hold
whole payloads with names and texts, are never let through.

Addresses at Discord's hold tokens with which anybody can answer in Rowan's name for a quarter of an hour; they are masked, as are
the operator's own secrets, and whatever looks like a token or a password, also in what ends the process.

A line is a text, or a JSON object for programs that collect logs; both are masked by the same code. Lines that one
interaction, post or row of work caused share an id (services/base/health/correlation.py).
"""

import contextlib
import json
import logging
import re
import sys
import threading
from collections.abc import Iterable, Mapping
from datetime import datetime
from types import TracebackType

from services.base.health.correlation import correlation
from services.base.operators.repeats import Repeats

_log = logging.getLogger(__name__)

_SNOWFLAKE = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
# What steers a terminal, ends a line or turns its direction: whoever reads the log is shown it, and not led by it.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_FURTHER = (
    "\n  "  # no line but the first of a record begins at the edge, so that no text can pretend to be a record
)
_MASKED = "[masked]"
_SECRETS = (
    (re.compile(r"((?:webhooks|interactions)/[^/\s'\"]{1,25}/)[\w.~=-]{16,}"), rf"\1{_MASKED}"),
    (re.compile(r"(?i)((?<![a-z])(?:bot|bearer|basic)\s+)[\w.~+/=-]{16,}"), rf"\1{_MASKED}"),
    (re.compile(r"(?<![\w.-])[\w-]{18,40}\.[\w-]{5,8}\.[\w-]{25,80}(?![\w.-])"), _MASKED),  # a bot's token
    (re.compile(r"([a-z][a-z0-9+.-]{1,20}://[^\s/:@'\"]{0,100}:)[^\s/@'\"]{1,200}(?=@)"), rf"\1{_MASKED}"),
    (
        re.compile(
            r"(?i)((?<![a-z])(?:password|passwd|secret_key|token)['\"]?\s?[=:]\s?['\"]?)[^\s'\"&,;]{6,}"
        ),
        rf"\1{_MASKED}",
    ),
)
_SHORTEST = 6  # of a secret that is masked wherever it stands; a shorter one would take words along
_FORMAT = "%(when)s %(levelname)-7s %(name)s%(in_brackets)s: %(message)s"
_RECONNECT = "Attempting a reconnect"
_NEVER_DEBUG = ("discord", "aiohttp", "asyncio", "aiosqlite", "asyncpg", "httpcore")
_ONLY_WARNINGS = (
    "httpx",
)  # it tells the address of each fetch, and what is asked of lists is nobody else's business


class MaskingFormatter(logging.Formatter):
    """Formats a record, then masks what may be a Discord id or a secret. `when` is its time with the zone, `in_brackets` the
    id of what is being done.

    `secrets`: what is masked wherever it stands.
    """

    def __init__(self, form: str = _FORMAT, secrets: Iterable[str] = ()) -> None:
        super().__init__(form)
        self._secrets = sorted((each for each in secrets if len(each) >= _SHORTEST), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        return self._masked(super().format(_told(record))).replace("\n", _FURTHER)

    def _masked(self, text: str) -> str:
        return _SNOWFLAKE.sub("[id]", self._without_secrets(_STEERING.sub(_escaped, text)))

    def _without_secrets(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _MASKED)
        for pattern, instead in _SECRETS:
            text = pattern.sub(instead, text)
        return text


class JsonFormatter(MaskingFormatter):
    """Makes one JSON object of a record: `time`, `level`, `logger`, `message`, and where there is one `correlation` and
    `traceback`. Each value is masked before it is written as JSON, in which a secret may look otherwise.
    """

    def format(self, record: logging.LogRecord) -> str:
        told = _told(record)
        trace = "\n".join(
            filter(
                None,
                [
                    self.formatException(told.exc_info) if told.exc_info else "",
                    self.formatStack(told.stack_info) if told.stack_info else "",
                ],
            )
        )
        said = {
            "time": str(vars(told)["when"]),
            "level": told.levelname,
            "logger": told.name,
            "correlation": correlation(),
            "message": told.getMessage(),
            "traceback": trace,
        }
        shown = {name: self._masked(text) for name, text in said.items() if text or name == "message"}
        return json.dumps(shown, ensure_ascii=False)


def _escaped(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")


def _on_one_line(record: logging.LogRecord) -> Mapping[str, object]:
    """What to say otherwise of a reconnect, which the library logs with a traceback: that Discord was away is no fault."""
    if record.name != "discord.client" or not record.exc_info or not str(record.msg).startswith(_RECONNECT):
        return {}
    message = f"{record.getMessage()} ({type(record.exc_info[1]).__name__})"
    return {"msg": message, "args": (), "exc_info": None, "levelname": "WARNING"}


def _told(record: logging.LogRecord) -> logging.LogRecord:
    """What is said of a record, with its time and the id of what is being done; the record itself stays as it is."""
    when = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
    about = correlation()
    more = {"when": when, "in_brackets": f" [{about}]" if about else "", **_on_one_line(record)}
    return logging.makeLogRecord({**vars(record), "exc_text": None, **more})


def set_up_logging(level: str, *, as_json: bool = False) -> None:
    """Log to standard error from this level on (DEBUG, INFO, WARNING, ERROR)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter() if as_json else MaskingFormatter())
    handler.addFilter(Repeats())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
    for name in _NEVER_DEBUG:
        logging.getLogger(name).setLevel(floor)
    for name in _ONLY_WARNINGS:
        logging.getLogger(name).setLevel(max(logging.WARNING, floor))


def keep_out_of_the_log(secrets: Iterable[str]) -> None:
    """Mask these wherever they stand in a line, whoever writes it."""
    known = list(secrets)
    for handler in logging.getLogger().handlers:
        kind = JsonFormatter if is_json(handler) else MaskingFormatter
        handler.setFormatter(kind(secrets=known))


def is_json(handler: logging.Handler) -> bool:
    """Whether each line of this handler is a JSON object."""
    return isinstance(handler.formatter, JsonFormatter)


def log_what_nobody_caught() -> None:
    """What ends the process, a thread or a finalizer goes into the log, where it is masked, instead of to standard error as it is."""
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    sys.unraisablehook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)


def _uncaught(kind: type[BaseException], error: BaseException | None, where: TracebackType | None, /) -> None:
    if error is None or issubclass(kind, KeyboardInterrupt):
        return
    if not logging.getLogger().handlers:  # nothing was set up yet
        set_up_logging("INFO")
    _log.critical("nobody caught this", exc_info=(kind, error, where))


def keep_out_of_core_dumps() -> None:
    """Have the system write no image of the memory, which holds the keys, when the process dies."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):  # where the system forbids it, it is as it was
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
