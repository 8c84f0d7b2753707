"""What a person seeks in the library, as it stands in the line of a paper that was found."""

from desktop_app.storage.seeking import found_in

__all__ = ["found_in"]
