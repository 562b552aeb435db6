"""The room: a small tornado server for phones, the screen and the remote. It needs no kernel."""
