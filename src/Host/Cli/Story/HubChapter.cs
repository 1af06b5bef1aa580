using NodaTime;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>An employer's wellbeing hub: members book with credits, HR sees numbers and nobody's name.</summary>
internal sealed class HubChapter(DemoStage stage, DemoCast cast)
{
    private const string Channel = "hub.lindholm";
    private const long PriceMinor = 8_000;
    private readonly DemoProvider provider = cast.Thorunn;
    private readonly List<DemoPerson> members =
    [
        cast.Client("freyja.lindqvist", "Freyja Lindqvist"),
        cast.Client("hoa.nguyen", "Nguyễn Thị Hoa"),
        cast.Client("marek.novak", "Marek Novák"),
        cast.Client("zoe.obrien", "Zoë O'Brien"),
        cast.Client("olafur.petursson", "Ólafur Pétursson"),
    ];

    private readonly List<string> booked = [];
    private DemoCaller hr = null!;
    private DemoHub hub = null!;
    private List<Instant> day = [];

    private DemoPerson Freyja => members[0];

    public DemoChapter Chapter =>
        new(
            "Employer hub: members book with credits",
            [
                new("The programme manager takes an employer and its hub on", TakeOn),
                new("The provider is invited by mail and accepts the terms", Invite),
                new("The hub goes live, its provider is told", GoLive),
                new("An employee proves the work address by a code", Prove),
                new("Four colleagues join; HR gives everybody a credit more", TopUp),
                new("She books at once; the credit is reserved", Book),
                new("Beyond the balance nothing is booked", Exceed),
                new("Cancelled in time, the credit comes back", Cancel),
                new("All five are held; the credits are used up", Hold),
                new("HR sees what was allotted, and no booking", LookAsHr),
            ]
        );

    /// <summary>Numbers of a month are told when it is over.</summary>
    public DemoStep MonthEnd => new("The month is over: HR sees how much, never who", ReadUsage);

    private async Task<string> TakeOn()
    {
        var manager = await cast.Staff(Roles.ProgrammeManager);
        hr = await cast.Staff(Roles.HrAdmin);
        var payer = new { name = "Lindholm Shipping", country = "GB" };
        var employer = (await manager.Post("/hubs/employers", payer)).Text("id");
        var admin = new { email = DemoCast.MailOf(Roles.HrAdmin) };
        await manager.Post($"/hubs/employers/{employer}/hr-admins", admin);
        var terms = new
        {
            name = "Lindholm wellbeing",
            code = "lindholm",
            colour = "#0b5c4a",
            categories = (string[])["therapy"],
            languages = (string[])["en", "is"],
            domains = (string[])["lindholm.example"],
            credits = new { perPeriod = 1, periodMonths = 1 },
            session = new
            {
                price = Money.Gbp(PriceMinor),
                platformShareBasisPoints = 2_500,
                durationMinutes = 50,
                modes = (string[])["video"],
                freeCancelHours = 24,
            },
        };
        var made = await manager.Post($"/hubs/employers/{employer}/hubs", terms);
        hub = new DemoHub(stage, provider, made.Text("id"), "lindholm.example");
        return $"a credit a month each, {Pounds(PriceMinor)} a session";
    }

    private async Task<string> Invite()
    {
        var manager = await cast.Staff(Roles.ProgrammeManager);
        await manager.Post($"/hubs/{hub.Id}/invitations", new { email = provider.Person.Mail });
        await stage.Drain();
        var mail = stage.Folder.Mail(provider.Person.Mail, "You are invited");
        var token = DemoFolder.LinkOf(mail, "/hubs/invitations/").Segments[^1];
        var offer = await provider.Api.Get($"/hubs/invitations/{token}");
        var yes = new { token, termsVersion = 1 };
        var joined = await provider.Api.Post("/hubs/invitations/accept", yes);
        var spent = await cast.Lukasz.Api.Refused("/hubs/invitations/accept", yes);
        DemoFailure.Unless(joined.Text("channel") == Channel, "The provider should be in the hub.");
        await provider.OpenFor(Channel);
        return $"{Pounds(offer.Minor("yourShare"))} for the provider; the link again: {spent}";
    }

    private async Task<string> GoLive()
    {
        await (await cast.Staff(Roles.ProgrammeManager)).Post($"/hubs/{hub.Id}/live", null);
        await stage.Drain();
        return stage.Folder.Mail(provider.Person.Mail, "is live").Subject ?? "";
    }

    private async Task<string> Prove()
    {
        await Freyja.Arrive();
        var stranger = await Freyja.Api.Refused("/hubs/memberships", new { workEmail = "freyja@elsewhere.example" });
        await hub.Join(Freyja);
        await DemoHub.ShouldHave(Freyja, 1, 0);
        return $"1 credit; another address: {stranger}";
    }

    private async Task<string> TopUp()
    {
        foreach (var colleague in members.Skip(1))
        {
            await colleague.Arrive();
            await hub.Join(colleague);
        }

        var given = await hr.Post($"/hubs/{hub.Id}/credits/top-ups", new { credits = 1 });
        await stage.Drain();
        await DemoHub.ShouldHave(Freyja, 2, 0);
        return $"{given.Number("members")} members, 2 credits each";
    }

    private async Task<string> Book()
    {
        day = await hub.FreeDay(Freyja);
        booked.Add(await hub.Book(Freyja, day[0]));
        await DemoHub.ShouldHave(Freyja, 1, 1);
        stage.Folder.Mail(Freyja.Mail, x => DemoFolder.CalendarOf(x) is not null);
        return "confirmed at once: 1 credit left, 1 reserved";
    }

    private async Task<string> Exceed()
    {
        booked.Add(await hub.Book(Freyja, day[1]));
        var refused = await Freyja.Api.Refused($"/hubs/{hub.Id}/bookings", hub.At(day[2]));
        DemoFailure.Unless(refused == "hubs.no-credits", $"Without credits it answered {refused}.");
        await DemoHub.ShouldHave(Freyja, 0, 2);
        return $"2 reserved; the third: {refused}";
    }

    private async Task<string> Cancel()
    {
        await Freyja.Api.Post($"/marketplace/bookings/{booked[1]}/cancel", new { });
        booked.RemoveAt(1);
        await stage.Drain();
        await DemoHub.ShouldHave(Freyja, 1, 1);
        return "1 credit left, 1 reserved";
    }

    private async Task<string> Hold()
    {
        foreach (var (colleague, i) in members.Select((x, i) => (x, i)).Skip(1))
        {
            booked.Add(await hub.Book(colleague, day[i]));
        }

        foreach (var (member, booking) in members.Zip(booked))
        {
            await provider.Hold(member, booking);
        }

        await DemoHub.ShouldHave(Freyja, 1, 0);
        var earning = await provider.Earned(PriceMinor * 3 / 4);
        return $"5 held, {Pounds(earning.Minor("providerShare"))} earned with each";
    }

    private async Task<string> LookAsHr()
    {
        var seen = (await hr.Get($"/hubs/{hub.Id}/members")).Items();
        DemoFailure.Unless(seen.Count == 5 && seen.All(x => x.Number("allotted") == 2), "Each was allotted 2.");
        var fields = string.Join(", ", seen[0].EnumerateObject().Select(x => x.Name));
        DemoFailure.Unless(fields == "id, name, joinedAt, allotted", $"HR sees {fields}.");
        return $"2 allotted each; a booking: {await hr.NotShown($"/marketplace/bookings/{booked[0]}")}";
    }

    private async Task<string> ReadUsage()
    {
        var over = day[0].InUtc().Date.With(DateAdjusters.StartOfMonth).PlusMonths(1);
        await stage.Advance(over.AtMidnight().InUtc().ToInstant());
        var usage = await hr.Get($"/hubs/{hub.Id}/usage");
        stage.Folder.Write("hub-usage.json", usage.GetRawText());
        var month = usage.EnumerateArray().Single();
        // Five people stand behind each number; of fewer nothing would be told. What was called off is in neither.
        DemoFailure.Unless(month.Number("booked") == 5 && month.Number("held") == 5, $"HR sees {month}.");
        return $"{month.Text("month")}: 5 booked, 5 held, by five people; no name, no session called off";
    }
}
