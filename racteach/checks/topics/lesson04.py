"""What lesson 04 teaches and others need."""

from racteach.checks.placement import Topic
from racteach.checks.quizzes import Option, Question

TOPICS = {
    "step": Topic(
        "1. From adding to multiplying",
        (
            Question(
                "A circuit recalls (1, −2), and (5, 3) enters. Its new state is…",
                Option("… (5, −6)", "Channel by channel: 1 · 5 and −2 · 3.", right=True),
                Option("… (6, 1)", "An ordinary RNN adds. A recurrent arithmetic circuit multiplies."),
                Option("… −1", "That is the inner product. Each channel keeps its own."),
            ),
            Question(
                "In one channel what enters, $W^I f(x^t)$, is 0. After this step that channel is…",
                Option("… 0", "Whatever was recalled is multiplied by 0.", right=True),
                Option("… what was recalled", "That would be so if the two were added."),
                Option("… free", "Nothing is left free: the state is a product."),
            ),
            Question(
                "Without its nonlinear function an RNN that recalls (1, −2), and where (5, 3) "
                "enters, has the "
                "new state…",
                Option("… (6, 1)", "It adds.", right=True),
                Option("… (5, −6)", "That is what a recurrent arithmetic circuit does."),
                Option("… 7", "Channels are not added to one another."),
            ),
        ),
    ),
    "one-layer": Topic(
        "3. One layer: the whole past in R numbers",
        (
            Question(
                "A shallow circuit is made larger: from 4 channels to 6, and from length 20 to "
                "40. The bound of "
                "its rank goes from 4 to…",
                Option("… 6", "The state has 6 numbers, at every length.", right=True),
                Option("… 12", "The length does not enter."),
                Option("… 16", "Channels do not multiply: the state is 6 numbers."),
            ),
        ),
    ),
    "uses": Topic(
        "4. Several layers: the state is used again and again",
        (
            Question(
                "A circuit of depth 2 reads 5 inputs. You double the first. The output becomes…",
                Option("… 32 times as large", "It enters 5 times: $2^5$.", right=True),
                Option("… twice as large", "Then it would enter once, as at depth 1."),
                Option("… 10 times as large", "Uses multiply: each of the five gives a factor of 2."),
            ),
            Question(
                "Depth 3, 3 inputs. How many times does the first enter the output?",
                Option("6", r"Three steps left, its own among them: $\binom{4}{2}$.", right=True),
                Option("3", "That is depth 2."),
                Option("9", "Later uses of an input are fewer: 3 + 2 + 1."),
            ),
        ),
    ),
    "layers": Topic(
        "4. Several layers: the state is used again and again",
        (
            Question(
                "Through which matrix does the circuit see the state of layer 2 of the step before?",
                Option("$W^{H,2}$", "A layer recalls its own past.", right=True),
                Option("$W^{I,2}$", "That takes in what layer 1 holds now."),
                Option("$W^{H,1}$", "That is what layer 1 recalls of itself."),
            ),
        ),
    ),
    "exact": Topic(
        "5. What an exact rank is",
        (
            Question(
                "A 3 × 3 matrix of whole numbers has the determinant 30. Modulo which primes is "
                "its rank below 3?",
                Option("2, 3 and 5", "Exactly these divide 30.", right=True),
                Option("None: its rank is 3", "Modulo 5, say, 30 is 0."),
                Option("All below 30", "7 does not divide 30: modulo 7 the determinant is 2."),
            ),
        ),
    ),
}
