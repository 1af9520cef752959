"""An independent model of the decision: the design read word by word, with fractions, slowly.

Nothing here imports Pointsman. Differential tests hand the same document and facts to the
engine and to `decide`, and compare the two decisions (the program's digest apart).
"""

from tests.model.decide import decide
from tests.model.numbers import BadInput

__all__ = ["BadInput", "decide"]
