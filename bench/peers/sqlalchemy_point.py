"""A warm point query by SQLAlchemy Core and by Python's own sqlite3: sqlalchemy_point.py FILE

Prints the middle of many rounds of each, in microseconds a query, on one line. The two take turns.
"""

import sqlite3
import statistics
import sys
import time

import sqlalchemy as sa

ROUNDS, RUNS, ROWS = 101, 100, 10_000

things = sa.Table(
    "things",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("amount", sa.Integer, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
)
point = sa.select(things.c.title, things.c.amount, things.c.score).where(things.c.id == sa.bindparam("id"))
SQL = "SELECT title, amount, score FROM things WHERE id = ?"


def micros(run, first):
    began = time.perf_counter()
    for i in range(first, first + RUNS):
        title, amount, score = run(1 + i * 7 % ROWS)
    return (time.perf_counter() - began) * 1e6 / RUNS


def main():
    path = sys.argv[1]
    bare = sqlite3.connect(path)
    with sa.create_engine(f"sqlite:///{path}", future=True).connect() as db:

        def by_sqlalchemy(key):
            return db.execute(point, {"id": key}).first()

        def by_sqlite3(key):
            return bare.execute(SQL, (key,)).fetchone()

        assert tuple(by_sqlalchemy(42)) == by_sqlite3(42)
        rounds = [(micros(by_sqlalchemy, i * RUNS), micros(by_sqlite3, i * RUNS)) for i in range(ROUNDS)]
    warm = rounds[ROUNDS // 5 :]
    print(*(f"{statistics.median(values):.3f}" for values in zip(*warm)))


main()
