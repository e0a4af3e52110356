"""How the parts of a server tell each other what happened."""
