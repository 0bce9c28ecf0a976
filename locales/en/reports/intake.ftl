# /report and the menu "Report message"

command-report = Report a harassment link to this server's moderators; only they see it, and never who sent it
command-report-link = The link; you can also add it in the form
command-report-server = In a direct message with me: which server it is for
menu-report = Report message

# The form
report-form-title = Report to the moderators
report-form-category = What is wrong?
report-form-link = Link
report-form-link-help = The address you want looked at, in any form, or the link of a message here. It is not opened.
report-form-link-more = Another link (optional)
report-form-link-more-help = An address in any form, or the link of a message here. It is not opened.
report-form-details = Anything they should know
report-form-details-help = Leave out anything that would give you away. Moderators see what you write, never who you are.

# What is wrong: at most 100 characters each. alert: the server has a role that I ping for emergencies.
report-what-harassment = Insults, pestering, or setting people on somebody.
report-what-doxxing = An address or other private details. { $alert ->
    [yes] Moderators are alerted at once.
   *[no] It goes before other reports.
}
report-what-threats = Violence, or a false emergency call to a home. { $alert ->
    [yes] Moderators are alerted at once.
   *[no] It goes before other reports.
}
report-what-hate = Against people for what they are: origin, faith, gender, a disability.
report-what-self_harm = Somebody may hurt themselves, or is told to. { $alert ->
    [yes] Moderators are alerted at once.
   *[no] It goes before other reports.
}
report-what-ncii = Intimate or sexual pictures without consent, real or made up.
report-what-impersonation = Somebody pretends to be another person.
report-what-scam = Fraud, or a trick to get money, passwords or accounts.
report-what-other = None of these; say below what it is.

# The thanks: what happens now, what was saved, advice, other reports
report-alert-now = I am alerting the moderators now
report-alert-before = The moderators were alerted to this before
report-alert-in_hand = A moderator has this in hand
report-alert-nobody = Saved as an emergency
report-alert-nobody-help = I cannot promise that somebody sees it at once. If it cannot wait, tell a moderator yourself, too.
report-next = A moderator looks at it{ $hears ->
    [yes] ; you hear how it ends
   *[no] {""}
}.
report-thanks = Thank you. Your report has the number **{ $case }**.
report-thanks-seen = Moderators see the { $about ->
    [message] message
   *[link] link
} and what you wrote. They never see who you are.
report-thanks-added = You had reported this already; what you added now stands with your report, number **{ $case }**.
report-thanks-before = This form arrived before: your report has the number **{ $case }**. Nothing was lost, and nothing counts twice.
report-thanks-advice = What you can do now
report-thanks-link-unread = I found no link in what you typed as one; the moderators can read it beside your details.
report-thanks-listed = That link is { $blocked ->
    [yes] already blocked here
   *[no] on a list here already
} ({ $category }).{ $again ->
    [yes] {" "}I am checking the message again now.
   *[no] {""}
}
report-thanks-follows = Case { $case } about the same was closed earlier. Yours is a new one, and the moderators see both.
report-thanks-others = Your other open reports
report-other = { $claimed ->
    [yes] **{ $case }** (being looked at)
   *[no] **{ $case }** (waiting)
}
report-link-unreadable = I cannot find a link in what you typed. Please send the address as it stood there, for example `example.com/page`. Nothing was reported.
report-form-for = It goes to the moderators of **{ $server }**.
report-form-title-for = Report to { $server }
report-thanks-server = It went to the moderators of **{ $server }**.
report-server-which = **Which server is it for?** { $doubt ->
    [yes] I do not know yet of every server whether you are in it. If yours is not among these, name it under `server` in `/report`.
   *[no] Only the moderators of the one that you choose see your report.
} Nothing was reported yet.
report-server-choose = The server whose moderators shall see it
# Beside a server's name where another has the same. members: 0 where Discord did not say.
report-server-same = { $members ->
    [0] {""}
    [one] { $members } member,{" "}
   *[other] { $members } members,{" "}
}its ID ends in { $end }
report-server-silent = Discord does not tell me just now in which servers you are, and I do not guess whose moderators you mean. Please try again in a moment. Nothing was reported.
report-server-none = I know of no server with you in it that has set me up. Nothing was reported.
report-server-unknown = I know of no such server with you in it. Please choose one that `/report` offers under `server`. Nothing was reported.
report-message-unread = Discord did not give me the message that your link leads to. Without it I would not know whose it is, and its author might read your report. **Nothing was reported.** Please send the form again now. If that does not help, go to the message, right-click it (hold it on a phone) and choose **Apps → Report message**. If somebody is in danger, do not wait for it: call your local emergency services.
report-link-elsewhere = Your link leads to a message in **{ $server }**, and this form goes to the moderators of **{ $here }**. **Nothing was reported.** Please send `/report` again with the link under `link`, and without `server`: I open the form for **{ $server }** then. If somebody is in danger, do not wait for it: call your local emergency services.
report-link-of-another = A further link leads to a message of somebody else, who could read this report if they moderate here. **Nothing was reported.** Please send the form again without that link, and report the other message by itself: right-click it (hold it on a phone) and choose **Apps → Report message**. If somebody is in danger, do not wait for it: call your local emergency services.
report-link-missing = A report needs a link. Please send `/report` again with one; to report a message instead, right-click it (hold it on a phone) and choose **Apps → Report message**. Nothing was reported.
report-link-long = A link has at most { $limit } characters. Nothing was reported.
report-details-long = Please shorten the details to { $limit } characters. Nothing was reported.
report-category-unknown = Please choose what is wrong: one of the categories in the form. Nothing was reported.
report-limit = Thank you for looking out for others. You have sent several reports in a short time, so that I can take your next one at { $at } ({ $left }); this one was not sent. If somebody is in danger, choose **Doxxing**, **Threats** or **Self-harm**: those are taken all the same.
report-emergency-limit = Your last emergencies are with the moderators. They are more than I can take from one person in a short time, so this one was **not sent**; the next is possible at { $at } ({ $left }). If somebody is in danger now, do not wait for it: call your local emergency services, and tell the moderators here yourself.
report-added-enough = You have added to this report { $limit } times. The moderators have all of that; this was not sent. If something else happened, please report that message or link. If somebody is in danger now, call your local emergency services.
report-form-expired = This form is more than a day old or was lost, so I no longer know which message it was about. Please open it again. Nothing was reported.
