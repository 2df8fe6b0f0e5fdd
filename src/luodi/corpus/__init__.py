"""Many documents as one set of tables: compiled side by side, resumable, on one machine or on Spark."""
