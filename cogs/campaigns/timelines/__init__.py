"""`/updates timeline`: its pages, its pictures, its file."""
