using System.Text.RegularExpressions;
using Telehealth.UnitTests.Architecture;

namespace Telehealth.UnitTests.Documentation;

/// <summary>
/// RuleParts.txt names every part of every rule and the tests name those and no others, so that docs/rules.md counts a
/// rule as done only when each of its parts is proved.
/// </summary>
public sealed partial class RulePartsTests
{
    private const string Table = "tests/Telehealth.Testing/RuleParts.txt";

    [Fact]
    public void Every_line_is_a_rule_a_part_and_what_must_hold()
    {
        var lines = Lines();
        lines.Where(x => !Line().IsMatch(x) || x.Length > 160).ShouldBeEmpty();
        var parts = lines.Select(Part).ToList();
        parts.ShouldBeUnique();
        // A rule begins where the line before is another's: once each, or its parts stand apart.
        parts.Where((x, at) => at == 0 || parts[at - 1].Rule != x.Rule).Select(x => x.Rule).ShouldBeUnique();
        var rules = parts.GroupBy(x => x.Rule).ToList();
        rules.Count.ShouldBe(136);
        rules
            .Where(x => x.Any(y => y.Name == "whole") != (x.Count() == 1))
            .Select(x => x.Key)
            .ShouldBeEmpty("a single part is called whole, and no other is");
    }

    [Fact]
    public void Every_mark_of_a_test_names_a_part_of_the_table()
    {
        var parts = Lines().Select(Part).ToHashSet();
        var marks = SourceTree
            .CSharp("tests")
            .SelectMany(x => Mark().Matches(File.ReadAllText(x)).Select(mark => (File: x, Mark: mark)))
            .ToList();
        marks.Count.ShouldBeGreaterThan(400);
        marks
            .Where(x => !parts.Contains(Named(x.Mark)))
            .Select(x => $"{SourceTree.Short(x.File)}: {x.Mark.Value.Trim()}")
            .ShouldBeEmpty("name the part as the table does, or add it there");
    }

    private static List<string> Lines() =>
        File.ReadLines(Path.Combine(SourceTree.Root, Table)).Where(x => !x.StartsWith('#')).ToList();

    private static (string Rule, string Name) Part(string line) => (line.Split(" | ")[0], line.Split(" | ")[1]);

    private static (string Rule, string Name) Named(Match mark) =>
        (mark.Groups[1].Value, mark.Groups[2].Success ? mark.Groups[2].Value : "whole");

    [GeneratedRegex(@"^[A-Z]{3}-\d\d \| [a-z0-9'-]+( [a-z0-9'-]+){0,3} \| \S.{0,109}$")]
    private static partial Regex Line();

    // Broken over lines too, where it is too long for one.
    [GeneratedRegex("""^\s*\[Rule\(\s*"([^"]+)"(?:,\s*Part\s*=\s*"([^"]+)")?\s*\)\]""", RegexOptions.Multiline)]
    private static partial Regex Mark();
}
