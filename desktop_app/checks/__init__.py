"""What is wrong with a paper: findings, each with its place. One function a rule."""
