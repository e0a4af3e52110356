"""Where foreign words become our verbs; doors do not know each other."""
