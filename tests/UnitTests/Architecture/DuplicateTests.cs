namespace Telehealth.UnitTests.Architecture;

/// <summary>What two modules both need belongs in the building blocks, not in both.</summary>
public sealed class DuplicateTests
{
    private const int Most = 30;

    [Fact]
    public void No_two_modules_share_thirty_equal_lines()
    {
        var seen = new Dictionary<string, (string Module, string File)>(StringComparer.Ordinal);
        var shared = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in SourceTree.CSharp("src/Modules"))
        {
            var file = SourceTree.Short(path);
            var module = file.Split('/')[2];
            foreach (var run in Runs(path))
            {
                if (!seen.TryAdd(run, (module, file)) && seen[run].Module != module)
                {
                    shared.Add($"{seen[run].File} and {file}");
                }
            }
        }

        shared.ShouldBeEmpty();
    }

    // Blank lines and imports say nothing of what a file does.
    private static IEnumerable<string> Runs(string path)
    {
        var lines = File.ReadLines(path)
            .Select(x => x.Trim())
            .Where(x => x.Length > 0 && !x.StartsWith("using ", StringComparison.Ordinal))
            .ToList();
        return Enumerable
            .Range(0, Math.Max(0, lines.Count - Most + 1))
            .Select(i => string.Join('\n', lines.Skip(i).Take(Most)));
    }
}
