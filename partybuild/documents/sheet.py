"""Writing a document from the top down: what is left blank is a distance, never a paragraph."""

from partybuild.documents import layout
from partybuild.documents.styles import THREAD
from partybuild.documents.wordml import Grid, Line, Rule


class Sheet:
    """The lines and tables written so far, and the blank that is due above the next one."""

    def __init__(self) -> None:
        self.written: list[Line | Grid] = []
        self.footers: list[Line] = []
        self._blank = 0
        self._taken = 0

    @property
    def last(self) -> Line | None:
        """The line written last, unless a table came after it."""
        last = self.written[-1] if self.written else None
        return last if isinstance(last, Line) else None

    def leave(self, lines: int) -> None:
        """Leave at least so many lines blank, unless nothing stands above."""
        if self.written:
            self._blank = max(self._blank, lines * layout.LINE)

    def take(self, height: int) -> None:
        """Let something that is not a line of text use up a part of the blank that follows."""
        self._taken += height

    def write(self, line: Line) -> None:
        line.before += self._blank_above()
        self.written.append(line)

    def keep_last_with_next(self) -> None:
        """Bind what was written last to what follows, so that no page begins with the latter."""
        match self.written:
            case [*_before, Line() as line]:
                line.keeps_with_next = True
            case [*_before, Grid(rows=[*_rows, row])]:
                for box in row:
                    box.line.keeps_with_next = True

    def rule_off(self, rule: Rule) -> None:
        """Draw a rule as wide as the text, within the blank below the last line."""
        if self.last:
            self.last.rule = rule
            self.take(rule.thickness + rule.distance)

    def tabulate(self, grid: Grid) -> None:
        """Write a table, apart from one directly above it."""
        self._end_table()
        if self.last:
            self.last.after = self._blank_above()
        self.written.append(grid)

    def finish(self) -> str:
        """All that was written, as WordprocessingML."""
        self._end_table()
        return "".join(each.xml for each in self.written)

    def _blank_above(self) -> int:
        blank, self._blank, self._taken = max(0, self._blank - self._taken), 0, 0
        return blank

    def _end_table(self) -> None:
        """Word joins tables that touch and wants a paragraph after the last: one without height."""
        if self.written and not self.last:
            self.written.append(Line(THREAD, ()))
