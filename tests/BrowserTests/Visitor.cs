using Microsoft.Playwright;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>
/// A person in front of the pages. Whatever the browser complains about meanwhile (errors of scripts, missing files,
/// reports of the content security policy) fails the test.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly string Screens = Path.Combine(Axe.Root, "out", "screens");
    private readonly List<string> complaints = [];
    private readonly TelehealthApp app;
    private readonly IBrowserContext context;

    private Visitor(TelehealthApp app, IBrowserContext context, IPage page)
    {
        this.app = app;
        this.context = context;
        Page = page;
    }

    /// <summary>Who it is, once signed in.</summary>
    public TestPerson? Person { get; private set; }

    /// <summary>The page in front of the person.</summary>
    public IPage Page { get; }

    public static async Task<Visitor> Open(TelehealthApp app, IBrowserContext context)
    {
        await context.AddInitScriptAsync(
            """
            addEventListener("securitypolicyviolation", (e) =>
              console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
            """
        );
        var visitor = new Visitor(app, context, await context.NewPageAsync());
        visitor.Listen();
        return visitor;
    }

    /// <summary>Through the pages, with the code of the phone where the account has one.</summary>
    public async Task SignIn(TestPerson person)
    {
        Person = person;
        await Page.GotoAsync("/identity/sign-in");
        await Page.GetByLabel("Email").FillAsync(person.Email);
        await Page.GetByLabel("Password").FillAsync(person.Password);
        await Press("Sign in");
        if (person.TotpKey is not null)
        {
            await Page.GetByLabel("Code").FillAsync(await Code());
            await Press("Go on");
        }

        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeAttachedAsync();
    }

    /// <summary>The six digits the person's phone shows.</summary>
    public Task<string> Code() => app.AuthenticatorCode(Person!);

    /// <summary>Opens a page that must be there.</summary>
    public async Task Go(string path)
    {
        var answer = await Page.GotoAsync(path);
        answer!.Status.ShouldBe(200, path);
    }

    /// <summary>Presses the button of the page's content with these words.</summary>
    public Task Press(string words) =>
        Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).ClickAsync();

    /// <summary>
    /// By keyboard alone: moves on with Tab until the control with this name has the focus, as who has no pointer.
    /// </summary>
    public async Task TabTo(string name)
    {
        for (var i = 0; i < 80; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            var reached = await Page.EvaluateAsync<string>(
                """
                () => {
                  const e = document.activeElement;
                  const name = e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent ?? "";
                  return name.trim().replace(/\s+/g, " ");
                }
                """
            );
            if (reached == name || reached.StartsWith(name + " ", StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Tab never reaches “{name}” on {Page.Url}.");
    }

    /// <summary>By keyboard alone: goes to the control and presses Enter.</summary>
    public async Task Choose(string name)
    {
        await TabTo(name);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>By keyboard alone: goes to the field and types.</summary>
    public async Task Type(string name, string text)
    {
        await TabTo(name);
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>What a person reads here.</summary>
    public ILocator Text(string words) => Page.Locator("main").GetByText(words).First;

    /// <summary>Waits until the words are there.</summary>
    public Task Sees(string words) => Assertions.Expect(Text(words)).ToBeVisibleAsync();

    /// <summary>
    /// The page as it is: nothing for axe to find, light or dark; nothing wider than a phone; pictures at 1440 and 360.
    /// </summary>
    public async Task ShouldBeFit(string name)
    {
        Directory.CreateDirectory(Screens);
        var found = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            foreach (var width in new[] { 360, 1440 })
            {
                await Page.SetViewportSizeAsync(width, width == 360 ? 740 : 900);
                if (width == 360 && scheme == ColorScheme.Dark)
                {
                    continue;
                }

                await Page.ScreenshotAsync(
                    new PageScreenshotOptions
                    {
                        Path = Path.Combine(Screens, $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.png"),
                        FullPage = true,
                    }
                );
                var wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                if (wide > width)
                {
                    found.Add($"{wide} px wide on a screen of {width}");
                }

                found.AddRange((await Axe.Findings(Page)).Select(x => $"{scheme}, {width}: {x}"));
            }
        }

        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        found.ShouldBeEmpty(name);
        complaints.ShouldBeEmpty(name);
    }

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        complaints.ShouldBeEmpty();
    }

    private void Listen()
    {
        Page.PageError += (_, error) => complaints.Add(error);
        Page.Console += (_, message) =>
        {
            // A page that answers 4xx on purpose is named as a failed resource; missing files are caught below.
            if (
                message.Type == "error"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
            {
                complaints.Add(message.Text);
            }
        };
        Page.Response += (_, response) =>
        {
            if (response.Status >= (response.Request.ResourceType == "document" ? 500 : 400))
            {
                complaints.Add($"{response.Status} {response.Url}");
            }
        };
    }
}
