"""Where extraction runs: the processes of this machine."""
