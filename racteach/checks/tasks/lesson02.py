"""The tasks of lesson 02: separation rank."""

from racteach.checks.declarations import Guidance

TASKS = (
    Guidance(
        id="02-independent",
        hints=(
            "A table of rank 1 is a column times a row. Which column and which row do the sums suggest?",
            "Try row sum times column sum on the table of the example. How much too large is everything?",
        ),
        next_step="Subtract your table from the given one. Which sums does the difference have?",
    ),
    Guidance(
        id="02-nearest",
        hints=(
            "`numpy.linalg.svd(matrix, full_matrices=False)` gives three things: columns, singular values, "
            "and rows. How does the matrix come back from them?",
            "The matrix is a sum: singular value k times column k times row k. Which of these terms does "
            "the nearest matrix keep?",
            "Keep the first K columns, values and rows, and multiply them together again.",
        ),
        next_step="Add a small multiple of something to your answer, and measure the distance again. Does it "
        "ever become smaller?",
        allows=("scipy.linalg",),
    ),
    Guidance(
        id="02-distance",
        hints=(
            "Both the distance and the length come from singular values. Which of them belong to each?",
            "The length of a matrix is the root of the sum of all squared singular values. The distance "
            "leaves out the K largest.",
        ),
        next_step="Which matrix of 8 rows is farthest from rank 1, in this measure?",
        forbids=("learning.grid_training.eckart_young_floor",),
        allows=("scipy.linalg",),
    ),
    Guidance(
        id="02-similarity",
        hints=(
            "What does the table look like if there is one place only? It has two rows and two columns.",
            "A product of functions of different places has a table that you can build from the tables of "
            "the places. Lesson 02 names that product of tables.",
            "Begin with the table ((1)), and take the Kronecker product with each place's table in turn.",
        ),
        next_step="Which ranks can this table have? Try epsilons that contain 0.",
        forbids=("constructions.similarity.similarity_matrix",),
    ),
    Guidance(
        id="02-terms",
        hints=(
            "A table of rank K is a sum of K products of a column and a row. Which command of lesson 02 "
            "finds such columns and rows?",
            "`np.linalg.svd` gives columns, sizes and rows. Only K sizes are not zero.",
            "Row k of your answer: column k of the first matrix times size k, then row k of the third.",
        ),
        next_step="Multiply one half of a row by 2 and the other by 1/2: the sum stays. So the "
        "factors are not unique, only their number is. Can you find factors that are whole numbers?",
        allows=("scipy.linalg",),
    ),
    Guidance(
        id="02-own-rows",
        hints=(
            "Take the table of the example. Which numbers make its second row out of its first, and its "
            "first out of its second?",
            "All rows are mixtures of K independent ones. How do you find K rows of the table that are "
            "independent?",
            "Go through the rows, and keep one if `np.linalg.matrix_rank` of those kept grows by it. Then "
            "solve for the mixtures: `np.linalg.lstsq` finds x with A x = b.",
        ),
        next_step="Choose K columns in the same way, and look where your rows and columns cross. "
        "What is its rank?",
        allows=("scipy.linalg",),
    ),
)
