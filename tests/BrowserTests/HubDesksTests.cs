using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>An employer's hub from its first line to its members, through the pages and without a pointer.</summary>
[Collection(SecondWorkplaceCollection.Name)]
public sealed partial class HubDesksTests(Workplace workplace)
{
    private const string Domain = "zaklady.example";
    private const string Provider = "Dr Łucja Nguyễn-Wójcik";

    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task A_hub_goes_live_is_joined_and_run_by_keyboard_alone()
    {
        var provider = await App.ListedProvider(Provider);
        await using var mina = await workplace.VisitAs(Roles.ProgrammeManager);
        await using var helen = await workplace.VisitAs(Roles.HrAdmin);
        await helen.Go("/hubs/admin");
        await helen.Sees("No hub yet");
        await helen.ShouldBeFit("hr-no-hub");

        await TakeEmployerOn(mina, helen.Person!);
        var hub = await PrepareHub(mina);
        await Invite(mina, provider);
        await GoLive(mina, hub);
        await using var jo = await workplace.Visit(await App.SignUpClient("Łucja Nguyễn Nowak"));
        await JoinAndBook(jo, hub);
        await BookFor(jo, hub);
        await Run(helen, hub);
        await Stranger(mina, helen);
    }

    private static async Task TakeEmployerOn(Visitor mina, TestPerson hr)
    {
        await mina.Go("/");
        await mina.ShouldBeFit("home-programme-manager");
        await mina.Go("/hubs/manage");
        await mina.ShouldBeFit("manage-employers");
        await mina.Type("Country it is in business in", "Poland");
        await mina.Type("Name", "Zakłady Łódź");
        await mina.Page.Keyboard.PressAsync("Enter");
        await mina.Sees("The employer is taken on");
        await mina.Sees("Poland, without a VAT number");
        await mina.Type("Address of the account", hr.Email);
        await mina.Page.Keyboard.PressAsync("Enter");
        await mina.Sees("Appointed");
        await mina.ShouldBeFit("manage-employer");
    }

    private static async Task<string> PrepareHub(Visitor mina)
    {
        await mina.Choose("Prepare a hub");
        await mina.Sees("Nobody can book yet");
        await mina.Type("Name", "Zakłady wellbeing");
        await mina.Type("Short name", "zaklady");
        await mina.Type("Domains of work addresses", "gmail.com");
        await mina.Type("What the employer pays", "80");
        await mina.TabTo("Phone call");
        await mina.Page.Keyboard.PressAsync("Space");
        await mina.ShouldBeFit("manage-hub-new");
        await mina.Choose("Prepare the hub");
        await mina.Sees("Domains of the employer alone");
        await mina.ShouldBeFit("manage-hub-refused");
        await mina.TabTo("Domains of work addresses");
        await mina.Page.Keyboard.PressAsync("Control+A");
        await mina.Page.Keyboard.TypeAsync(Domain);
        await mina.Choose("Prepare the hub");
        await mina.Sees("The hub is prepared");
        await mina.ShouldBeFit("manage-hub-draft");
        return mina.Page.Url.Split('/')[^1];
    }

    private async Task Invite(Visitor mina, ListedProvider provider)
    {
        await mina.Type("Where to write to", provider.Person.Email);
        await mina.Page.Keyboard.PressAsync("Enter");
        await mina.Sees("Invited. The mail");
        var path = await Post.Found(App, provider.Person.Email, Invitation());
        await using var lucja = await workplace.Visit(provider.Person);
        await lucja.Go(path);
        await lucja.ShouldBeFit("hub-invitation");
        await lucja.Choose("Accept and join");
        await lucja.Sees("You are in");
        await lucja.ShouldBeFit("hub-invitation-accepted");
        await TelehealthApp.Put(
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
                        Modes = (string[])["video", "phone"],
                        Channels = (string[])["hub.zaklady"],
                    }),
            }
        );
    }

    private async Task GoLive(Visitor mina, string hub)
    {
        await mina.Go($"/hubs/manage/{hub}");
        await mina.Sees($"A mail goes to {Provider}");
        await mina.ShouldBeFit("manage-hub-ready");
        await mina.Choose("Go live");
        await mina.Sees("The hub is live");
        await App.Drain();
        await mina.ShouldBeFit("manage-hub-live");
        await mina.Go("/hubs/manage");
        await mina.ShouldBeFit("manage-employers-one");
    }

    private async Task JoinAndBook(Visitor jo, string hub)
    {
        await jo.Go("/hubs");
        await jo.ShouldBeFit("hub-join");
        await jo.Type("Work address", $"lucja@{Domain}");
        await jo.Page.Keyboard.PressAsync("Enter");
        await jo.Sees("Six digits");
        await jo.ShouldBeFit("hub-join-code");
        await jo.Type("Code", await Post.Found(App, $"lucja@{Domain}", Code()));
        await jo.Page.Keyboard.PressAsync("Enter");
        await jo.Sees("Welcome");
        await App.Drain();
        await jo.Go("/");
        await jo.Sees("What have I left in Zakłady wellbeing?");
        await jo.ShouldBeFit("home-member");
        await jo.Choose("Book a session");
        await jo.Sees("6 credits left");
        await jo.Choose("Phone call");
        await jo.Page.WaitForURLAsync(PhoneChosen());
        await jo.ShouldBeFit("hub-book");
        await jo.Choose($"Book with one credit: {Provider}");
        await jo.Sees("Booked: ");
        await App.Drain();
        await jo.Go("/hubs");
        await jo.Sees("5 credits left");
        await jo.ShouldBeFit("hub-member");
        (await jo.Page.GotoAsync($"/hubs/admin/{hub}"))!.Status.ShouldBe(403);
    }

    private async Task BookFor(Visitor jo, string hub)
    {
        await using var cleo = await workplace.VisitAs(Roles.Concierge);
        await cleo.Go($"/marketplace/concierge/{jo.Person!.Id}");
        await cleo.Choose("Use a credit of the employer's hub instead");
        await cleo.Sees("5 credits left");
        await cleo.ShouldBeFit("concierge-hubs");
        await cleo.Choose("See times of Zakłady wellbeing");
        await cleo.Sees("The member has 5 credits left");
        await cleo.ShouldBeFit("concierge-hub-times");
        await cleo.Choose($"Book with one credit: {Provider}");
        await cleo.Sees("one credit of the employer's hub");
        await App.Drain();
        (await cleo.Page.GotoAsync($"/hubs/{hub}/book"))!.Status.ShouldBe(404);
    }

    private async Task Run(Visitor helen, string hub)
    {
        await Used(new HubId(Guid.Parse(hub)));
        await helen.Go("/");
        await helen.ShouldBeFit("home-hr");
        await helen.Choose("See your hub");
        await helen.Sees("Not shown");
        await helen.ShouldBeFit("hr-hub");
        await helen.Type("Where to write to", "pat@practice.example");
        await helen.Page.Keyboard.PressAsync("Enter");
        await helen.Sees("Thank you");
        await helen.Go($"/hubs/admin/{hub}/settings");
        await helen.ShouldBeFit("hr-settings");
        await helen.TabTo("Most unused credits that go over");
        await helen.Page.Keyboard.PressAsync("Control+A");
        await helen.Page.Keyboard.TypeAsync("2");
        await helen.Page.Keyboard.PressAsync("Enter");
        await helen.Sees("up to 2 unused go over");
        await helen.Choose("See members and credits");
        await helen.Sees("Łucja N.");
        await helen.ShouldBeFit("hr-members");
        await helen.Choose("Give everybody credits");
        await helen.Sees("On top of what");
        await helen.Type("Credits for each", "3");
        await helen.ShouldBeFit("hr-credits");
        await helen.Page.Keyboard.PressAsync("Enter");
        await helen.Sees("What this means");
        await helen.ShouldBeFit("hr-credits-consequence");
        await helen.Choose("Give 3 credits");
        await helen.Sees("on the way");
        await helen.Choose("Remove Łucja N.");
        await helen.Sees("cannot book with your credits");
        await helen.ShouldBeFit("hr-remove");
        await helen.Choose("Remove from the hub");
        await helen.Sees("The membership has ended");
        await helen.Sees("Nobody has joined yet");
        await helen.ShouldBeFit("hr-no-members");
    }

    private async Task Stranger(Visitor mina, Visitor helen)
    {
        var manager = await App.Client(mina.Person!);
        var employer = await TelehealthApp.Post(manager, "hubs/employers", new { Name = "Brzask", Country = "PL" });
        var body = new
        {
            Name = "Brzask",
            Code = "brzask",
            Colour = "#0b5c4a",
            Categories = (string[])["psychology"],
            Languages = (string[])["pl"],
            Domains = (string[])["brzask.example"],
            Credits = new { PerPeriod = 1, PeriodMonths = 1 },
            Session = new
            {
                Price = new { Amount = 8000, Currency = "GBP" },
                PlatformShareBasisPoints = 2_500,
                DurationMinutes = 50,
                Modes = (string[])["video"],
            },
        };
        var path = $"hubs/employers/{employer.GetProperty("id").GetString()}/hubs";
        var other = (await TelehealthApp.Post(manager, path, body)).GetProperty("id").GetString();
        foreach (var page in new[] { "", "/members", "/credits", "/settings", $"/members/{Ids.New()}/remove" })
        {
            (await helen.Page.GotoAsync($"/hubs/admin/{other}{page}"))!.Status.ShouldBe(404, page);
        }

        (await helen.Page.GotoAsync($"/hubs/manage/{other}"))!.Status.ShouldBe(403);
        (await helen.Page.GotoAsync("/hubs/manage"))!.Status.ShouldBe(403);
    }

    /// <summary>Last month seven people booked, one of them something nobody else did.</summary>
    private async Task Used(HubId hub)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubsDbContext>();
        var month = App.Now.InUtc().Date.PlusMonths(-1).With(DateAdjusters.StartOfMonth);
        db.HubSessions.AddRange(
            Enumerable
                .Range(0, 7)
                .Select(i => new HubSession
                {
                    BookingId = new BookingId(Ids.New()),
                    HubId = hub,
                    PersonId = new PersonId(Ids.New()),
                    Category = i == 0 ? "coaching" : "psychology",
                    Month = month,
                    State = i < 6 ? HubSessionState.Held : HubSessionState.Booked,
                })
        );
        await db.SaveChangesAsync();
    }

    [GeneratedRegex("mode=phone$")]
    private static partial Regex PhoneChosen();

    [GeneratedRegex("(/hubs/invitations/[0-9a-f]{64})")]
    private static partial Regex Invitation();

    [GeneratedRegex(@"The code is (\d{6})")]
    private static partial Regex Code();
}
