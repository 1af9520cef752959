"""A list of options that also stands where there is no room for any."""

from textual.widgets import OptionList


class OptionRows(OptionList):
    """Textual's list looks for its lines when it goes a page on, and has none without room."""

    def action_page_up(self) -> None:
        """A page up, where there are pages."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, where there are pages."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]
