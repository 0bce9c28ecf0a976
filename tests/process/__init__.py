"""Stories on the real `bot.py` and the local Discord: start, crash, reconnect, leaks.

`server.py`: a server with its people and what anybody does there; `running.py`: the process and the command line;
`<wing>/driver.py`: the verbs of a wing; `on_disk.py`: the database beneath it all. What Rowan says is asked for by message key
(`tests/wording.py`).
"""
