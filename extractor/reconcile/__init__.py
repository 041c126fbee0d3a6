"""核对: what documents claim against what tables submitted say.  A pure core: tables come in as `extractor.grid`."""
