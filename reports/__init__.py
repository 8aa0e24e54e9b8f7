"""Status reports, deliveries, the archive of what left the house."""
