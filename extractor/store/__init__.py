"""Writers and readers of what a run leaves behind; may touch the disk, the core may not."""
