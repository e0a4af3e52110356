"""Files of models: downloaded, checked, and placed whole or not at all."""
