"""A text that is told again with every answer, though most answers leave it as it was."""

from textual.content import Content
from textual.widgets import Static


class ChangingText(Static):
    """The screen is laid out and drawn again only where the text is another one."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)
        self._told = Content("")

    def tell(self, told: Content, *, layout: bool = True) -> bool:
        """Show this; whether it is another text. `layout`: that may take more room, or less."""
        if told.is_same(self._told):
            return False
        self._told = told
        self.update(told, layout=layout)
        return True
