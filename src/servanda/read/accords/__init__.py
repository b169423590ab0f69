"""Agreement texts: point by point, every duty with the point that it stands in."""
