"""How states vote at the United Nations, and whether what is said about it is so.

>>> import scrutineer
>>> book = scrutineer.Book.built_in()
>>> found = book.check("Ukraine abstained on resolution A/RES/74/29.")
>>> found["findings"][0]["verdict"]
'contradicted'
"""

from ._scrutineer import (
    Book,
    BookError,
    Figure,
    RequestError,
    ScrutineerError,
    Table,
    __version__,
    import_files,
)

__all__ = ["Book", "BookError", "Figure", "RequestError", "ScrutineerError", "Table", "__version__", "import_files"]
