# What an author gets back, and the reasons in Discord's audit log

undo-notice = { $count ->
    [1] A moderator of **{ $server }** took back the removal of your message. I am sorry. Discord cannot bring it back, so here is its text:
   *[other] A moderator of **{ $server }** took back the removal of your messages. I am sorry. Discord cannot bring them back, so here are their texts:
}
undo-notice-reopened = { $count ->
    [1] The moderators of **{ $server }** look once more at why your message was removed. That does not say that the removal was wrong, nor that you may post it again. Discord cannot bring it back, so here is its text:
   *[other] The moderators of **{ $server }** look once more at why your messages were removed. That does not say that the removal was wrong, nor that you may post them again. Discord cannot bring them back, so here are their texts:
}
undo-notice-picture = The pictures cannot be given back: I keep none. What their QR codes held stands below the text.
undo-notice-file = The text is attached.
undo-button-why = Why was it removed?
undo-why = Your message held the link { $link }. It was removed because { $pattern } stood on { $list ->
    [own] the server's own list
    [shared] the list that servers share
    [proposed] what servers propose for the list that they share
   *[other] a list that the server subscribes to
} ({ $category }). { $then ->
    [allowed] With the undo, the server allowed this.
    [reopened] The decision is open again, so nothing was allowed.
   *[stays] With the undo, the server's rule did not change.
}
undo-why-invite = The link is another invite to the server that this entry stands for.
undo-why-ordered = A moderator had decided so by themselves ({ $category }), without a list. That was taken back.
