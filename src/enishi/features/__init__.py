"""The features: one folder a capability. Features never import one another."""
