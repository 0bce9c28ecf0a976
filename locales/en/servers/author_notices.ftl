# /setup: whether authors hear of removed messages

command-setup-author-notices = Tell members by direct message that their message was removed; they can object
setup-author-notices = Authors of removed messages are told, and can object: { $on ->
    [true] on
   *[false] off
}
