"""How the parts of a server, and several servers, pass on what happened."""
