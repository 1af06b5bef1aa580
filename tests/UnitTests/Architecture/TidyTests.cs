using System.Text.RegularExpressions;

namespace Telehealth.UnitTests.Architecture;

/// <summary>The house rules that a compiler does not hold: sizes, banned words, look-alike names.</summary>
public sealed partial class TidyTests
{
    private const int LongestFile = 300;
    private const int LongestSlice = 200;
    private const int LongestLine = 120;
    private const int LongestMethod = 60;

    private static readonly string[] LookAlikes = ["Common", "Helpers", "Utils", "Managers", "Misc", "Shared"];

    [Fact]
    public void There_are_files_to_look_at() => SourceTree.CSharp("src").Count.ShouldBeGreaterThan(50);

    [Fact]
    public void No_file_is_longer_than_300_lines_and_no_slice_than_200() =>
        Offenders(
                ["src", "tests"],
                (path, lines) =>
                {
                    var slice = path.Contains("/Features/", StringComparison.Ordinal);
                    return lines.Length > (slice ? LongestSlice : LongestFile) ? [$"{lines.Length} lines"] : [];
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_line_is_longer_than_120_characters() =>
        Offenders(
                ["src", "tests"],
                (_, lines) =>
                    lines
                        .Select((text, i) => (text, i))
                        .Where(x => x.text.Length > LongestLine)
                        .Select(x => $"line {x.i + 1}: {x.text.Length}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_method_is_longer_than_60_lines() =>
        Offenders(["src"], (_, lines) => LongMethods(lines)).ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later_and_no_clock_or_id_goes_round_ours() =>
        Offenders(
                ["src"],
                (path, lines) =>
                    lines
                        .Select((text, i) => (text, i))
                        .Where(x => Banned().IsMatch(x.text))
                        .Select(x => $"line {x.i + 1}: {x.text.Trim()}")
            )
            .ShouldBeEmpty();

    [Fact]
    public void No_folder_has_a_name_that_says_nothing() =>
        SourceTree
            .CSharp("src", "tests")
            .Select(x => SourceTree.Short(x))
            .Where(x => x.Split('/').SkipLast(1).Any(LookAlikes.Contains))
            .ShouldBeEmpty();

    [Fact]
    public void Type_names_are_unique_so_that_search_finds_one_place()
    {
        var doubles = SourceTree
            .CSharp("src")
            .Where(x => !x.EndsWith(".cshtml.cs", StringComparison.Ordinal))
            .SelectMany(x =>
                File.ReadLines(x)
                    .Select(line => TopLevelType().Match(line))
                    .Where(m => m.Success)
                    .Select(m => (Name: m.Groups[1].Value + m.Groups[2].Value, File: SourceTree.Short(x)))
            )
            .GroupBy(x => x.Name, StringComparer.Ordinal)
            .Where(x => x.Select(y => y.File).Distinct().Count() > 1)
            .Select(x => $"{x.Key}: {string.Join(", ", x.Select(y => y.File).Distinct())}");
        doubles.ShouldBeEmpty();
    }

    private static List<string> Offenders(string[] folders, Func<string, string[], IEnumerable<string>> look) =>
        [
            .. SourceTree
                .CSharp(folders)
                .SelectMany(x =>
                {
                    var path = SourceTree.Short(x);
                    return look(path, File.ReadAllLines(x)).Select(found => $"{path}: {found}");
                }),
        ];

    // A method starts at a line of member indentation that ends in neither ';' nor ',' and opens a brace below it.
    private static IEnumerable<string> LongMethods(string[] lines)
    {
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i] is "    {" or "        {" && lines[i - 1].TrimEnd().EndsWith(')'))
            {
                var indent = lines[i].Length - 1;
                var end = Array.FindIndex(lines, i, x => x.StartsWith(new string(' ', indent) + "}"));
                // "};" ends an initialiser: data, not a method.
                if (lines[end].EndsWith('}') && end - i + 1 > LongestMethod)
                {
                    yield return $"line {i}: a method of {end - i + 1} lines";
                }
            }
        }
    }

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Utc)?Now\b|\bGuid\.NewGuid\b|\{@|\bTODO\b|\bFIXME\b|\bHACK\b|\bfor now\b"
            + "|NotImplementedException|#region"
    )]
    private static partial Regex Banned();

    [GeneratedRegex(
        @"^(?:public|internal)(?: (?:static|sealed|abstract|readonly|ref))*"
            + @" (?:record struct|record|class|struct|interface|enum) (\w+)(<[\w, ]+>)?"
    )]
    private static partial Regex TopLevelType();
}
