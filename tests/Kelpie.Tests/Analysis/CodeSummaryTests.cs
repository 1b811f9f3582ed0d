using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class CodeSummaryTests
{
    [Theory]
    [InlineData("/* A ring buffer\n * of bytes.\n *\n * Not thread safe. */\n#include <stddef.h>\nstruct ring;\nint ring_push(struct ring *r, int value)\n{\n    if (r) return push(r);\n}\n", "A ring buffer of bytes. Declares ring, ring_push.")]
    [InlineData("#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n\"\"\"Counts what is in the store.\"\"\"\nimport os\n\nclass Store(object):\n    def count(self, x):\n        return len(x)\nprint(count(1))\n", "Counts what is in the store. Declares Store, count.")]
    [InlineData("// Copyright 2020 Someone. All rights reserved.\n// More of it.\n\n// Package ring has a buffer.\npackage ring\n\nfunc (r *Ring) Push(value int) {}\nfunc New() *Ring {}\ntype Ring struct {}\n", "Package ring has a buffer. Declares Push, New, Ring.")]
    [InlineData("using System;\n\nnamespace A;\n\n/// <summary>Says <see cref=\"B\"/> hello.</summary>\n/// <param name=\"x\">An x.</param>\npublic sealed record class Greeter(int x)\n{\n    public void Greet(string name) => Console.WriteLine(name);\n}\n", "Says hello. Declares Greeter, Greet.")]
    [InlineData("/// <summary>Adds List&lt;T&gt;.</summary>\n/// <remarks>Slowly.</remarks>\nclass A1 { }", "Adds List<T>. Declares A1.")]
    [InlineData("pub(crate) fn a_b() {}\npub struct Cd;\nlet x = y.map(|z| z);\n", "Declares a_b, Cd.")]
    [InlineData("export const twice = (x) => x * 2;\nfunction once() {}\nexport default class Thing extends Other {}\nawait run(1);\n", "Declares twice, once, Thing.")]
    [InlineData("-- Everything that is sold.\nCREATE TABLE IF NOT EXISTS sales (id int);\ncreate or replace view totals as select 1;\n", "Everything that is sold. Declares sales, totals.")]
    [InlineData("x = 1\ny = 2\n", null)]
    [InlineData("", null)]
    [InlineData("\"\"\"never closed", "never closed")]
    [InlineData("/*", null)]
    [InlineData("#", null)]
    [InlineData("x = 1\n# not the beginning\n", null)]
    public void A_program_is_its_first_comment_and_its_names(string code, string? summary) =>
        Assert.Equal(summary, CodeSummary.Of(code, AnalysisOptions.Default));

    [Fact]
    public void A_long_comment_leaves_room_for_the_names()
    {
        string code = $"# {string.Concat(Enumerable.Repeat("many words ", 100))}\ndef first():\n";
        string? summary = CodeSummary.Of(code, AnalysisOptions.Default);
        Assert.Matches("(many|words)\u2026 Declares first\\.$", summary!);
        Assert.InRange(summary!.Length, 380, 400);
    }
}
