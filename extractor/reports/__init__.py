"""Reports people hand on: a workbook for auditors, pages for readers; may touch the disk, the core may not."""
