"""The editions in which a paper goes out."""

from enum import StrEnum


class Edition(StrEnum):
    """What an exported paper is for, which decides what it may hold."""

    REVIEW = "review"  #: to be commented on: ids and controls, DRAFT where unfinished
    SIGNING = "signing"  #: complete; signatures and the decision print blank
    PUBLICATION = "publication"  #: signed, nothing that is not for the public
