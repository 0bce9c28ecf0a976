# What an author gets back, and the reasons in Discord's audit log

undo-notice = { $count ->
    [1] A moderator of **{ $server }** found that the removal of your message was a mistake. I am sorry. Discord cannot bring it back, so here is its text:
   *[other] A moderator of **{ $server }** found that the removal of your messages was a mistake. I am sorry. Discord cannot bring them back, so here are their texts:
}
undo-notice-case = { $count ->
    [1] A moderator of **{ $server }** undid the removal of your message. Discord cannot bring it back, so here is its text:
   *[other] A moderator of **{ $server }** undid the removal of your messages. Discord cannot bring them back, so here are their texts:
}
undo-notice-file = The text is attached.
undo-button-why = Why was it removed?
undo-why = Your message held the link { $link }. It was removed because { $pattern } stood on { $list ->
    [own] the server's own list
    [shared] the list that servers share
    [proposed] what servers propose for the list that they share
   *[other] a list that the server subscribes to
} ({ $category }). { $stands ->
    [yes] The server lets this stand now.
   *[no] The server's rule has not changed.
}
undo-why-invite = The link is another invite to the server that this entry stands for.
undo-why-ordered = A moderator had decided so by themselves ({ $category }), without a list. That was taken back.
