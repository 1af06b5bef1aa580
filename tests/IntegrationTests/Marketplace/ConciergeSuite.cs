using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>The concierge books for members (HUB-19), through the API.</summary>
public abstract class ConciergeSuite(Engine engine) : IAsyncLifetime
{
    private TelehealthApp app = null!;
    private TestPerson staff = null!;
    private HttpClient concierge = null!;
    private ListedProvider provider = null!;

    public async Task InitializeAsync()
    {
        app = await TelehealthApp.Start(engine);
        staff = await app.Staff(Roles.Concierge);
        concierge = await app.Client(staff);
        provider = await app.ListedProvider();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [EngineFact]
    [Rule("HUB-19", Part = "on-behalf")]
    [Rule("HUB-19", Part = "confirmation")]
    public async Task A_session_is_booked_on_a_members_behalf_and_says_by_whom_and_which_number_is_rung()
    {
        var member = await app.FundedClient();
        await Refused(Book(member.Id, "phone", app.Slot()), 422, "marketplace.member-without-phone");
        await TelehealthApp.SavePhone(member.Api, "+442079460123");
        var found = await TelehealthApp.Post(
            concierge,
            "marketplace/concierge/members/find",
            new { Email = member.Person.Email.ToUpperInvariant() }
        );
        found.GetProperty("id").GetString().ShouldBe(member.Id);
        found.GetProperty("name").GetString().ShouldBe("Ana N.");
        found.GetProperty("hasPhone").GetBoolean().ShouldBeTrue();

        using var sent = await Book(member.Id, "phone", app.Slot());
        var booked = await TelehealthApp.Read(sent);
        await app.Drain();
        var id = new BookingId(booked.GetProperty("bookingId").GetGuid());
        var read = await TelehealthApp.Get(concierge, $"marketplace/concierge/bookings/{id}");
        read.GetProperty("phone").GetString().ShouldBe("+442079460123");
        read.GetProperty("number").GetString().ShouldBe(booked.GetProperty("number").GetString());
        var colleague = await app.Client(await app.Staff(Roles.Concierge));
        await Refused(Read(colleague, id), 404, "marketplace.booking-not-found");
        await Refused(Read(member.Api, id), 403, "forbidden");
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        (await db.Bookings.Where(x => x.Id == id).Select(x => x.BookedBy).SingleAsync()).ShouldBe($"person:{staff.Id}");
        foreach (var reader in new[] { member.Person, provider.Person })
        {
            var mails = await TelehealthApp.Read(
                await app.Http.GetAsync($"/dev/mail/messages?to={Uri.EscapeDataString(reader.Email)}")
            );
            mails.GetRawText().ShouldContain("442079460123");
        }

        await app.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-19", Part = "availability")]
    public async Task Only_the_concierge_books_and_only_in_free_time_that_is_paid_for()
    {
        var member = await app.FundedClient();
        await Refused(Book(member.Id, "video", app.Slot(hour: 3)), 422, "marketplace.outside-calendar");
        await Refused(Book(member.Id, "in-person", app.Slot()), 400, "validation");
        await Refused(Book(Ids.New().ToString(), "video", app.Slot()), 404, "identity.person-unknown");
        await Refused(Book(member.Id, "video", app.Slot(), member.Api), 403, "forbidden");
        var poor = await app.FundedClient(pence: 0);
        await Refused(Book(poor.Id, "video", app.Slot()), 422, "wallet.insufficient-funds");
        (await Book(member.Id, "video", app.Slot())).StatusCode.ShouldBe(HttpStatusCode.Created);
        await Refused(Book(member.Id, "video", app.Slot()), 409, "marketplace.slot-taken");
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_member_whom_no_receipt_can_name_is_booked_for_once_the_name_is_given_in_latin_letters()
    {
        var member = await app.FundedClient(name: "Ana Nguyễn");
        await app.Behind<IdentityDbContext>(db =>
            db.People.Where(x => x.Id == member.Person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.DisplayName, "أحمد علي"))
        );

        var find = new { member.Person.Email };
        var found = await TelehealthApp.Post(concierge, "marketplace/concierge/members/find", find);
        found.GetProperty("needsNameOnDocuments").GetBoolean().ShouldBeTrue();
        using var unnamed = await Book(member.Id, "video", app.Slot());
        await TelehealthApp.Expect(unnamed, HttpStatusCode.BadRequest, "marketplace.member-name-needed");
        (await unnamed.Content.ReadAsStringAsync()).ShouldContain("nameOnDocuments");
        await Refused(Book(member.Id, "video", app.Slot(), named: "أحمد"), 400, "validation");
        using var booked = await Book(member.Id, "video", app.Slot(), named: "Ahmed Ali");
        booked.StatusCode.ShouldBe(HttpStatusCode.Created);
        var card = (await app.Send(new GetPerson(member.Person.Id))).Value;
        (card.DisplayName, card.PrintedName).ShouldBe(("أحمد علي", "Ahmed Ali"));
        found = await TelehealthApp.Post(concierge, "marketplace/concierge/members/find", find);
        found.GetProperty("needsNameOnDocuments").GetBoolean().ShouldBeFalse();
    }

    private static Task<HttpResponseMessage> Read(HttpClient api, BookingId id) =>
        TelehealthApp.Send(api, HttpMethod.Get, $"marketplace/concierge/bookings/{id}");

    private Task<HttpResponseMessage> Book(
        string member,
        string mode,
        Instant at,
        HttpClient? api = null,
        string? named = null
    ) =>
        TelehealthApp.Send(
            api ?? concierge,
            HttpMethod.Post,
            "marketplace/concierge/bookings",
            new
            {
                MemberId = member,
                ProviderId = provider.Id,
                ServiceId = provider.Service,
                Mode = mode,
                StartsAt = InstantPattern.ExtendedIso.Format(at),
                NameOnDocuments = named,
            },
            TelehealthApp.NewKey()
        );

    private static async Task Refused(Task<HttpResponseMessage> sent, int status, string code)
    {
        using var answer = await sent;
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        using var problem = JsonDocument.Parse(text);
        problem.RootElement.GetProperty("code").GetString().ShouldBe(code);
    }
}

public sealed class SqliteConciergeTests() : ConciergeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresConciergeTests() : ConciergeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerConciergeTests() : ConciergeSuite(Engine.SqlServer);
