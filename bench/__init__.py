"""Repeatable benchmarks; their results lie in results/, as tables."""
