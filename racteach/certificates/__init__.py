r"""Certificates: a rank's lower bound, computed exactly, meets an upper bound that is proved.

`certificate` computes one, `proving` verifies it with as little code in common as possible, and the atlas
is a file of many, shipped with the package and made by these commands, in this order:

    racteach atlas build --max-rank 1500 --depths 2,3,4,5,6,7,8
    racteach atlas build --max-rank 1500 --depths 1 --max-channels 4 --max-length 12
    racteach atlas build --max-rank 1500 --depths 2,3,4 --max-channels 4 --max-length 12 --grids
    racteach atlas build --max-rank 4000 --depths 2,3,4,5 --max-channels 4 --templates generic
    racteach atlas build --max-rank 3000 --depths 2,3,4,5,6,7,8 --templates generic
    racteach atlas build --max-rank 9000 --depths 4,5 --max-channels 2 --templates generic
    racteach atlas build --max-rank 6000 --depths 3 --max-channels 4 --templates generic
    racteach atlas build --max-rank 50000 --depths 3,4,5,6,7,8 --max-length 72 --templates generic --blocks
    racteach atlas build --max-rank 50000 --depths 2 --max-channels 6 --max-length 80 \
        --templates generic --blocks
    racteach atlas build --max-rank 5000 --depths 9,10,11,12,13,14,15,16 --max-channels 3 --max-length 6 \
        --templates generic

Certificates stay as they were made: rows of the first seven are older than blocks, and dense. Nine of them
name a bound that has been improved since, and end with a lower bound; exact rows of the same sizes follow.

So every size with 2 <= L, M, R <= 8, M <= R and T <= 20 whose best proved upper bound is at most 1500
stands in it: the functional rank, and up to T = 12 the rank of the one-hot grid.
"""
