"""Kinds of bicycles, and shops that lend them."""

from classified.concept import Runs, everything, where

__all__ = ["electric", "everything", "tandem", "tandem_shop"]

tandem = where("tandem", "R2", riders="two")
electric = where("electric bicycle", "R1", drive="motor")
tandem_shop = Runs("shop with tandems", tandem)
