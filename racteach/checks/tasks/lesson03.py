"""The tasks of lesson 03: grid tensors and matricization."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="03-grid-entry",
        hints=(
            "How many axes must the tensor have: one for each time step, or one for each template?",
            "Work out one entry by hand. With weights (10, 1) and templates (5, 7), which two "
            "templates does the index (0, 1) pick, and what is the weighted sum of the two?",
            "`numpy.ndindex` runs over all index tuples of a given shape. For each tuple, pick one "
            "template for each time step, and add up weight times template.",
        ),
        next_step="Which rank does the Start-End matrix of this tensor have? Try several weights. Can it be "
        "larger than 2?",
    ),
    Guidance(
        id="03-equality",
        hints=(
            "How many entries of the tensor can be nonzero? For each start, how many ends agree with it?",
            "Think of the Start-End matrix of this tensor before you think of the tensor. Where are "
            "its nonzero entries?",
            "The matrix is diagonal. Build it from the weights in one long row, then give it back its "
            "time steps.",
        ),
        next_step=(
            "Set some weights to 0. How does the rank follow? What would a shallow circuit of 3 channels "
            "have to leave out?"
        ),
    ),
    Guidance(
        id="03-cut",
        hints=(
            "How many different starts are there when n time steps each take one of Q templates? That "
            "is the number of rows.",
            "NumPy keeps the entries of an array in an order in which the last index runs fastest. Is "
            "that the order that the rows and the columns ask for?",
            "No entry has to move. Only the shape changes: the first half of the axes melts into one "
            "axis, and so does the second half.",
        ),
        next_step="Compare with `rt.start_end_matricization` on a tensor of your own.",
        forbids=("matricization.matricize", "matricization.start_end_matricization"),
    ),
    Guidance(
        id="03-any-split",
        hints=(
            "If the start were the first axes, you would know what to do. How can you bring the "
            "tensor into that form?",
            "`numpy.transpose` takes the order in which you want the old axes. First the start axes, "
            "then the others.",
            "Write down the axes that are not in `start`, in increasing order. Transpose to start "
            "axes followed by these, and only then change the shape.",
        ),
        next_step="Take a tensor whose Start-End matrix has rank 2. Which ranks do its other splits have?",
        forbids=("matricization.matricize",),
    ),
    Guidance(
        id="03-fold-back",
        hints=(
            "Undo the two steps of the split in the opposite order: the last one first.",
            "After the reshape there is one axis for each time step, but in the wrong order. Where "
            "must the first of these axes go?",
            "Axis number k of the reshaped tensor belongs to time step number order[k]. You need the "
            "inverse of that permutation; sorting it gives you the inverse.",
        ),
        next_step=(
            "Split a tensor, fold it back, and compare. Which splits come out right even with the wrong "
            "permutation?"
        ),
    ),
    Guidance(
        id="03-caught",
        hints=(
            "Which axes does the program put into the rows for `steps = 1`? And which are the first time "
            "steps?",
            "You want a function that has one rank for the split that is meant, and another for the split "
            "that the program takes. In section 6 of the lesson one function has rank 4 and rank 1.",
            "A function that asks whether two letters are equal has rank 1 if both are on one side. Which "
            "two letters does the program put on one side, and the right split not, or the other way round?",
        ),
        next_step="Is there a tensor that shows the fault at every cut at once?",
    ),
    Guidance(
        id="03-mended",
        hints=(
            "The first time step belongs to axis 0. Which axes belong to the first two?",
            "For a cut in time `reshape` alone is right, as section 7 of the lesson says. How many rows are "
            "there after s steps?",
        ),
        next_step="Take your tensor of 03-caught, and look at both programs at every cut.",
        forbids=("matricization.matricize",),
    ),
    Guidance(
        id="03-two-ranks",
        hints=(
            "The lesson's example settles one split. How do you get any rank up to Q for it, and still rank "
            "1 for the other?",
            "Take one part that ties x1 to x3 and one that ties x1 to x2, and add or multiply them: which "
            "rank is that for each split? Begin with Q = 2 and look.",
            "The terms of the other split are functions of one side. Together they are one term, times 1. So "
            "let 1 be one of the terms in both parts, and count it once: powers of x1 x3 and of x1 x2 do it.",
        ),
        next_step="Rank 1 for the first split, and more than Q for the second: which is the largest that you "
        "can reach?",
    ),
)
