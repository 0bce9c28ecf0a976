# What to do when somebody is doxxed, swatted, threatened or may hurt themselves. Each is a few lines, taken from the guides
# that stand below it (core/reports/advice.py): plain, calm, no promise that nobody can keep.
advice-heading-doxxing = **When private details were posted**
advice-heading-swatting = **When a false emergency call is threatened, or was made**
advice-heading-threats = **When somebody is threatened**
advice-heading-self_harm = **When somebody may hurt themselves**
advice-doxxing =
    - Save what you may need later: screenshots that show the link and the time. Somebody you trust can do that for you.
    - Do not answer those who posted it. While the message stands, you can report it to Discord itself, too.
    - Secure your e-mail first: a new password, and signing in with two steps.
    - Where an address or a phone number is out, tell those who live with you.
advice-swatting =
    - You can tell your local police beforehand, on their ordinary number: that somebody may send them to your address with a false call, and who lives there. Some keep a note of that.
    - Tell those who live with you, so that nobody is taken by surprise.
    - When police stand at the door: stay calm, keep your empty hands in sight, do what they say, explain afterwards.
advice-threats =
    - Take it seriously. Save it, with link and time, and do not answer it.
    - If it names a time, a place or an address, or threatens a false emergency call, tell the police.
    - Tell somebody you trust, and do not stay alone with it.
advice-self_harm =
    - If it is about you: there are people who listen at any hour, and talking to one of them helps.
    - If it is about somebody else: ask them directly and calmly whether they think of killing themselves. To ask does no harm.
    - Listen, stay with them, keep away what they could use, and look for help together. It is all right not to keep it secret.
    - Ask again in the days after.
advice-sources = After: { $sources }

# Where people listen: the operator's own file (docs/support.md)
help-place = **{ $name }**{ $where ->
    [none] {""}
   *[other] {" "}({ $where })
}: { $ways }{ $languages ->
    [none] {""}
   *[other] {" "}· { $languages }
} · { $stale ->
    [yes] last checked { $checked }: it may have changed
   *[no] checked { $checked }
}
help-choose-country = Help in which country?
help-any-country = All countries
help-choose-language = Help in which language?
help-any-language = All languages
help-none = Nothing is known here for that country and language. The directory above has more.
help-form-unreadable = What you chose could not be read. Open `/support` again, please.
