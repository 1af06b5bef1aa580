using System.Text.RegularExpressions;
using Telehealth.UnitTests.Architecture;

namespace Telehealth.UnitTests.Documentation;

/// <summary>
/// Each refusal is provoked by a test that names its code, or stands in untested-refusals.txt with the reason.
/// </summary>
public sealed partial class RefusalCodesTests
{
    private const string List = "tests/UnitTests/Documentation/untested-refusals.txt";

    [Fact]
    public void Every_code_is_named_by_a_test_or_has_its_reason()
    {
        var codes = Code().Matches(ErrorsPage.Write()).Select(x => x.Groups[1].Value).ToHashSet();
        codes.Count.ShouldBeGreaterThan(300);
        var tests = string.Concat(Tests());
        var untested = codes.Where(x => !tests.Contains($"\"{x}\"", StringComparison.Ordinal)).ToHashSet();
        var reasons = Reasons();
        untested.Except(reasons.Keys).ShouldBeEmpty("provoke it at its door");
        reasons.Keys.Except(codes).ShouldBeEmpty("there is no such code");
        reasons.Keys.Except(untested).ShouldBeEmpty("a test names it: take it off the list");
        reasons.Where(x => x.Value.Length < 20).ShouldBeEmpty("a reason is a sentence");
    }

    private static Dictionary<string, string> Reasons() =>
        File.ReadLines(Path.Combine(SourceTree.Root, List))
            .Where(x => x.Length > 0 && x[0] != '#')
            .Select(x => x.Split(": ", 2))
            .ToDictionary(x => x[0], x => x[1], StringComparer.Ordinal);

    private static IEnumerable<string> Tests() =>
        Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(x => !Built().IsMatch(x))
            .Select(File.ReadAllText);

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex Built();
}
