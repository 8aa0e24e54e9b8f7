"""What somebody says on a day: appended, never changed, corrected by another row. Knows no domain."""
