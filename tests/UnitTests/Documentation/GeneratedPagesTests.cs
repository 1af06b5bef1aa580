using Telehealth.UnitTests.Architecture;

namespace Telehealth.UnitTests.Documentation;

/// <summary>The generated pages say what the code says; one command rewrites them.</summary>
public sealed class GeneratedPagesTests
{
    public const string Command = "TELEHEALTH_WRITE_DOCS=1 dotnet test tests/UnitTests --filter GeneratedPages";

    private static readonly bool Writing = Environment.GetEnvironmentVariable("TELEHEALTH_WRITE_DOCS") == "1";

    [Fact]
    public void Errors_are_listed() => ShouldSay("docs/errors.md", ErrorsPage.Write());

    [Fact]
    public void Authority_is_said() => ShouldSay("docs/authority.md", AuthorityPage.Write());

    [Fact]
    public void Events_are_listed()
    {
        var pages = EventPages.Write();
        var folder = Path.Combine(SourceTree.Root, "docs", "events");
        foreach (var (name, text) in pages)
        {
            ShouldSay($"docs/events/{name}", text);
        }

        foreach (var stale in Directory.EnumerateFiles(folder).Where(x => !pages.ContainsKey(Path.GetFileName(x))))
        {
            Writing.ShouldBeTrue($"{SourceTree.Short(stale)} is of no module. Run: {Command}");
            File.Delete(stale);
        }
    }

    private static void ShouldSay(string page, string text)
    {
        var path = Path.Combine(SourceTree.Root, page);
        if (Writing)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        var written = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        (written == text.ReplaceLineEndings("\n")).ShouldBeTrue($"{page} is not what the code says. Run: {Command}");
    }
}
