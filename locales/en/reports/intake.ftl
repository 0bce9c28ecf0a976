# /report and the menu "Report message"

command-report = Report a harassment link to this server's moderators; only they see it, and never who sent it
command-report-link = The link; you can also add it in the form
command-report-server = In a direct message with me: which server it is for
menu-report = Report message

# The form
report-form-title = Report to the moderators
report-form-link = Link
report-form-link-more = Link, if it is about one more
report-form-link-help = The address you want looked at, in any form, or the link of a message here. It is not opened.
report-form-category = What is it?
report-form-details = Anything they should know
report-form-details-help = Moderators never see who you are. Please leave out what would tell them.
report-thanks = Thank you. Your report has the number **{ $case }**. The moderators see what you reported, and never who you are.
report-thanks-added = You had reported this already; what you added now stands with your report, number **{ $case }**. The moderators never see who you are.
report-thanks-before = This form arrived before: your report has the number **{ $case }**. Nothing was lost, and nothing counts twice.
report-thanks-link-unread = I found no link in what you typed as one; the moderators can read it beside your details.
report-thanks-listed = { $again ->
    [yes] A link in it is on a list already ({ $category }), so I look at the message again now and do what this server has set for such links.
   *[no] That link is on a list already ({ $category }); with messages that hold it I do what this server has set.
}
report-thanks-follows = Case { $case } about the same was closed earlier. Yours is a new one, and the moderators see both.
report-thanks-others = Your other open reports: { $reports }
report-other = { $claimed ->
    [yes] **{ $case }** (being looked at)
   *[no] **{ $case }** (waiting)
}
report-link-unreadable = I cannot find a link in what you typed. Please send the address as it stood there, for example `example.com/page`. Nothing was reported.
report-form-title-for = Report to { $server }
report-thanks-server = It went to the moderators of **{ $server }**.
report-server-which = **Which server is it for?** { $doubt ->
    [yes] I do not know yet of every server whether you are in it. If yours is not among these, name it under `server` in `/report`.
   *[no] Only the moderators of the one that you choose see your report.
} Nothing was reported yet.
report-server-choose = The server whose moderators shall see it
report-server-earlier = Earlier
report-server-later = More
report-server-silent = Discord does not tell me just now in which servers you are, and I do not guess whose moderators you mean. Please try again in a moment. Nothing was reported.
report-server-none = I know of no server with you in it that has set me up. Nothing was reported.
report-server-unknown = I know of no such server with you in it. Please choose one that `/report` offers under `server`. Nothing was reported.
report-link-missing = A report needs a link. Please send `/report` again with one; to report a message instead, right-click it (hold it on a phone) and choose **Apps → Report message**. Nothing was reported.
report-link-long = A link has at most { $limit } characters. Nothing was reported.
report-details-long = Please shorten the details to { $limit } characters. Nothing was reported.
report-category-unknown = Please choose one of the categories in the form. Nothing was reported.
report-limit = Thank you for looking out for others. You have sent several reports in a short time, so that I can take your next one at { $at } ({ $left }); this one was not sent. If somebody is in danger, choose **Doxxing**, **Threats** or **Self-harm**: those are taken all the same.
report-emergency-limit = Your last emergencies are with the moderators. They are more than I can take from one person in a short time, so this one was **not sent**; the next is possible at { $at } ({ $left }). If somebody is in danger now, do not wait for it: call your local emergency services, and tell the moderators here yourself.
report-added-enough = You have added to this report { $limit } times. The moderators have all of that; this was not sent. If something else happened, please report that message or link. If somebody is in danger now, call your local emergency services.
report-form-expired = This form is more than a day old or was lost, so I no longer know which message it was about. Please open it again. Nothing was reported.
