"""The worker processes that translate, on this machine and on others, and the queue before them."""
