using Microsoft.Playwright;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>One host and one browser for many tests; starting either takes seconds.</summary>
public sealed class Workplace : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The host.</summary>
    public TelehealthApp App { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumFactAttribute.Path) || !File.Exists(Axe.File))
        {
            return;
        }

        App = await TelehealthApp.Start();
        Assertions.SetDefaultExpectTimeout(15_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = ChromiumFactAttribute.Path,
                Args =
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
        if (App is not null)
        {
            await App.DisposeAsync();
        }
    }

    /// <summary>Somebody in front of a browser of their own, signed in unless nobody is named.</summary>
    internal async Task<Visitor> Visit(TestPerson? person = null)
    {
        var context = await browser!.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = App.Base.ToString(),
                ViewportSize = new ViewportSize { Width = 1440, Height = 900 },
                Locale = "en-GB",
                TimezoneId = "Europe/London",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(15_000);
        var visitor = await Visitor.Open(App, context);
        if (person is not null)
        {
            await visitor.SignIn(person);
        }

        return visitor;
    }

    /// <summary>A member of staff in front of a browser.</summary>
    internal async Task<Visitor> VisitAs(params string[] roles) => await Visit(await App.Staff(roles));
}

/// <summary>The tests that share a workplace, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class WorkplaceCollection : ICollectionFixture<Workplace>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "workplace";
}

/// <summary>Half of the tests, in a second workplace beside the first: a browser waits more than it works.</summary>
[CollectionDefinition(Name)]
public sealed class SecondWorkplaceCollection : ICollectionFixture<Workplace>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "second workplace";
}
