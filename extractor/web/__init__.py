"""The review desk: a local web server on one run.  Needs the extra `web`: import only where a desk is opened."""
