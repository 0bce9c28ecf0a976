"""What is printed and recorded while the story goes on."""

import io

import pytest
from rich.console import Console

from demo.capture import audience_of, window_of
from demo.narrator import Narrator
from demo.reel import Shown
from demo.teller import StepFailed, Teller


@pytest.fixture
def printed() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def teller(studio, printed) -> Teller:
    console = Console(file=printed, width=100, highlight=False, emoji=False, markup=False)
    told = Teller(studio.fd, Narrator(console, 0))
    told.chapter("A chapter", "Why it matters.")
    return told


def test_who_sees_a_channel_in_words(studio) -> None:
    cast, fd = studio.cast, studio.fd
    assert audience_of(fd, cast.lighthouse.general.id, None) == "everyone in Lighthouse sees this"
    assert audience_of(fd, cast.lighthouse.review.id, None) == "only Mara and Tomas see this"
    assert audience_of(fd, cast.meadow.review.id, None) == "only Yusuf sees this"
    assert audience_of(fd, cast.lighthouse.general.id, cast.noor.id) == "only Noor sees this"
    assert audience_of(fd, fd.dm_channel(cast.lena.id), None) == "only Lena sees this"


async def test_a_moment_is_printed_and_kept_as_it_was(studio, teller, printed) -> None:
    cast = studio.cast
    message = studio.post(cast.jay.id, cast.lighthouse.general, f"**look** <@{cast.noor.id}>")
    await teller.shows("Jay writes.", message)
    message["content"] = "edited later"
    assert "Lighthouse #general  everyone in Lighthouse sees this" in printed.getvalue()
    assert "Jay: look @Noor" in printed.getvalue()
    window = teller.reel.chapters[0].moments[0].scene
    assert window.messages[0].message["content"].startswith("**look**")


async def test_plain_output_has_no_colours(studio, teller, printed) -> None:
    await teller.shows(
        "x", studio.post(studio.cast.jay.id, studio.cast.lighthouse.general, "[x](https://a.example)")
    )
    teller.prove(True, "It holds.")
    assert "\x1b" not in printed.getvalue()
    assert teller.reel.chapters[0].moments[0].proved == ["It holds."]


def test_what_does_not_hold_fails_by_its_name(teller) -> None:
    with pytest.raises(StepFailed, match="It holds"):
        teller.prove(False, "It holds.")


def test_a_step_that_fails_is_named(teller) -> None:
    with pytest.raises(StepFailed) as failed, teller.step("Noor reports"):
        raise LookupError("no command")
    assert failed.value.step == "Noor reports"
    assert "no command" in failed.value.reason


def test_a_removed_message_is_struck_and_explained(studio, printed) -> None:
    message = studio.post(studio.cast.jay.id, studio.cast.lighthouse.general, "bad")
    window = window_of(studio.fd, message["channel_id"], [Shown(message, gone="Removed by Rowan")])
    narrator = Narrator(Console(file=printed, width=100), 0)
    narrator.window(window, studio.reel().names)
    assert "✗ Removed by Rowan" in printed.getvalue()


def test_a_failure_shows_the_step_and_the_log(printed) -> None:
    Narrator(Console(file=printed, width=100), 0).failed("Noor reports", "no form", ["ERROR a line [x]"])
    assert "This step did not happen: Noor reports" in printed.getvalue()
    assert "ERROR a line [x]" in printed.getvalue()
