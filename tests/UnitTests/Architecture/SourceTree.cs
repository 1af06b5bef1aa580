namespace Telehealth.UnitTests.Architecture;

/// <summary>The repository's own files, found from where the tests run.</summary>
internal static class SourceTree
{
    public static readonly string Root = FindRoot();

    /// <summary>Every C# file of ours below the folder: nothing built, nothing generated.</summary>
    public static IReadOnlyList<string> CSharp(params string[] folders) =>
        [
            .. folders
                .SelectMany(x => Directory.EnumerateFiles(Path.Combine(Root, x), "*.cs", SearchOption.AllDirectories))
                .Where(x =>
                    !IsBuilt(x) && !x.Contains($"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}")
                )
                .Order(StringComparer.Ordinal),
        ];

    public static IReadOnlyList<string> Projects(string folder) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
                .Where(x => !IsBuilt(x))
                .Order(StringComparer.Ordinal),
        ];

    public static string Short(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static bool IsBuilt(string path)
    {
        var parts = Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar);
        return parts.Contains("bin") || parts.Contains("obj") || parts.Contains("node_modules");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Telehealth.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Telehealth.sln is not above the tests.");
    }
}
