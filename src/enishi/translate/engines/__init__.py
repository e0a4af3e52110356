"""The engines that come with Enishi; those of other packages are found in the same entry point group."""
