# /updates: the list of campaigns and the timeline of one

command-updates = What campaigns have to tell
command-updates-list = The newest updates of the campaigns that this server runs or follows
command-updates-timeline = Everything that happened in one campaign
command-updates-campaign = The campaign

timeline-title = ## { $title }
timeline-publisher = By { $name }, since { $when }
timeline-demand = **Demand:** { $demand }
timeline-closed = 🏁 **Closed { $when }:** { $outcome }
timeline-empty = No update was published yet.
timeline-entry = { $when } · { $kind } · update { $number }
timeline-corrected = ✏️ *Corrected { $when }*
timeline-withdrawn = { $when } · 🚫 *update { $number } was withdrawn*
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
