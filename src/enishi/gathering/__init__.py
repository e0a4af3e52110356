"""The verbs of the domain: post, edit, interpret, read, meet. One small class a file."""
