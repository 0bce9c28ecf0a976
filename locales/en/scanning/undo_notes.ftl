# Why something is undone: a note in the form of an undo, of a removal's card and of a case's.
undo-note = Why (optional)
undo-note-help = Your moderators read it on the card or in the case's history. Nobody else does.
history-why = Why: { $why }
