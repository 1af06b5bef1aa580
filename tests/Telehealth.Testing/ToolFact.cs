using Xunit;

namespace Telehealth.Testing;

/// <summary>A fact that asks programs outside the product; skipped, with the reason, without them.</summary>
public sealed class ToolFactAttribute : FactAttribute
{
    /// <summary>Names the programs that must be on the PATH.</summary>
    public ToolFactAttribute(params string[] tools)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = tools.Where(tool => !folders.Any(folder => File.Exists(Path.Combine(folder, tool)))).ToList();
        if (missing.Count > 0)
        {
            Skip = $"Not installed here: {string.Join(", ", missing)}.";
        }
    }
}
