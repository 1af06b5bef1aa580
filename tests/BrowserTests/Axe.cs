using System.Text.Json;
using Microsoft.Playwright;

namespace Telehealth.BrowserTests;

/// <summary>What axe-core finds on a page (WCAG 2.2 AA and best practice).</summary>
internal static class Axe
{
    public static readonly string Root = FindRoot();

    public static readonly string File = System.IO.Path.Combine(
        Root,
        "src/Host/Assets/node_modules/axe-core/axe.min.js"
    );

    private static readonly Lazy<string> Source = new(() => System.IO.File.ReadAllText(File));

    public static async Task<IReadOnlyList<string>> Findings(IPage page)
    {
        // Evaluated by the driver and not by the page, whose policy allows no foreign script.
        await page.EvaluateAsync(Source.Value + ";0");
        var found = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((v) =>
              `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => `${n.html} ${n.failureSummary ?? ""}`).join(" | ")})`)
            """
        );
        return [.. found.EnumerateArray().Select(x => x.GetString()!)];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(System.IO.Path.Combine(folder.FullName, "Telehealth.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
