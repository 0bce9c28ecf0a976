"""Where the short links of messages and questions lead, as far as their shorteners said."""
