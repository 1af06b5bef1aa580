using System.Text.RegularExpressions;
using NodaTime;

namespace Telehealth.Host.Cli.Story;

/// <summary>A hub as its members use it.</summary>
internal sealed partial class DemoHub(DemoStage stage, DemoProvider provider, string id, string domain)
{
    private const int DaySessions = 6;
    private static readonly Duration SessionAndPause = Duration.FromMinutes(60);

    public string Id => id;

    /// <summary>Proves the work address by the mailed code.</summary>
    public async Task Join(DemoPerson person)
    {
        var workEmail = $"{person.Mail.Split('@')[0]}@{domain}";
        var claim = (await person.Api.Post("/hubs/memberships", new { workEmail })).Text("claimId");
        await stage.Drain();
        var mail = stage.Folder.Mail(workEmail, "Your code to join");
        var code = Code().Match(mail.TextBody ?? "").Groups[1].Value;
        await person.Api.Post($"/hubs/memberships/{claim}/prove", new { code });
        await stage.Drain();
    }

    /// <summary>Books with a credit; answers the booking.</summary>
    public async Task<string> Book(DemoPerson person, Instant at)
    {
        var booking = await person.Api.Post($"/hubs/{id}/bookings", At(at));
        await stage.Drain();
        return booking.Text("bookingId");
    }

    /// <summary>A booking as the API takes it.</summary>
    public object At(Instant startsAt) =>
        new
        {
            providerId = provider.Id,
            mode = "video",
            startsAt = startsAt.Iso(),
        };

    /// <summary>A day at least two ahead on which six sessions fit one after the other.</summary>
    public async Task<List<Instant>> FreeDay(DemoPerson member)
    {
        var (from, to) = (stage.Now + Duration.FromDays(2), stage.Now + Duration.FromDays(14));
        var window = $"mode=video&from={from.Iso()}&to={to.Iso()}";
        var free = await member.Api.Get($"/hubs/{id}/providers/{provider.Id}/slots?{window}");
        return free.EnumerateArray()
            .Select(x => x.AsInstant())
            .GroupBy(x => x.InUtc().Date)
            .Select(x => x.Aggregate(new List<Instant>(), KeepApart))
            .First(x => x.Count >= DaySessions);
    }

    /// <summary>The member's balance, which should be this.</summary>
    public static async Task ShouldHave(DemoPerson member, int available, int reserved)
    {
        var mine = (await member.Api.Get("/hubs/mine")).EnumerateArray().Single();
        var (a, r) = (mine.Number("available"), mine.Number("reserved"));
        DemoFailure.Unless((a, r) == (available, reserved), $"{member.Name} has {a} credits and {r} reserved.");
    }

    private static List<Instant> KeepApart(List<Instant> kept, Instant next)
    {
        if (kept.Count == 0 || next - kept[^1] >= SessionAndPause)
        {
            kept.Add(next);
        }

        return kept;
    }

    [GeneratedRegex(@"The code is (\d{6})")]
    private static partial Regex Code();
}
