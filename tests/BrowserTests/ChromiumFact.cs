using Microsoft.Playwright;

namespace Telehealth.BrowserTests;

/// <summary>A fact a browser looks at; skipped, with the reason, where Chromium or what drives it is missing.</summary>
public sealed class ChromiumFactAttribute : FactAttribute
{
    /// <summary>Where Debian puts it; <c>TELEHEALTH_CHROMIUM</c> names another place.</summary>
    public static readonly string Path =
        Environment.GetEnvironmentVariable("TELEHEALTH_CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Looks for the browser.</summary>
    public ChromiumFactAttribute()
    {
        if (!File.Exists(Path))
        {
            Skip = $"Chromium is not at {Path}; install it, or name it in TELEHEALTH_CHROMIUM.";
        }
        else if (!File.Exists(Axe.File))
        {
            Skip = "axe-core is missing: build the pages' assets (dotnet build src/Host).";
        }
    }
}
