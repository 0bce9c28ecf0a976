"""The crash test (`make crash`): the real bot.py is killed at random under load, and what people were told is held against
what stands.

`python -m tests.crash --kills 60 --seed 1`. `run.py` tells the story: load, weather, a kill, a start; every few kills Discord
is well again and everything is compared. `town.py`: the servers; `people.py` and the rooms beside it: what people do at
random; `weather.py`: what goes wrong at Discord; `ledger.py`: what people were told; `promises.py`: whether it stands.
"""
