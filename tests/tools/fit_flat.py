"""Fit ``medclean/data/flat_weights.txt``: python tests/tools/fit_flat.py PAGES … > medclean/data/flat_weights.txt.

PAGES are folders of pages with gold (tests/quality.py): the folder ``pages`` of the test data, and one with a page of
each of 20 kinds of software (themes of Hexo, Pelican, MkDocs and WordPress, Chinese portal systems), made of articles
of our own. Of these pages those that are not held out are used, and our own flattened pages of even numbers.
Needs numpy and scipy. The model is a conditional random field with one segment:
the odds of a stretch of lines to be the article are the exponential of the sum of its lines' worths, of its first
line's as a beginning and of its last line's as an end. What is minimised is the logarithm of the odds of the true
stretch, with a margin for each character that another stretch gets wrong (softmax-margin: Gimpel and Smith 2010), the
error of each line by itself (logistic regression), and the squares of the weights. To the pages come clean articles
(all is text), articles cut into short lines without punctuation, and both put into the pages of others, and articles
with lines of the page between their paragraphs. Whether the best stretch is an article at all is fitted behind that,
on pages with their article and with the article cut out.

A run fits all weights anew. Those of the table that were fitted later, while the others stood, are named in its header:
a run gives other values for these, and may for their neighbours.
"""
from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import Callable, Iterable, Iterator, NamedTuple, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
from flat import flatten  # noqa: E402
from flattened import own_pages  # noqa: E402
from quality import Gold, grams, normalise, pages  # noqa: E402

from medclean.pipeline import open_document  # noqa: E402
from medclean.repair import Repair  # noqa: E402
from medclean.rules import all_rules, run_rules  # noqa: E402
from medclean.strip import evidence, stretch  # noqa: E402
from medclean.strip.held import Held, held_lines  # noqa: E402
from medclean.tables import fold  # noqa: E402

C, MARGIN, ALONE = 0.2, 6.0, 10.0  # squares of weights, characters, lines: chosen by cross-validation over pages
LIST = .12  # what a page without an article counts beside one with it: so that few of the latter are lost
MORE = ["lines"], ["prose"], ["written"], ["run"], ["stops"]  # of these more never speaks against an article
SHARES = {"source": .1, "block": .2, "node": .3, "joined": .1, "bars": .1, "copied": .2, "markdown": .1}
INSETS = ("繼續閱讀", "点我下载APP 看更多健康新闻", "打开微信扫一扫 分享给朋友", "【延伸閱讀】睡前喝牛奶好嗎", "更多", "相关新闻：流感疫苗开打",
          "加入我們的 LINE 好友，健康知識不漏接", "立即下载客户端", "点击图片查看大图", "上一篇：体检前要空腹吗", "关注本院微信公众号", "分享到：")
_PIECES = re.compile(r"[^\u3400-\u9fffA-Za-z0-9%/]+")
_REACH = 14


class Example(NamedTuple):
    """A text: its lines, the positions of the article's first and last line (None: empty), its weight."""

    held: list[Held]
    truth: tuple[int, int] | None
    wrong: list[float]
    weight: float


def ruled_lines(text: str, ruled: bool = True) -> list[Held]:
    """Return the lines of a text as strip's last rule sees them, or as if no rule had dropped any."""
    doc = Repair()(open_document(text.encode()))
    doc = run_rules(doc, [each for each in all_rules("S") if each.default]) if ruled else doc
    fates = {edit.line: edit.rule for edit in doc.edits if edit.after is None}
    return held_lines([line._replace(text=fold(line.text)) for line in doc.lines if line.tag != "meta"], fates)


def example(text: str, gold: str, weight: float, whole: bool = False, ruled: bool = True) -> Iterator[Example]:
    """Yield the example of a text, or nothing where its article cannot be found again."""
    held = ruled_lines(text, ruled)
    shares = list(_shares(held, gold))
    truth = _truth(held, shares, gold) if gold.strip() else None
    free = [at for at, line in enumerate(held) if not line.gone]
    if whole and free:
        truth = free[0], free[-1]
    size = max(len(gold), 60)
    wrong = [0.0 if line.gone else (1 if share < .5 else -1) * min(len(line.text) / size, .5)
             for line, share in zip(held, shares)]
    if held and (truth or not gold.strip()):
        yield Example(held, truth, wrong, weight)


def _shares(held: Sequence[Held], gold: str) -> Iterator[float]:
    """How much of each line stands in the gold text."""
    whole, lines = grams(normalise(fold(gold))), {normalise(line) for line in fold(gold).split("\n")}
    for line in held:
        text = normalise(line.text)
        found = grams(text)
        yield sum((found & whole).values()) / max(sum(found.values()), 1) if len(text) > 3 else float(text in lines)


def _truth(held: Sequence[Held], shares: Sequence[float], gold: str) -> tuple[int, int] | None:
    """The stretch with most of the gold's characters and fewest others, its edges where the gold's stand."""
    best, total, start, found = 0.0, 0.0, 0, None
    for at, (line, share) in enumerate(zip(held, shares)):
        size = max(len(line.text), 4)
        if total <= 0:
            if line.gone:
                continue
            total, start = 0.0, at
        total += (size * (.5 if line.gone else 1.0)) if share >= .5 else -.01 if line.gone else -size
        if total > best and not line.gone:
            best, found = total, (start, at)
    return found and _edges(held, found, normalise(fold(gold)))


def _edges(held: Sequence[Held], found: tuple[int, int], gold: str) -> tuple[int, int]:
    first, last = found
    opens = (at for at in range(first, min(first + _REACH, last + 1))
             if not held[at].gone and gold.startswith(normalise(held[at].text)[:12] or "\n"))
    closes = (at for at in range(last, max(last - _REACH, first - 1), -1)
              if not held[at].gone and gold.endswith(normalise(held[at].text)[-12:] or "\n"))
    return next(opens, first), next(closes, last)


def short_lines(gold: str, rnd: random.Random) -> list[str]:
    """Return a run of a text's clauses, each a line without punctuation: a poem, a list, a dialogue."""
    lines = [piece for piece in _PIECES.split(gold) if 2 <= len(piece) <= 24]
    return _run(lines, rnd.randint(5, 30), rnd)


def paragraphs(gold: str, rnd: random.Random) -> list[str]:
    """Return a run of a text's paragraphs."""
    return _run([line for line in gold.split("\n") if line.strip()], rnd.choice([1, 2, 3, 5, 8, 20]), rnd)


def mixed(gold: str, rnd: random.Random) -> list[str]:
    """Return paragraphs with lists between them."""
    lines: list[str] = []
    for paragraph in paragraphs(gold, rnd)[:4]:
        lines += [paragraph, *(short_lines(gold, rnd)[:rnd.randint(2, 10)] if rnd.random() < .6 else [])]
    return lines


def parted(gold: str, rnd: random.Random) -> list[str]:
    """Return paragraphs with lines of the page between them: an advertisement, a link, a button."""
    first, *others = paragraphs(gold, rnd)
    return [first, *(line for other in others for line in (*rnd.sample(INSETS, rnd.choice([0, 0, 1, 2])), other))]


def _run(lines: list[str], size: int, rnd: random.Random) -> list[str]:
    start = rnd.randint(0, max(len(lines) - size, 0))
    return lines[start:start + size]


def examples(golds: Sequence[Gold]) -> Iterator[Example]:
    """Yield all examples: the pages in several manners, clean articles, articles put into other pages."""
    rnd = random.Random(7)
    makers: tuple[tuple[Callable[[str, random.Random], list[str]], float], ...] = (
        (short_lines, .5), (mixed, .3), (paragraphs, .3))
    for page in golds:
        yield from example(page.text, page.text, 1.0, whole=True)
        for make, weight in makers[:2]:
            body = "\n".join(make(page.text, rnd))
            yield from example(body, body, .5, whole=True)
        if page.kind == "article":
            yield from _in_pages(page, golds, makers, rnd)
    for own in own_pages():
        if own.seen:
            yield from example(own.text, own.gold, 3.0)
            yield from example(own.gold, own.gold, .7, whole=True) if own.gold else ()


def _in_pages(page: Gold, golds: Sequence[Gold],
              makers: Iterable[tuple[Callable[[str, random.Random], list[str]], float]],
              rnd: random.Random) -> Iterator[Example]:
    texts = {manner: flatten(page, manner).decode() for manner in SHARES}
    for manner, share in SHARES.items():
        yield from example(texts[manner], page.text, share)
        yield from _cut_out(texts[manner], page.text, .15)
    yield from example(texts["block"], page.text, .5, ruled=False)
    for found in example(texts["block"], page.text, 1.0):
        if found.truth is None:
            continue
        lines = [line.text for line in found.held]
        above, below = lines[:found.truth[0]], lines[found.truth[1] + 1:]
        few, some = rnd.choice([0, 1, 2, 3, 5, 8, 12, 20]), rnd.choice([0, 1, 2, 3, 5, 8, 12, 20])
        yield from example("\n".join([*above[len(above) - few:], page.text, *below[:some]]), page.text, .5)
        body = parted(page.text, random.Random(page.name))
        yield from example("\n".join([*above, *body, *below]), "\n".join(x for x in body if x not in INSETS), .2)
        for make, weight in makers:
            body = make(rnd.choice(golds).text, rnd)
            yield from example("\n".join([*above, *body, *below]), "\n".join(body), weight)


def _cut_out(text: str, gold: str, weight: float) -> Iterator[Example]:
    """Yield the example of a page whose article was cut out."""
    for found in example(text, gold, 1.0):
        if found.truth:
            lines = [line.text for line in found.held]
            yield from example("\n".join([*lines[:found.truth[0]], *lines[found.truth[1] + 1:]]), "", weight)


class Fit:
    """The examples as matrices, and the loss with its gradient."""

    def __init__(self, found: Sequence[Example]) -> None:
        parts = [(list(evidence.line_features(each.held)), list(evidence.first_features(each.held)),
                  list(evidence.last_features(each.held))) for each in found]
        self.names = sorted({name for three in parts for part in three for names in part for name in names})
        place = {name: at for at, name in enumerate(self.names)}
        scales = np.concatenate([evidence.line_scales(each.held) for each in found])
        self.inside, self.first, self.last = (
            _matrix([names for three in parts for names in three[which]], place) for which in range(3))
        self.inside = csr_matrix(self.inside.multiply(scales[:, None]))
        self.free = np.array([not line.gone for each in found for line in each.held])
        self.wrong = np.concatenate([each.wrong for each in found]) * MARGIN
        self.weights = np.array([each.weight for each in found])
        self.truths = [each.truth for each in found]
        self.starts = np.cumsum([0, *(len(each.held) for each in found)])
        self.side, self.share = self._alone(found)

    def _alone(self, found: Sequence[Example]) -> tuple[np.ndarray, np.ndarray]:
        """For each line: is it the article's (1 or -1), and how much does it count by itself."""
        side, share = [], []
        for each in found:
            first, last = each.truth or (1, 0)
            sizes = [0.0 if line.gone else min(len(line.text), 200) + 20.0 for line in each.held]
            side += [1.0 if first <= at <= last else -1.0 for at in range(len(sizes))]
            share += [size / (sum(sizes) or 1.0) * each.weight for size in sizes]
        return np.array(side), np.array(share)

    def loss(self, theta: np.ndarray) -> tuple[float, np.ndarray]:
        """Return the loss and its gradient."""
        lines = self.inside @ theta
        inside, first, last = lines + self.wrong, self.first @ theta, self.last @ theta
        grads = [np.zeros_like(each) for each in (inside, first, last)]
        total = 0.0
        for number, truth in enumerate(self.truths):
            if truth:
                part = slice(self.starts[number], self.starts[number + 1])
                value, *edges = _segment(inside[part], first[part], last[part], self.free[part], truth)
                total += self.weights[number] * value
                for grad, own in zip(grads, edges):
                    grad[part] = self.weights[number] * own
        margin = self.side * lines
        total += ALONE * float((self.share * np.logaddexp(0, -margin)).sum())
        grads[0] -= ALONE * self.share * self.side / (1 + np.exp(np.clip(margin, -50, 50)))
        gradient = sum(matrix.T @ grad for matrix, grad in zip((self.inside, self.first, self.last), grads))
        return total + theta @ theta / (2 * C), gradient + theta / C

    def fit(self) -> dict[str, float]:
        """Return what each feature is worth."""
        theta = minimize(self.loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
        return dict(zip(self.names, theta))


def _matrix(rows: Sequence[Sequence[str]], place: dict[str, int]) -> csr_matrix:
    at = [number for number, names in enumerate(rows) for _ in names]
    columns = [place[name] for names in rows for name in names]
    return csr_matrix((np.ones(len(at)), (at, columns)), shape=(len(rows), len(place)))


def _segment(inside: np.ndarray, first: np.ndarray, last: np.ndarray, free: np.ndarray,
             truth: tuple[int, int]) -> tuple[float, np.ndarray, np.ndarray, np.ndarray]:
    """The loss of one text, and its gradients: expected counts less the true ones (forward and backward sums)."""
    sums = np.cumsum(inside)
    opens, closes = np.where(free, first - sums + inside, -1e30), np.where(free, last + sums, -1e30)
    before, behind = np.logaddexp.accumulate(opens), np.logaddexp.accumulate(closes[::-1])[::-1]
    whole = np.logaddexp.reduce(opens + behind)
    starts, ends = np.exp(opens + behind - whole), np.exp(closes + before - whole)
    covers = np.cumsum(starts) - np.cumsum(ends) + ends
    begin, end = truth
    covers[begin:end + 1] -= 1
    starts[begin] -= 1
    ends[end] -= 1
    return whole - opens[begin] - closes[end], covers, starts, ends


def fit_whole(found: Sequence[Example], weights: dict[str, float]) -> dict[str, float]:
    """Return what each feature of a whole stretch is worth: logistic regression over pages with and without one.

    The stretches are those that the weights of the lines find; one that misses the article tells nothing. Errors
    are not worth the same: an article lost is worse than a list that stays.
    """
    rows, sides, shares = [], [], []
    for each in found:
        best = stretch.best_stretch(each.held, weights) if any(line.gone for line in each.held) else None
        if best and (each.truth is None or best[0] <= each.truth[1] and best[1] >= each.truth[0]):
            rows.append(evidence.whole_features(each.held, *best))
            sides.append(1.0 if each.truth else -1.0)
            shares.append(1.0 if each.truth else LIST)
    names = sorted({name for row in rows for name in row})
    matrix, side, share = _matrix(rows, {name: at for at, name in enumerate(names)}), np.array(sides), np.array(shares)

    def loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (matrix @ theta)
        gradient = theta - matrix.T @ (share * side / (1 + np.exp(margin)))
        return float((share * np.logaddexp(0, -margin)).sum() + theta @ theta / 2), gradient

    bounds = [(0, None) if name.split(":")[1:2] in MORE else (None, None) for name in names]
    return dict(zip(names, minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", bounds=bounds).x))


def fitted(found: Sequence[Example]) -> dict[str, float]:
    """Return what every feature is worth: those of the lines first, then those of the stretches that they find."""
    lines = Fit(found).fit()
    return lines | fit_whole(found, lines)


HEADER = """\
# What each feature of a line of flattened text (medclean/strip/evidence.py) is worth: the sum over a stretch of lines,
# its first and its last is the logarithm of its odds to be the article. Fitted by tests/tools/fit_flat.py on the
# {count} Chinese pages of the test data that are not held out, in seven manners of flattening, and on pages of our
# own, {more} of them made by software for blogs, manuals and portals. Apache-2.0."""


def main() -> None:
    """Print the table."""
    golds, more = ([page for page in found if not page.held_out] for found in (
        pages(Path(sys.argv[1])), (page for folder in sys.argv[2:] for page in pages(Path(folder)))))
    print(HEADER.format(count=len(golds), more=len(more)))
    golds += more
    for name, value in fitted(list(examples(golds))).items():
        if abs(value) >= .005:
            print(f"{name}\t{value:.2f}")


if __name__ == "__main__":
    main()
