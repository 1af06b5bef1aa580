using System.Text.RegularExpressions;

namespace Telehealth.UnitTests.Architecture;

/// <summary>A command that is sent again under its key answers as before (WAL-05): no door drops the key.</summary>
public sealed partial class KeyTests
{
    // Why each of them takes none.
    private static readonly Dictionary<string, string> Keyless = new(StringComparer.Ordinal)
    {
        ["CreatePartner"] = "its answer holds a secret, and an answer under a key is stored",
        ["ProveMembership"] = "each try of a code counts",
        ["FindAccount"] = "only reads; a search for a person belongs into no address",
        ["FindMember"] = "only reads; a search for a person belongs into no address",
    };

    [Fact]
    public void Every_post_hands_its_key_on()
    {
        var posts = SourceTree
            .CSharp("src/Modules")
            .Where(x => x.Contains("/Features/", StringComparison.Ordinal))
            .SelectMany(x => Routes(File.ReadAllText(x)))
            .ToList();
        posts.Count.ShouldBeGreaterThan(50);
        posts.Where(x => !x.HandsOn).Select(x => x.Name).Order().ShouldBe(Keyless.Keys.Order());
    }

    // From one route to the next, or to the end of the file: a handler may stand below as a method of its own.
    private static IEnumerable<(string Name, bool HandsOn)> Routes(string source)
    {
        var starts = Mapped().Matches(source).ToList();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].Index : source.Length;
            var route = source[starts[i].Index..end];
            if (starts[i].Groups[1].Value == "Post" && Named().Match(route) is { Success: true } name)
            {
                yield return (name.Groups[1].Value, source.Contains("IdempotencyKey()", StringComparison.Ordinal));
            }
        }
    }

    [GeneratedRegex(@"\.Map(Get|Post|Put|Delete)\(")]
    private static partial Regex Mapped();

    [GeneratedRegex(@"WithName\(""(\w+)""\)")]
    private static partial Regex Named();
}
