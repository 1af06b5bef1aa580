using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Features.Development;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>
/// What the suites around hubs share: an employer, its hub, who gives and who books, through the public door.
/// </summary>
public abstract partial class HubStage(Engine engine) : IAsyncLifetime
{
    protected const string Domain = "acme.example";

    protected TelehealthApp App { get; private set; } = null!;

    protected HttpClient Manager { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        App = await TelehealthApp.Start(engine);
        Manager = await App.Client(await App.Staff(Roles.ProgrammeManager));
    }

    public Task DisposeAsync() => App.DisposeAsync().AsTask();

    /// <summary>An employer with somebody of HR and a hub that is not live.</summary>
    protected async Task<(string Hub, HttpClient Hr)> Prepared(
        string code = "acme",
        string domain = Domain,
        int credits = 2,
        int cap = 1,
        int months = 1
    )
    {
        var employer = await Id(Manager, "hubs/employers", new { Name = $"Zakłady {code} Nguyễn", Country = "GB" });
        var hr = await App.Staff(Roles.HrAdmin);
        await TelehealthApp.Post(Manager, $"hubs/employers/{employer}/hr-admins", new { hr.Email });
        var body = Body(code, domain, credits, cap, months);
        return (await Id(Manager, $"hubs/employers/{employer}/hubs", body), await App.Client(hr));
    }

    protected static object Body(
        string code = "acme",
        string domain = Domain,
        int credits = 2,
        int cap = 1,
        int months = 1,
        string colour = "#0b5c4a"
    ) =>
        new
        {
            Name = $"{code} wellbeing",
            Code = code,
            Colour = colour,
            Categories = (string[])["psychology"],
            Languages = (string[])["en", "pl"],
            Domains = (string[])[domain],
            Credits = new
            {
                PerPeriod = credits,
                PeriodMonths = months,
                CarryOverCap = cap,
            },
            Session = new
            {
                Price = new { Amount = 8000, Currency = "GBP" },
                PlatformShareBasisPoints = 2_500,
                DurationMinutes = 50,
                Modes = (string[])["video"],
                FreeCancelHours = 24,
            },
        };

    /// <summary>A live hub with one provider whose calendar is open to it alone.</summary>
    protected async Task<(string Hub, HttpClient Hr, ListedProvider Provider)> Live(
        string code = "acme",
        string domain = Domain,
        int credits = 2,
        int cap = 1,
        int months = 1
    )
    {
        var (hub, hr) = await Prepared(code, domain, credits, cap, months);
        var provider = await App.ListedProvider();
        await Enter(hub, provider);
        await OpenTime(provider, code);
        (await TelehealthApp.Send(Manager, HttpMethod.Post, $"hubs/{hub}/live")).IsSuccessStatusCode.ShouldBeTrue();
        await App.Drain();
        return (hub, hr, provider);
    }

    /// <summary>Invited, and accepted by the link of the mail.</summary>
    protected async Task<JsonElement> Enter(string hub, ListedProvider provider, string? besides = null)
    {
        await TelehealthApp.Post(Manager, $"hubs/{hub}/invitations", new { provider.Person.Email });
        var body = new { Token = await TokenTo(provider.Person.Email, besides), TermsVersion = 1 };
        return await TelehealthApp.Post(provider.Api, "hubs/invitations/accept", body);
    }

    protected static Task OpenTime(ListedProvider provider, string code) =>
        TelehealthApp.Put(
            provider.Api,
            "marketplace/providers/me/calendar/weekly",
            new
            {
                Rules = Enum.GetNames<DayOfWeek>()
                    .Select(x => new
                    {
                        Weekday = x.ToLowerInvariant(),
                        From = "08:00",
                        To = "20:00",
                        Modes = (string[])["video"],
                        Channels = (string[])[$"hub.{code}"],
                    }),
            }
        );

    /// <summary>The newest link; mails of one second stand in no order, so an earlier one is named.</summary>
    protected async Task<string> TokenTo(string email, string? besides = null)
    {
        await App.Drain();
        return (await MailsTo(email))
            .Where(x => x.Subject.StartsWith("You are invited", StringComparison.Ordinal))
            .Select(x => Token().Match(x.Text!).Groups[1].Value)
            .Last(x => x != besides);
    }

    /// <summary>The code that was mailed; mails of one second stand in no order, so an earlier one is named.</summary>
    protected async Task<string> CodeTo(string email, string? besides = null)
    {
        await App.Drain();
        var mails = (await MailsTo(email)).Where(x => x.Subject == "Your code to join");
        return mails.Select(x => Code().Match(x.Text!).Groups[1].Value).Last(x => x != besides);
    }

    /// <summary>Somebody proves a work address and is a member.</summary>
    protected async Task<Player> Member(string email, string name = "Łucja Nguyễn Nowak")
    {
        var person = await App.SignUpClient(name);
        var player = new Player(person, await App.Client(person));
        await Join(player, email);
        return player;
    }

    protected async Task Join(Player player, string email)
    {
        var claim = await TelehealthApp.Post(player.Api, "hubs/memberships", new { WorkEmail = email });
        // People type what they read: in two halves.
        var code = new { Code = (await CodeTo(email)).Insert(3, " ") };
        await TelehealthApp.Post(player.Api, $"hubs/memberships/{claim.GetProperty("claimId")}/prove", code);
        await App.Drain();
    }

    protected static Task<HttpResponseMessage> TryBook(
        HttpClient member,
        string hub,
        ListedProvider provider,
        Instant at,
        string? key = null
    ) =>
        TelehealthApp.Send(
            member,
            HttpMethod.Post,
            $"hubs/{hub}/bookings",
            new
            {
                ProviderId = provider.Id,
                Mode = "video",
                StartsAt = InstantPattern.ExtendedIso.Format(at),
            },
            key ?? TelehealthApp.NewKey()
        );

    protected async Task<Booked> Book(Player member, string hub, ListedProvider provider, Instant at)
    {
        var answer = await TelehealthApp.Read(await TryBook(member.Api, hub, provider, at));
        await App.Drain();
        var booking = answer.GetProperty("bookingId").GetString()!;
        return new Booked(booking, await App.SessionOf(provider, booking), at);
    }

    protected static async Task<(long Available, long Reserved)> CreditsOf(Player member)
    {
        var mine = (await TelehealthApp.Get(member.Api, "hubs/mine")).EnumerateArray().Single();
        return (mine.GetProperty("available").GetInt64(), mine.GetProperty("reserved").GetInt64());
    }

    protected async Task<IReadOnlyList<MailAnswer>> MailsTo(string email) =>
        (
            await App.Http.GetFromJsonAsync<List<MailAnswer>>(
                $"/dev/mail/messages?to={Uri.EscapeDataString(email)}",
                ApiJson.Options
            )
        )!
            .OrderBy(x => x.Date)
            .ToList();

    protected static async Task<string> Id(HttpClient api, string path, object body) =>
        (await TelehealthApp.Post(api, path, body)).GetProperty("id").GetString()!;

    [GeneratedRegex("/hubs/invitations/([0-9a-f]{64})")]
    private static partial Regex Token();

    [GeneratedRegex(@"The code is (\d{6})")]
    private static partial Regex Code();
}
