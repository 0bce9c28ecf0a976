"""The time of statements in a database as large as ten thousand servers would make it, on one database and on both."""
