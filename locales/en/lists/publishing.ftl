# Lists that are published as signed files: export --signed

cli-export-signed = print the next issue of the list as a signed file for a web host, which other Rowans can follow
cli-export-hashed = with --signed: without the addresses in clear
cli-export-new-key = with --signed: let a new key sign from now on; who follows the list follows the change
publish-only-signed = --hashed and --new-key go with --signed. Nothing was printed.
publish-no-format = --signed has a format of its own; leave --format out. Nothing was printed.
publish-empty = This list is empty, and no issue of it was ever published. Nothing was printed.
publish-another = Another export of this list was finished in between. Nothing was printed; run the command again.
publish-many-keys = This list's key was changed { $limit } times already; no further change fits into the file. Nothing was printed.
publish-done = Issue { $serial } of this list, { $records ->
    [one] one record
   *[other] { $records } records
}. Its key, for those who want to compare: { $key }
