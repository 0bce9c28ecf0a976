# What the operator reads about shards.
config-shard-ids = SHARD_IDS must be numbers and ranges with commas between them, such as 0-3,7.
config-shard-ids-alone = SHARD_IDS is set without SHARD_COUNT. Say in SHARD_COUNT how many shards all processes have together, or leave SHARD_IDS empty: then the processes share the shards out by themselves.
config-shard-ids-beyond = SHARD_IDS names a shard that SHARD_COUNT ({ $count }) does not have. The shards are counted from 0 to { $most }.
shards-ready = Shard { $shard } of { $count } is connected.
shards-standing-by = No shard is free for this process (shards in all: { $count }). It stands by, and takes over when another process ends.
shards-given-back = Shard { $shard } of { $count } goes to another process, so that each has its share.
shards-lost = This process was silent for too long, and others have taken its shards over. It begins anew.
shards-buried = Another process ended or was silent for too long. What it had is taken over.
shards-other-count = This process was to run { $wanted } shards, and the others run { $count }. It follows them; stop all processes and start them again to change the number.
shards-no-starts = Discord allows no more sessions today. The next shard is connected in about { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}.
