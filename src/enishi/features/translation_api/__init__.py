"""translation_api."""
