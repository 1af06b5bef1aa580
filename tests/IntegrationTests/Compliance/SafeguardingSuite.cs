using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;
using Telehealth.IntegrationTests.Sessions;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>What the suites of safeguarding share: a session, a concern about it, two leads.</summary>
public abstract class SafeguardingSuite(Engine engine) : SessionsSuite(engine)
{
    protected const string Words = "Mówiła dosłownie: boję się wracać do domu";

    protected SessionId Session { get; private set; }

    protected TestPerson Lead { get; private set; } = null!;

    protected HttpClient LeadHttp { get; private set; } = null!;

    protected HttpClient SecondHttp { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Session = await Book(SoonestStart());
        Lead = await App.Staff(Roles.SafeguardingLead);
        LeadHttp = await App.Client(Lead);
        SecondHttp = await App.Client(await App.Staff(Roles.SafeguardingLead));
    }

    protected object Concern(string severity = "sameDay", SessionId? session = null, string? who = null) =>
        new
        {
            Category = "domesticAbuse",
            Severity = severity,
            Facts = $"{Words}, facts",
            Opinion = $"{Words}, opinion",
            Whereabouts = $"{Words}, place",
            ActionsTaken = $"{Words}, actions",
            SessionId = who is null ? (session ?? Session).ToString() : null,
            Who = who,
            EmergencyReference = $"{Words}, reference",
        };

    protected async Task<Guid> Raise(string severity = "sameDay")
    {
        var answer = await TelehealthApp.Post(ProviderHttp, "compliance/concerns", Concern(severity));
        return answer.GetProperty("id").GetGuid();
    }

    protected static Task<HttpResponseMessage> Step(HttpClient http, Guid id, string step, object? body = null) =>
        TelehealthApp.Send(http, HttpMethod.Post, $"compliance/cases/{id}/{step}", body ?? new { });

    protected static object Text(string text = Words) => new { Text = text };

    protected object Referral() =>
        new
        {
            Authority = "Bristol City Council, children's social care",
            Contact = $"{Words}, contact",
            PhonedAt = InstantPattern.ExtendedIso.Format(App.Now),
            Reasons = $"{Words}, reasons",
        };

    protected async Task<JsonElement> Case(Guid id) => await TelehealthApp.Get(LeadHttp, $"compliance/cases/{id}");

    protected async Task<Instant?> Due(Guid id)
    {
        var due = (await Case(id)).GetProperty("case").GetProperty("dueAt");
        return due.ValueKind == JsonValueKind.Null ? null : InstantPattern.ExtendedIso.Parse(due.GetString()!).Value;
    }

    internal async Task<T> Stored<T>(Func<ComplianceDbContext, Task<T>> look)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<ComplianceDbContext>());
    }

    /// <summary>What the audit says of cases.</summary>
    internal Task<List<AuditRow>> Lines() =>
        Stored(db =>
            db.Audit.AsNoTracking().Where(x => x.Subject.StartsWith("case")).OrderBy(x => x.Sequence).ToListAsync()
        );

    protected static Task Expect(HttpResponseMessage answer, HttpStatusCode status, string? code = null) =>
        TelehealthApp.Expect(answer, status, code);
}
