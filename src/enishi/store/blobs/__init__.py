"""Files that belong to what people say: pictures, sounds, papers."""
