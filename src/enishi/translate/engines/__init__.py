"""The engines that come with Enishi; others are found through the same entry point group."""
