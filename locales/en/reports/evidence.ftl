# What *Read message* shows

reveal-title = Case { $case }: what was reported
reveal-hint = Only you see this. Phone numbers, mail and IP addresses are masked; that you looked is recorded.
reveal-evidence = **The message**
reveal-no-evidence = There is no text: the report names a link alone, or the thirty days for which I keep a text are over.
reveal-links = { $count ->
    [one] **The link**
   *[other] **The { $count } links**
}
reveal-files = { $count ->
    [one] **One file** stood there. I keep its name, size and hash, not the file:
   *[other] **{ $count } files** stood there. I keep their names, sizes and hashes, not the files:
}
reveal-file = { $name } · { $size } · { $hash }
reveal-hash-due = its hash is being computed
reveal-hash-hashed = SHA-256 { $sha256 }
reveal-hash-gone = no hash: I could not get the file any more
reveal-hash-large = no hash: it is larger than 25 MiB
reveal-hash-skipped = no hash: I compute ten for one case
reveal-report = **Reporter { $pseudonym }** ({ $record }) · { $category } · { $when }
reveal-record-new = new: no earlier report was decided
reveal-record-reliable = reliable: earlier reports were right
reveal-record-mixed = mixed: earlier reports were not always right
reveal-set-aside = { $count ->
    [one] One of these reports was dismissed when its reporter was muted. Which one is not said: it would tell who reported elsewhere.
   *[other] { $count } of these reports were dismissed when their reporters were muted. Which ones is not said: it would tell who reported elsewhere.
}
