using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>An employer of the demo data and its live hub: two providers, HR, members with credits.</summary>
internal sealed class SeededHub(SeedStage stage, Actor manager)
{
    public const string Channel = "hub.lindholm";
    private const string Name = "Lindholm wellbeing";
    private const string Domain = "lindholm.example";
    private string id = "";

    public async Task Open(string hrEmail, IReadOnlyList<string> providers, CancellationToken ct)
    {
        var employer = await Make("CreateEmployer", new { name = "Lindholm Shipping", country = "GB" }, ct);
        var ofEmployer = ("employerId", employer);
        await stage.Door.Do("AppointHrAdmin", manager, new(new { email = hrEmail }, Route: ofEmployer), ct);
        id = await Make("CreateHub", Terms, ct, ofEmployer);
        foreach (var email in providers)
        {
            await Invite(email, ct);
        }

        // Live already when an earlier run got that far.
        await stage.Door.Try("TakeHubLive", manager, new(Route: ("hubId", id)), ct);
    }

    /// <summary>A client proves the work address and gets the first credits.</summary>
    public async Task Join(Actor client, string mailbox, CancellationToken ct)
    {
        var mine = await stage.Door.Do("ListMyHubs", client, new(), ct);
        if (mine.Body.GetArrayLength() > 0)
        {
            return;
        }

        var workEmail = $"{mailbox}@{Domain}";
        var claim = (await stage.Door.Do("ClaimMembership", client, new(new { workEmail }), ct)).Body;
        var claimId = claim.GetProperty("claimId").GetString()!;
        // Mailed first: whoever asks for a code makes the one before it worthless.
        await stage.Drain(ct);
        var code = (await stage.Send(new GetMembershipCode(Guid.Parse(claimId)), ct)).Code;
        await stage.Door.Do("ProveMembership", client, new(new { code }, Route: ("claimId", claimId)), ct);
    }

    public async Task<SeededSession> Book(Actor client, Actor provider, Instant at, CancellationToken ct)
    {
        var wish = new
        {
            providerId = provider.Id,
            mode = "video",
            startsAt = InstantPattern.ExtendedIso.Format(at),
        };
        var key = $"seed:{wish.startsAt}";
        var booked = await stage.Door.Do("BookWithCredit", client, new(wish, key, Route: ("hubId", id)), ct);
        return new SeededSession(stage, provider, booked.Body.GetProperty("bookingId").GetString()!);
    }

    private async Task Invite(string email, CancellationToken ct)
    {
        var provider = await stage.ActorOf(email, Roles.Provider, ct);
        var parts = new InnerDoor.Parts(new { email }, $"seed:{email}", Route: ("hubId", id));
        var invited = await stage.Door.Do("InviteProvider", manager, parts, ct);
        var link = await stage.Ask(new GetHubInvitationLink(invited.Body.GetProperty("id").GetGuid()), ct);
        if (link.IsSuccess)
        {
            var token = link.Value.Path.Split('/')[^1];
            await stage.Door.Do("AcceptHubInvitation", provider, new(new { token, termsVersion = 1 }), ct);
        }
    }

    private async Task<string> Make(
        string operation,
        object body,
        CancellationToken ct,
        params (string Name, string Value)[] route
    )
    {
        var made = await stage.Door.Do(operation, manager, new(body, "seed:lindholm", Route: route), ct);
        return made.Body.GetProperty("id").GetString()!;
    }

    private static object Terms =>
        new
        {
            name = Name,
            code = "lindholm",
            colour = "#0b5c4a",
            categories = (string[])["therapy", "psychology"],
            languages = (string[])["en"],
            domains = (string[])[Domain],
            credits = new
            {
                perPeriod = 6,
                periodMonths = 12,
                carryOverCap = 2,
            },
            session = new
            {
                price = Money.Gbp(8_000),
                platformShareBasisPoints = 2_500,
                durationMinutes = 50,
                modes = (string[])["video"],
            },
        };
}
