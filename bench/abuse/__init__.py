"""One hostile member, then twenty of one address, beside ten honest ones: what these notice of each attack."""
