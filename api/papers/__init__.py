"""Documents to print, fill in and file."""

from api.papers.review import file_name, review_paper

__all__ = ["file_name", "review_paper"]
