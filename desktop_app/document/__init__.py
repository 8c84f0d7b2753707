"""What a paper looks like: `build` makes one neutral tree, which every writer translates."""
