# An update's copy at a follower: its approval, and what hinders it

delivery-settled-already = That does not wait for approval any more.
delivery-not-trusted = The publisher is no longer trusted by the person who runs this bot, so nothing of it is posted.
delivery-accepted = Update { $number } will be posted here.
delivery-declined = Update { $number } will not be posted here.
delivery-retrying = I am trying again now. This card says so once it worked.
delivery-title = **📥 An update by { $name } waits for your approval**
delivery-title-correction = **📥 { $name } corrected an update; the correction waits for your approval.** It changes: { $what }.
delivery-goes-to = It would be posted in { $channel }.
delivery-unfollowed = This server follows the campaign no more; only the copy that stands here would be changed.
delivery-button-decline = Do not post
delivery-button-whole = Read all
delivery-button-retry = Try again
delivery-no-channel = the channel
delivery-stuck-deleted = ⚠️ **Update { $number } cannot be posted:** its channel was deleted. Nothing is lost. Choose another with `/campaign follow`, and it is posted there.
delivery-stuck-forbidden = ⚠️ **Update { $number } cannot be posted in { $channel }:** I need View Channel and Send Messages there. Nothing is lost; I try again by myself.
delivery-stuck-deleted-own = ⚠️ **Update { $number } cannot be posted:** the campaign channel was deleted. Nothing is lost. Choose another with `/setup campaign_channel:`, and it is posted there.
delivery-stuck-forbidden-own = ⚠️ **Update { $number } cannot be posted in { $channel }:** I need View Channel and Send Messages there. Nothing is lost; I try again by myself.
delivery-was-declined = Update { $number } is not posted here: { $name } decided so.
delivery-was-ended = Update { $number } is not posted here: this server follows its campaign no more.
delivery-was-settled = Update { $number } was decided by { $name }. What was approved is posted.
delivery-was-posted = ✅ Update { $number } could be posted.
delivery-paused = ⏸️ I have tried for a day. From now on I look once an hour, and at once when a channel or my rights change; then I go on where I stopped, in order.

# How far an update has come, for its author
command-campaign-copies = How many copies of an update stand, wait and fail
copies-title = **Update { $number }: { $headline }**
copies-stand = ✅ { $count ->
    [0] No copy stands yet.
    [one] One copy stands.
   *[other] { $count } copies stand.
}
copies-changing = ✏️ { $count ->
    [one] One of them is being brought up to date.
   *[other] { $count } of them are being brought up to date.
}
copies-on-way = 📤 { $count ->
    [one] One is on its way.
   *[other] { $count } are on their way.
}
copies-asked = 👀 { $count ->
    [one] In one server moderators look first.
   *[other] In { $count } servers moderators look first.
}
copies-failing = ⚠️ { $count ->
    [one] One server cannot be reached just now: its moderators were told, and I try again.
   *[other] { $count } servers cannot be reached just now: their moderators were told, and I try again.
}
copies-paused = ⏸️ { $count ->
    [one] One server could not be reached for a day: it is paused, and gets the update once it can.
   *[other] { $count } servers could not be reached for a day: they are paused, and get the update once they can.
}
copies-gone = 🚫 { $count ->
    [one] In one server no copy stands: it was deleted or declined there, or the server left.
   *[other] In { $count } servers no copy stands: it was deleted or declined there, or the servers left.
}
copies-begin = More servers are still being added.
draft-button-copies = Copies
