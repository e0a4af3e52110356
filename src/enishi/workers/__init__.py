"""Worker processes for what is a stranger to us: asked one thing at a time, killed when they do not answer."""
