"""The spine: people, facts, messages and translations, in layers; features stand on it and never change it."""
