"""What the browser searches: `records` says what is found together; the index is cut into files that a page loads as a
query needs them. The other side is frontend/search."""
