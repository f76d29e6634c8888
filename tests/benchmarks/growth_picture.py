"""How the corpus grows, as a picture: latency, size and time to build over the number of clauses, with the slopes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 960, 470
_LEFT, _TOP, _WIDE, _HIGH = 70, 70, 360, 300
_COLOURS = ("#0b5fa5", "#b3441e", "#2c7a3f", "#6a3d9a")
_DASHES = ("", "7 4", "2 3", "10 3 2 3")

Point = tuple[float, float]


def drawn(sizes: Sequence[Mapping[str, Any]], kinds: Mapping[str, str]) -> str:
    """Return the picture as SVG: on the left the 99th percentile of each kind of question, on the right what it takes."""
    latency = {
        name: [(one["size"], one["asked"][kind]["p99"]) for one in sizes]
        for kind, name in kinds.items()
    }
    mega = 1e6
    takes: dict[str, Callable[[Mapping[str, Any]], float]] = {
        "text, MB": lambda one: one["text"] / mega,
        "index, openings, vocabulary, MB": lambda one: (one["index"] + one["openings"]) / mega,
        "all on disk, MB": lambda one: (one["index"] + one["database"]) / mega,
        "time to build, s": lambda one: one["seconds"],
    }
    costs = {name: [(one["size"], of(one)) for one in sizes] for name, of in takes.items()}
    left = _chart(0, "99 of 100 questions are answered within (ms)", latency, (0.1, 1000), 30.0)
    right = _chart(1, "What the record takes", costs, (1, 10_000), None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        ' font-family="Liberation Sans, Arial, sans-serif" font-size="12" fill="#222">\n'
        f"<title>The corpus from {sizes[0]['size']:,} to {sizes[-1]['size']:,} clauses</title>\n"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n'
        '<text x="30" y="30" font-size="16" font-weight="bold">The corpus from'
        f" {sizes[0]['size']:,} to {sizes[-1]['size']:,} distinct clauses</text>\n{left}{right}</svg>\n"
    )


def slope(points: Sequence[Point]) -> float:
    """Return the exponent of growth: 1 where twice the clauses take twice as much, 0 where they take no more."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - mx) ** 2 for x in xs
    )


def _chart(
    place: int,
    title: str,
    series: Mapping[str, Sequence[Point]],
    span: tuple[float, float],
    aim: float | None,
) -> str:
    x0 = _LEFT + place * 470
    sizes = [x for points in series.values() for x, _ in points]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))
    bottom, top = map(math.log10, span)

    def at(x: float, y: float) -> Point:
        across = (math.log10(x) - low) / ((high - low) or 1)
        up = (math.log10(max(y, span[0])) - bottom) / (top - bottom)
        return x0 + across * _WIDE, _TOP + _HIGH - up * _HIGH

    out = [f'<text x="{x0}" y="{_TOP - 14}" font-weight="bold">{escape(title)}</text>']
    for exponent in range(round(bottom), round(top) + 1):
        y = at(min(sizes), 10.0**exponent)[1]
        out.append(f'<line x1="{x0}" x2="{x0 + _WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(
            f'<text x="{x0 - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**exponent:,g}</text>'
        )
    for size in sorted(set(sizes)):
        x = at(size, span[0])[0]
        out.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_TOP + _HIGH}" stroke="#ddd"/>'
        )
        out.append(
            f'<text x="{x:.1f}" y="{_TOP + _HIGH + 18}" text-anchor="middle">{size:,.0f}</text>'
        )
    if aim is not None:
        y = at(min(sizes), aim)[1]
        out.append(
            f'<line x1="{x0}" x2="{x0 + _WIDE}" y1="{y:.1f}" y2="{y:.1f}" stroke="#888" stroke-dasharray="1 3"/>'
            f'<text x="{x0 + _WIDE - 4}" y="{y - 5:.1f}" text-anchor="end" fill="#555">aim: {aim:g} ms</text>'
        )
    for number, (name, points) in enumerate(series.items()):
        out += _line(name, points, at, number, x0)
    return "\n".join(out) + "\n"


def _line(
    name: str, points: Sequence[Point], at: Callable[[float, float], Point], number: int, x0: float
) -> list[str]:
    colour, dash = _COLOURS[number], _DASHES[number]
    placed = [at(*point) for point in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    stroke = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    below = _TOP + _HIGH + 36 + number * 16
    last = f"{points[-1][1]:,.1f}" if points[-1][1] < 100 else f"{points[-1][1]:,.0f}"
    legend = f"{name}: {last} at {points[-1][0]:,.0f}; slope {slope(points):.2f}"
    return [
        f'<polyline points="{path}" fill="none" {stroke}/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in placed),
        f'<line x1="{x0}" x2="{x0 + 26}" y1="{below - 4}" y2="{below - 4}" {stroke}/>',
        f'<text x="{x0 + 34}" y="{below}">{escape(legend)}</text>',
    ]
