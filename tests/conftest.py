"""What holds for every test: a busy machine makes tests slower and not red, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("enishi", deadline=None)
settings.load_profile("enishi")
