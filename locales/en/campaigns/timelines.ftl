# /updates: the list of campaigns and the timeline of one

command-updates = What campaigns have to tell
command-updates-list = The newest updates of the campaigns that this server runs or follows
command-updates-timeline = Everything that happened in one campaign
command-updates-campaign = The campaign
command-updates-timeline-as = As pages (without this), as a picture to share, or as a file
timeline-as-pages = Pages
timeline-as-picture = Picture
timeline-as-json = File (JSON)

timeline-title = ## { $title }
timeline-publisher = By { $name }, since { $when }
timeline-demand = **Demand:** { $demand }
timeline-closed = 🏁 **Closed { $when }:** { $outcome }
timeline-empty = No update was published yet.
timeline-entry = { $when } · { $kind } · update { $number }
timeline-corrected = ✏️ *Corrected { $when }*
timeline-withdrawn = { $when } · 🚫 *update { $number } was withdrawn { $gone }*
timeline-month-head = ### { $month }
timeline-no-picture = The picture could not be drawn this time; what it would show stands below.
timeline-file = The timeline of **{ $title }** as JSON, with { $count ->
    [0] no update yet
    [one] one update
   *[other] { $count } updates
}{ $files ->
    [one] {""}
   *[other] {", "}in { $files } files: it is too large for one
}. Links in it cannot be clicked where a list holds them, and no person is named by me.
timeline-file-too-large = This timeline has { $count } updates, which is more than one message can carry as files. `/updates timeline` shows them page by page.
updates-title = ## Newest updates
updates-empty = Nothing was published yet by the campaigns that this server runs or follows.
updates-campaigns = **Campaigns that this server runs or follows**
updates-named = **{ $title }** by { $publisher } · { $state ->
    [closed] closed { $when }
    [updated] newest update { $when }
   *[silent] no update yet
}
updates-whole = `/updates timeline` shows every update of a campaign, and each in full.
updates-campaign = **{ $title }**

# The picture: plain words, no emoji
timeline-kind-call = Call to action
timeline-kind-statement = Statement
timeline-kind-response = Response
timeline-kind-precedent = Precedent
timeline-kind-win = Win
timeline-kind-setback = Setback
timeline-kind-safety = Safety
timeline-picture-gone = Withdrawn
timeline-picture-publisher = By { $name }, since { $day }
timeline-picture-closed = Closed { $day }: { $outcome }
timeline-picture-withdrawn = Update { $number } was withdrawn { $day }
timeline-picture-why = Why: { $reason }
timeline-picture-warning = Content warning: { $warning }
timeline-picture-corrected = Corrected { $day }
timeline-picture-page = { $count ->
    [one] One update
   *[other] { $count } updates
} in all{ $pages ->
    [one] {""}
   *[other] {" "}· picture { $number } of { $pages }
}
timeline-picture-missing = […]: letters that this picture cannot show. The text beside it has them.
timeline-picture-description = Timeline of the campaign "{ $title }". { $what }.
timeline-picture-line = { $day }: { $kind }: { $headline }.
timeline-picture-more = { $count ->
    [one] One more update stands in the message.
   *[other] { $count } more updates stand in the message.
}
