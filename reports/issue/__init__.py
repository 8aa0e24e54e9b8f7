"""One issue of the monthly report: what it says, how it is put together, and how it is frozen."""
