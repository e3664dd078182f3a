"""What everybody does: one decision a file, pure, scalar, each with its source."""
