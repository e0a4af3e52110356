"""Translation units, and the files in which they come from other programs and leave for them."""
