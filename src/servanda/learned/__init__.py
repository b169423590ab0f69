"""What was learnt from sentences of ours: a small encoder and its heads, run without torch."""
