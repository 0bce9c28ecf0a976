# Help for people in danger: beside an emergency's thanks, and in `/support`. Plain, calm, no promise that nobody can keep.
command-support = Where to find help, and what to do when somebody is doxxed, threatened or in danger
support-title = You do not have to deal with this alone.
support-now = If somebody is in danger right now, call your local emergency services.
support-find = Help that listens, by country and language: <https://findahelpline.com>
support-heading-doxxing = **When private details were posted**
support-heading-threats = **When somebody is threatened**
support-heading-self_harm = **When somebody may hurt themselves**
support-advice-doxxing = If it is about you: save what you may need later (screenshots, addresses, times), do not answer those who posted it, and tell somebody you trust. Where an address or a phone number is out, those who live with you should know. While the message stands, you can report it to Discord itself, too.
support-advice-threats = Take it seriously. Save it, do not answer it, and tell somebody you trust. If it names a time, a place or an address, tell the police; if a false emergency call to your home is threatened, you can tell them beforehand.
support-advice-self_harm = If it is about you: there are people who listen at any hour, and talking to one of them helps. If it is about somebody else: stay in touch with them, ask them directly and calmly, and look for help together. It is all right not to keep it secret.
support-resource = **{ $name }**{ $region ->
    [none] {""}
   *[other] {" "}({ $region })
}: { $ways } · checked { $date }
support-more = There are more: `/support` shows them all.

# For the operator
support-file-unreadable = Warning: the file of support resources { $file } cannot be read ({ $reason }), so people are shown findahelpline.com alone.
support-entry-malformed = Warning: entry { $number } of { $file } is left out: its field "{ $field }" is missing, unknown or malformed.
support-entry-stale = Warning: "{ $name }" in { $file } was verified { $days } days ago. Please check that it still answers, and set verified_at.
