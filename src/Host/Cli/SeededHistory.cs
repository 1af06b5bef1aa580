using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>
/// What the demo's people did in the week before anybody looks: sessions of every kind, what they earned, a withdrawal
/// that waits for Friday; and what lies in front of them today.
/// </summary>
internal sealed class SeededHistory(SeedStage stage, DemoPeople people, Action<string> progress)
{
    public const string Amelia = "amelia.clarke@providers.telehealth.example";
    public const string Samuel = "samuel.osei@providers.telehealth.example";
    private const string Aisha = "aisha.rahman@providers.telehealth.example";
    private const string Anna = "anna@clients.telehealth.example";
    private const string Ben = "ben@clients.telehealth.example";
    private const string Daniel = "daniel@clients.telehealth.example";

    /// <summary>Whose pages have something on them: role, address, what.</summary>
    public static IReadOnlyList<(string Role, string Email, string What)> Worth =>
        [
            ("client", Anna, "a member of a hub, with credits, sessions held, a request that waits"),
            ("client", Ben, "the same, without the request"),
            ("provider", Amelia, "earnings, and a withdrawal that waits for Friday"),
            ("provider", Samuel, "in the hub and the insurer's programme, with a request to answer"),
        ];

    /// <summary>The providers it is about.</summary>
    public static IReadOnlyList<string> Providers => [Amelia, Samuel, Aisha];

    /// <summary>The clients it is about.</summary>
    public static IReadOnlyList<string> Clients => [Anna, Ben, Daniel];

    /// <summary>Lives through the week, if the sandbox began in it, and arrives in the present.</summary>
    public async Task Live(CancellationToken ct)
    {
        progress("Demo data: the week before, with sessions held and money earned …");
        var week = SeededWeek.Of(stage.Now);
        var hub = new SeededHub(stage, await Staff(Roles.ProgrammeManager, ct));
        await hub.Open(EmailOf(Roles.HrAdmin), [Amelia, Samuel], ct);
        var programme = await Programme(ct);
        foreach (var email in Providers)
        {
            await OpenForAll(email, ct);
        }

        foreach (var email in Clients)
        {
            await hub.Join(await Client(email, ct), email.Split('@')[0], ct);
        }

        await HoldSessions(week, hub, programme, ct);
        await stage.Advance(week.End, ct);
        await Withdraw(ct);
        await stage.Arrive(ct);
    }

    /// <summary>True once somebody withdrew what the week brought.</summary>
    public async Task<bool> IsLived(CancellationToken ct)
    {
        if (await stage.Find(Amelia, ct) is null)
        {
            return false;
        }

        var withdrawals = await stage.Door.Do("ListWithdrawals", await Provider(Amelia, ct), new(), ct);
        return withdrawals.Body.GetProperty("items").GetArrayLength() > 0;
    }

    private async Task HoldSessions(SeededWeek week, SeededHub hub, SeededProgramme programme, CancellationToken ct)
    {
        var (anna, ben, daniel) = (await Client(Anna, ct), await Client(Ben, ct), await Client(Daniel, ct));
        var (amelia, samuel) = (await Provider(Amelia, ct), await Provider(Samuel, ct));
        var insured = await programme.Insure("Nguyễn Thị Ánh", "+4791234567", "1980-05-04", "NOR-118", ct);
        var missed = await programme.Visit(insured, week.At(12), ct);
        var first = await BookPrivately(anna, amelia, week.At(9), ct);
        var second = await hub.Book(ben, amelia, week.At(10), ct);
        var third = await hub.Book(anna, samuel, week.At(11), ct);
        var fourth = await hub.Book(daniel, amelia, week.At(12), ct);
        await stage.Drain(ct);
        await first.Hold(anna, week.At(9), ct);
        await second.Hold(ben, week.At(10), ct);
        await third.Hold(anna, week.At(11), ct);
        await missed.Miss(week.At(12), ct);
        await fourth.Hold(daniel, week.At(12), ct);
        await stage.Drain(ct);
        await first.Rate(anna, 5, "I felt heard from the first minute.", ct);
        await second.Rate(ben, 4, null, ct);
        await third.Rate(anna, 5, null, ct);
    }

    private async Task<SeededSession> BookPrivately(Actor client, Actor provider, Instant at, CancellationToken ct)
    {
        var wish = await Wish(provider, ct, at);
        var request = await stage.Door.Do("RequestBooking", client, new(wish, $"seed:{at}"), ct);
        var answer = new InnerDoor.Parts(
            new { startsAt = InstantPattern.ExtendedIso.Format(at) },
            $"seed:{at}",
            Route: ("id", request.Body.GetProperty("id").GetString()!)
        );
        var booked = await stage.Door.Do("AcceptBookingRequest", provider, answer, ct);
        return new SeededSession(stage, provider, booked.Body.GetProperty("bookingId").GetString()!);
    }

    private async Task<object> Wish(Actor provider, CancellationToken ct, params Instant[] times)
    {
        var services = await stage.Door.Do("ListMyServices", provider, new(), ct);
        return new
        {
            providerId = provider.Id,
            serviceId = services.Body.GetProperty("items")[0].GetProperty("id").GetString(),
            mode = "video",
            times = times.Select(InstantPattern.ExtendedIso.Format),
        };
    }

    /// <summary>Says where to be paid, agrees to self-billing, and withdraws a part.</summary>
    private async Task Withdraw(CancellationToken ct)
    {
        var provider = await Provider(Amelia, ct);
        var account = new
        {
            holderName = people.Providers.Single(x => x.Email == Amelia).Name,
            kind = "uk",
            currency = "GBP",
            sortCode = "08-99-99",
            accountNumber = "6637 4958",
        };
        if ((await stage.Door.Try("GetBankDetails", provider, new(), ct)).Status == StatusCodes.Status404NotFound)
        {
            await stage.Door.Do("PutBankDetails", provider, new(account), ct);
        }

        var agreement = (await stage.Door.Do("GetSelfBillingAgreement", provider, new(), ct)).Body;
        var promises = new
        {
            termsVersion = agreement.GetProperty("termsVersion").GetString(),
            willNotInvoice = true,
            willAcceptEach = true,
            willTellOfChanges = true,
        };
        await stage.Door.Do("AcceptSelfBilling", provider, new(promises, "seed:agreement"), ct);
        var amount = new { amount = Money.Gbp(10_000) };
        await stage.Door.Do("RequestWithdrawal", provider, new(amount, "seed:withdrawal"), ct);
    }

    /// <summary>What waits for somebody: a visit, a request to answer, a concern, two providers at the desk.</summary>
    public async Task LeaveToday(CancellationToken ct)
    {
        var programme = await Programme(ct);
        var insured = await programme.Insure("Ingrid Solberg", "+4792345678", "1991-09-30", "NOR-207", ct);
        await programme.Visit(insured, Next(IsoDayOfWeek.Thursday, 15), ct);
        var samuel = await Provider(Samuel, ct);
        var wish = await Wish(
            samuel,
            ct,
            Next(IsoDayOfWeek.Thursday, 17),
            Next(IsoDayOfWeek.Monday, 10),
            Next(IsoDayOfWeek.Wednesday, 9)
        );
        await stage.DoOnce("RequestBooking", await Client(Anna, ct), new(wish, "seed:pending"), ct);
        var past = await stage.Door.Do("ListSessions", samuel, new(Query: "view=past"), ct);
        var words = new
        {
            category = "domesticAbuse",
            severity = "nextWorkingDay",
            facts = "She said that she is watched at home, and that her telephone is read.",
            whereabouts = "At home; alone until the evening.",
            actionsTaken = "We agreed on a time when she can be rung safely.",
            sessionId = past.Body.GetProperty("items")[0].GetProperty("id").GetString(),
        };
        await stage.DoOnce("RaiseConcern", samuel, new(words, "seed:concern"), ct);
        var until = InstantPattern.ExtendedIso.Format(stage.Now + Duration.FromHours(11));
        foreach (var email in (string[])[Amelia, Aisha])
        {
            var presence = new { until, mode = "online" };
            await stage.Door.Do("SetPresence", await Provider(email, ct), new(presence), ct);
        }

        await stage.Drain(ct);
    }

    private async Task<SeededProgramme> Programme(CancellationToken ct)
    {
        var programme = new SeededProgramme(
            stage,
            await Staff(Roles.ProgrammeManager, ct),
            await Staff(Roles.PlatformAdmin, ct),
            progress
        );
        await programme.Open([Samuel, Aisha], ct);
        return programme;
    }

    private Instant Next(IsoDayOfWeek day, int hour) => SeededWeek.Next(day, hour, stage.Now);

    /// <summary>The same hours for the marketplace, the hub and the programme.</summary>
    private async Task OpenForAll(string email, CancellationToken ct)
    {
        var provider = people.Providers.Single(x => x.Email == email);
        string[] channels = email switch
        {
            Amelia => ["marketplace", SeededHub.Channel],
            Samuel => ["marketplace", SeededHub.Channel, SeededProgramme.Channel],
            _ => ["marketplace", SeededProgramme.Channel],
        };
        await new SeededProvider(stage.Door, await Provider(email, ct), provider).Open(channels, ct);
    }

    private Task<Actor> Provider(string email, CancellationToken ct) => stage.ActorOf(email, Roles.Provider, ct);

    private Task<Actor> Client(string email, CancellationToken ct) => stage.ActorOf(email, Roles.Client, ct);

    private Task<Actor> Staff(string role, CancellationToken ct) => stage.ActorOf(EmailOf(role), role, ct);

    private string EmailOf(string role) => people.Staff.First(x => x.Roles.Contains(role)).Email;
}
