"""Translations of messages: which are made, by which process, in the words of the room; history in any language."""
