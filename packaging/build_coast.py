"""Cut the coastlines and borders for maps into `resources/map/`.

    uv run --no-project packaging/build_coast.py

Source: npm `world-atlas` 2.0.2 (ISC), which is Natural Earth (public domain) as TopoJSON. Europe at
1:10 million, the world at 1:50 million, both simplified. Needs npm; nothing but the standard
library otherwise.

A file is zlib-compressed: a line of JSON (`unit` in degrees; for `land` and `borders` a list of
[x, y, count, west, south, east, north] in units), then for each of these in order its `count`
pairs of little-endian 16-bit differences to the point before, beginning at x, y.
"""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "resources" / "map"
PACKAGE = "world-atlas@2.0.2"
UNIT = 0.002
LONGEST = 30_000
"""Most units between two points: the differences are 16-bit."""
EUROPE = (-32.0, 26.0, 60.0, 72.0)
WORLD = (-180.0, -60.0, 180.0, 84.0)
CUTS = {
    "europe.bin": ("countries-10m.json", EUROPE, 0.004, 0.00002),
    "world.bin": ("countries-50m.json", WORLD, 0.02, 0.003),
}
Point = tuple[float, float]
Topology = dict[str, Any]


def arcs_of(topology: Topology) -> list[list[Point]]:
    """All arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's simplification; the ends stay."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        far, where = 0.0, -1
        for i in range(first + 1, last):
            x, y = points[i]
            if length:
                away = abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            else:
                away = ((x - ax) ** 2 + (y - ay) ** 2) ** 0.5
            if away > far:
                far, where = away, i
        if far > tolerance:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def chain(arcs: list[list[Point]], indexes: list[int]) -> list[Point]:
    """The ring or line of some arcs; a negative index is an arc backwards."""
    points: list[Point] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def clipped(ring: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """A ring cut to a box (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        out: list[Point] = []
        for i, point in enumerate(ring):
            before = ring[i - 1]
            inside = sign * (point[axis] - limit) >= 0
            was_inside = sign * (before[axis] - limit) >= 0
            if inside != was_inside:
                t = (limit - before[axis]) / (point[axis] - before[axis])
                out.append(
                    (
                        before[0] + t * (point[0] - before[0]),
                        before[1] + t * (point[1] - before[1]),
                    )
                )
            if inside:
                out.append(point)
        ring = out
        if not ring:
            break
    return ring


def unwrapped(ring: list[Point]) -> list[Point]:
    """A ring without jumps at the antimeridian; empty if it goes around a pole."""
    points = [ring[0]]
    for x, y in ring[1:]:
        before = points[-1][0]
        points.append((x + 360 * round((before - x) / 360), y))
    return points if abs(points[-1][0] - points[0][0]) < 1 else []


def everywhere(ring: list[Point], box: tuple[float, float, float, float]) -> list[list[Point]]:
    """The pieces of a ring within a box; a ring over the antimeridian shows on both sides."""
    ring = unwrapped(ring)
    pieces = [clipped([(x + turn, y) for x, y in ring], box) for turn in (-360, 0, 360)]
    return [piece for piece in pieces if piece]


def area(ring: list[Point]) -> float:
    """Area of a ring in square degrees."""
    total = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))
    return abs(total) / 2


def land_rings(topology: Topology, arcs: list[list[Point]]) -> list[list[Point]]:
    """Every ring of the land."""
    rings = []
    for geometry in topology["objects"]["land"]["geometries"]:
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings += [chain(arcs, ring) for shape in shapes for ring in shape]
    return rings


def border_lines(topology: Topology, arcs: list[list[Point]]) -> list[list[Point]]:
    """Every arc that two countries share."""
    users: dict[int, set[int]] = {}
    for number, geometry in enumerate(topology["objects"]["countries"]["geometries"]):
        shapes = geometry.get("arcs", [])
        if geometry["type"] == "Polygon":
            shapes = [shapes]
        for index in (i for shape in shapes for ring in shape for i in ring):
            users.setdefault(index if index >= 0 else ~index, set()).add(number)
    return [arcs[i] for i in sorted(users) if len(users[i]) > 1]


def packed(lines: list[list[Point]]) -> tuple[list[list[int]], bytes]:
    """Index and differences of lines, in units."""
    index, data = [], bytearray()
    for line in lines:
        points = [(round(x / UNIT), round(y / UNIT)) for x, y in line]
        points = [p for i, p in enumerate(points) if not i or p != points[i - 1]]
        steps: list[tuple[int, int]] = []
        x, y = points[0]
        for to_x, to_y in points[1:]:
            parts = max(abs(to_x - x), abs(to_y - y)) // LONGEST + 1
            for part in range(parts, 0, -1):
                step = ((to_x - x) // part, (to_y - y) // part)
                steps.append(step)
                x, y = x + step[0], y + step[1]
        if len(steps) < 1:
            continue
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        index.append([*points[0], len(steps), min(xs), min(ys), max(xs), max(ys)])
        data += b"".join(struct.pack("<hh", *step) for step in steps)
    return index, bytes(data)


def cut(
    source: Path, box: tuple[float, float, float, float], tolerance: float, least: float
) -> bytes:
    """One packed file from one atlas."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [simplified(arc, tolerance) for arc in arcs_of(topology)]
    rings = [piece for ring in land_rings(topology, arcs) for piece in everywhere(ring, box)]
    land, land_data = packed([r for r in rings if len(r) > 3 and area(r) >= least])
    inside = [
        line
        for line in border_lines(topology, arcs)
        if any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in line)
    ]
    borders, border_data = packed(inside)
    head = {"unit": UNIT, "box": box, "land": land, "borders": borders}
    text = json.dumps(head, separators=(",", ":")).encode() + b"\n"
    return zlib.compress(text + land_data + border_data, 9)


def main() -> None:
    """Fetch the atlas and cut it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        with tarfile.open(Path(folder) / said.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder, filter="data")
        package = Path(folder) / "package"
        for name, (source, box, tolerance, least) in CUTS.items():
            data = cut(package / source, box, tolerance, least)
            (TARGET / name).write_bytes(data)
            print(f"{name}: {len(data) // 1024} KB")
        shutil.copyfile(package / "LICENSE", TARGET / "LICENSE-world-atlas.txt")


if __name__ == "__main__":
    main()
