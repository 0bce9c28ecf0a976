"""Tying the layers together: each wing's stores, services and cogs are made here and nowhere else.

`bot.py` calls `Rowan` (the running bot) and `commandline` (the operator's commands); nobody else imports this.
"""
