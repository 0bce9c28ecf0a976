"""What members can type, name and send, at every place where Rowan shows, writes or hands it on."""
