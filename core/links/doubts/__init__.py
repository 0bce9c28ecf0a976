"""How far an address in a text is from being a link, and whether it is sure: files, sentences, accounts and everyday words."""
