"""The recognisers that come with Enishi, a file each."""
