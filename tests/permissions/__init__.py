"""Who may use what: every command, button, form, select and menu, as each kind of person, held against docs/permissions.md."""
