using System.Net;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Host.Cli.Story;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>A parent's or guardian's consent from its recording to its end (COM-04).</summary>
public abstract class ConsentSuite(Engine engine) : IAsyncLifetime
{
    private const string Withdrawn = "compliance.consent-withdrawn";
    private const string NotDue = "compliance.consent-not-due";

    private TelehealthApp app = null!;
    private TestPerson young = null!;
    private HttpClient support = null!;
    private HttpClient reviewer = null!;

    public async Task InitializeAsync()
    {
        app = await TelehealthApp.Start(engine);
        young = await app.SignUpClientBorn(Today.PlusYears(-16), "Zuzanna Wójcik");
        support = await app.Client(await app.Staff(Roles.Support));
        reviewer = await app.Client(await app.Staff(Roles.ComplianceReviewer));
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [EngineFact]
    [Rule("COM-04", Part = "consent")]
    [Rule("COM-04", Part = "review")]
    public async Task With_a_consent_sessions_can_be_booked_until_its_review_is_overdue_and_after_it_again()
    {
        (await MayBook()).ShouldBe("compliance.consent-needed");
        var id = await Record();
        (await MayBook()).ShouldBeNull();
        await app.AdvanceTo(app.Now.InUtc().LocalDateTime.PlusMonths(6).PlusMinutes(1).InUtc().ToInstant());
        (await MayBook()).ShouldBe("compliance.consent-review-overdue");
        var overdue = await TelehealthApp.Get(support, "compliance/consents?overdue=true");
        overdue.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await TelehealthApp.Get(reviewer, "notifications")).GetRawText().ShouldContain("consent-review");
        await Expect(await Post(support, $"compliance/consents/{id}/review"), HttpStatusCode.Forbidden);
        await Expect(await Post(reviewer, $"compliance/consents/{id}/review"), HttpStatusCode.OK);
        (await MayBook()).ShouldBeNull();
    }

    [EngineFact]
    [Rule("COM-04", Part = "consent")]
    public async Task A_guardian_withdraws_the_own_consent_and_it_counts_at_once()
    {
        var guardian = await app.SignUpClient("Trần Văn Minh");
        var id = await Record(guardian.Id);
        var parent = await app.Client(guardian);
        var mine = await TelehealthApp.Get(parent, "compliance/consents/mine");
        mine.GetProperty("given").EnumerateArray().Single().GetProperty("id").GetGuid().ShouldBe(id);
        var child = await app.Client(young);
        (await TelehealthApp.Get(child, "compliance/consents/mine")).GetProperty("mayBook").GetBoolean().ShouldBeTrue();
        await Expect(await Post(child, $"compliance/consents/{id}/withdraw"), HttpStatusCode.NotFound);
        await Expect(await Post(parent, $"compliance/consents/{id}/withdraw"), HttpStatusCode.NoContent);
        await Expect(await Post(parent, $"compliance/consents/{id}/withdraw"), HttpStatusCode.Conflict, Withdrawn);
        (await MayBook()).ShouldBe("compliance.consent-needed");
        await Expect(await Post(reviewer, $"compliance/consents/{id}/review"), HttpStatusCode.Conflict, Withdrawn);
        var told = await TelehealthApp.Get(child, "compliance/consents/mine");
        told.GetProperty("missing").GetString().ShouldBe("compliance.consent-needed");
    }

    [EngineFact]
    [Rule("COM-04", Part = "evidence")]
    public async Task The_evidence_is_a_document_and_its_reading_is_logged()
    {
        // What begins like a document or a picture and is none, too.
        foreach (
            var bytes in new[]
            {
                "MZ program"u8.ToArray(),
                [],
                new byte[700_001],
                "%PDF-1.7 signed"u8.ToArray(),
                [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3],
                [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3],
            }
        )
        {
            await Expect(await TryRecord(null, bytes), HttpStatusCode.BadRequest);
        }

        var before = (await app.Send(new VerifyAudit())).Value.Lines;
        var id = await Record();
        var answer = await TelehealthApp.Send(support, HttpMethod.Get, $"compliance/consents/{id}/evidence");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Signed);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        var child = await app.Client(young);
        await Expect(
            await TelehealthApp.Send(child, HttpMethod.Get, $"compliance/consents/{id}/evidence"),
            HttpStatusCode.Forbidden
        );
        (await app.Send(new VerifyAudit())).Value.Lines.ShouldBe(before + 2);
    }

    [EngineFact]
    public async Task Only_for_somebody_under_age_and_by_an_adult()
    {
        var adult = await app.SignUpClient();
        await Expect(await TryRecord(null, client: adult.Id), HttpStatusCode.UnprocessableEntity, NotDue);
        await Expect(await TryRecord(young.Id), HttpStatusCode.UnprocessableEntity, "compliance.guardian-not-of-age");
        await Expect(await TryRecord(new PersonId(Ids.New())), HttpStatusCode.NotFound);
        await Expect(await TryRecord(null, client: new PersonId(Ids.New())), HttpStatusCode.NotFound);
        await Expect(await TryRecord(null, by: await app.Client(adult)), HttpStatusCode.Forbidden);
        await Expect(await Post(reviewer, $"compliance/consents/{Ids.New()}/review"), HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("COM-04", Part = "age")]
    public async Task Coming_of_age_needs_no_consent_any_more()
    {
        var nearly = await app.SignUpClientBorn(Today.PlusYears(-18).PlusDays(2));
        await Record(client: nearly.Id);
        await app.Advance(Duration.FromDays(3));
        (await app.Send(new MayBook(nearly.Id))).Error.ShouldBeNull();
        await Expect(await TryRecord(null, client: nearly.Id), HttpStatusCode.UnprocessableEntity, NotDue);
    }

    private static byte[] Signed => DemoPaper.Pdf("I agree.");

    private LocalDate Today => app.Now.InUtc().Date;

    private async Task<string?> MayBook() => (await app.Send(new MayBook(young.Id))).Error?.Code;

    private async Task<Guid> Record(PersonId? guardian = null, PersonId? client = null)
    {
        var answer = await TelehealthApp.Read(await TryRecord(guardian, client: client));
        return answer.GetProperty("id").GetGuid();
    }

    private Task<HttpResponseMessage> TryRecord(
        PersonId? guardian,
        byte[]? evidence = null,
        PersonId? client = null,
        HttpClient? by = null
    ) =>
        TelehealthApp.Send(
            by ?? support,
            HttpMethod.Post,
            "compliance/consents",
            new
            {
                ClientId = (client ?? young.Id).ToString(),
                GuardianName = "Trần Văn Minh",
                Relationship = "parent",
                Method = "signedForm",
                Scope = "Weekly talking therapy by video",
                GivenOn = LocalDatePattern.Iso.Format(Today),
                Evidence = Convert.ToBase64String(evidence ?? Signed),
                GuardianId = guardian?.ToString(),
            }
        );

    private static Task<HttpResponseMessage> Post(HttpClient http, string path) =>
        TelehealthApp.Send(http, HttpMethod.Post, path);

    private static Task Expect(HttpResponseMessage answer, HttpStatusCode status, string? code = null) =>
        TelehealthApp.Expect(answer, status, code);
}

public sealed class ConsentOnSqlite() : ConsentSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ConsentOnPostgres() : ConsentSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class ConsentOnSqlServer() : ConsentSuite(Engine.SqlServer);
